import { render } from 'solid-js/web';
import { recall, remember } from '../ui/remembered-signal.ts';
import { openCollector } from '../workers/collector-client.ts';
import '../ui/base.css';
import { App } from './app.tsx';
import { createFleet } from './create-fleet.ts';
import { countVisit, createInstall } from './install.ts';
import { takePairingLink } from './pairing-link.ts';
import { applyRememberedTheme } from './theme.ts';
import { createUpdate } from './update.ts';

applyRememberedTheme(document.documentElement);
const pairingLink = takePairingLink(location, history);
const visits = countVisit(Date.now());
const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app');

render(() => {
  const fleet = createFleet({
    kind: recall('fleet') === 'real' ? 'real' : 'demo',
    open: openCollector,
    token: pairingLink?.token,
    show: (kind, path = '/') => {
      remember('fleet', kind);
      location.assign(path);
    },
  });
  // Made here, once: a call within the markup would be made anew at every look at the property.
  const update = createUpdate();
  const install = createInstall();
  return <App fleet={fleet} update={update} install={install} visits={visits} pairingLink={pairingLink} />;
}, root);
