import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { FleetPage } from '../pages/fleet/fleet-page.tsx';
import { FleetContext } from '../pages/fleet-context.ts';
import { Toasts } from '../ui/toast.tsx';
import type { AppProps } from './app-props.ts';
import { Shell } from './shell.tsx';

const AlarmsPage = lazy(async () => ({ default: (await import('./further-pages.ts')).AlarmsPage }));
const AddMinerPage = lazy(async () => ({ default: (await import('./further-pages.ts')).AddMinerPage }));
const MinerPage = lazy(async () => ({
  default: (await import('../pages/miner/miner-page.tsx')).MinerPage,
}));
const DevicesPage = lazy(async () => ({ default: (await import('./further-pages.ts')).DevicesPage }));
const JoinPage = lazy(async () => ({ default: (await import('./further-pages.ts')).JoinPage }));
const PayPage = lazy(async () => ({
  default: (await import('../pages/pay/pay-page.tsx')).PayPage,
}));
const HealthPage = lazy(async () => ({ default: (await import('./further-pages.ts')).HealthPage }));
const QualityPage = lazy(async () => ({ default: (await import('./further-pages.ts')).QualityPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./further-pages.ts')).SettingsPage }));
const FeaturesPage = lazy(async () => ({ default: (await import('./further-pages.ts')).FeaturesPage }));
const ForecastPage = lazy(async () => ({ default: (await import('./further-pages.ts')).ForecastPage }));
const ModelsPage = lazy(async () => ({ default: (await import('./further-pages.ts')).ModelsPage }));
const MissingPage = lazy(async () => ({ default: (await import('./further-pages.ts')).MissingPage }));
const SourcesPage = lazy(async () => ({ default: (await import('./further-pages.ts')).SourcesPage }));
const DataPage = lazy(async () => ({ default: (await import('./further-pages.ts')).DataPage }));

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
