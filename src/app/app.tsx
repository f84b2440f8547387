import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { FleetPage } from '../pages/fleet/fleet-page.tsx';
import { FleetContext } from '../pages/fleet-context.ts';
import { Toasts } from '../ui/toast.tsx';
import type { AppProps } from './app-props.ts';
import { Shell } from './shell.tsx';

type FurtherPages = typeof import('./further-pages.ts');

/** One of the pages that few visits begin with. */
function further<Name extends keyof FurtherPages>(name: Name) {
  return lazy(async () => ({ default: (await import('./further-pages.ts'))[name] }));
}

const AlarmsPage = further('AlarmsPage');
const AddMinerPage = further('AddMinerPage');
const MinerPage = lazy(async () => ({
  default: (await import('../pages/miner/miner-page.tsx')).MinerPage,
}));
const DevicesPage = further('DevicesPage');
const JoinPage = further('JoinPage');
const PayPage = further('PayPage');
const HealthPage = further('HealthPage');
const QualityPage = further('QualityPage');
const SettingsPage = further('SettingsPage');
const FeaturesPage = further('FeaturesPage');
const ForecastPage = further('ForecastPage');
const ModelsPage = further('ModelsPage');
const MissingPage = further('MissingPage');
const SourcesPage = further('SourcesPage');
const DataPage = further('DataPage');
const TunePage = further('TunePage');
const PlanPage = further('PlanPage');
const AllocatePage = further('AllocatePage');

/** The whole app: routes inside the shell. Only the Fleet page is there from the start. */
export function App(props: AppProps) {
  return (
    <FleetContext.Provider value={props.fleet}>
      <Toasts>
        <Router root={(route) => <Shell {...props}>{route.children}</Shell>}>
          <Route path="/" component={FleetPage} />
          <Route path="/miner/:id" component={MinerPage} />
          <Route path="/health" component={HealthPage} />
          <Route path="/pay" component={PayPage} />
          <Route path="/tune" component={TunePage} />
          <Route path="/plan" component={PlanPage} />
          <Route path="/allocate" component={AllocatePage} />
          <Route path="/add" component={AddMinerPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route path="/settings/alarms" component={AlarmsPage} />
          <Route path="/settings/devices" component={DevicesPage} />
          <Route path="/settings/sources" component={SourcesPage} />
          <Route path="/settings/data" component={DataPage} />
          <Route path="/settings/quality" component={QualityPage} />
          <Route path="/learn/features" component={FeaturesPage} />
          <Route path="/learn/forecast" component={ForecastPage} />
          <Route path="/learn/models" component={ModelsPage} />
          <Route path="/join" component={() => <JoinPage takeCode={props.takeJoinCode} />} />
          <Route path="*" component={MissingPage} />
        </Router>
      </Toasts>
    </FleetContext.Provider>
  );
}
