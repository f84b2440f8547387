import { render } from 'solid-js/web';
import { recall, remember } from '../ui/remembered-signal.ts';
import { openCollector } from '../workers/collector-client.ts';
import '../ui/base.css';
import { App } from './app.tsx';
import { createFleet } from './create-fleet.ts';
import { countVisit, createInstall } from './install.ts';
import { takeJoinCode } from './join-link.ts';
import { takePairingLink } from './pairing-link.ts';
import { followPastedLinks } from './pasted-link.ts';
import { applyRememberedTheme } from './theme.ts';
import { createUpdate } from './update.ts';

applyRememberedTheme(document.documentElement);
const pairingLink = takePairingLink(location, history);
let joinCode = takeJoinCode(location, history);
followPastedLinks(window, location);
const visits = countVisit(Date.now());
const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app');

render(() => {
  const fleet = createFleet({
    kind: recall('fleet') === 'real' ? 'real' : 'demo',
    open: openCollector,
    token: pairingLink?.token,
    openLearner: async () => (await import('../workers/learner-client.ts')).openLearner(),
    show: (kind, path = '/') => {
      remember('fleet', kind);
      location.assign(path);
    },
  });
  // Made here, once: a call within the markup would be made anew at every look at the property.
  const update = createUpdate();
  const install = createInstall();
  const takeOnce = () => {
    const code = joinCode;
    joinCode = undefined;
    return code;
  };
  return <App {...{ fleet, update, install, visits, pairingLink }} takeJoinCode={takeOnce} />;
}, root);
