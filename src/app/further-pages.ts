import { lazy } from 'solid-js';

/** The pages that few visits begin with: what each of them loads is listed here, and not in the first file of all. */

export const PayPage = lazy(async () => ({
  default: (await import('../pages/pay/pay-page.tsx')).PayPage,
}));
export const AlarmsPage = lazy(async () => ({
  default: (await import('../pages/alarms/alarms-page.tsx')).AlarmsPage,
}));
export const DevicesPage = lazy(async () => ({
  default: (await import('../pages/devices/devices-page.tsx')).DevicesPage,
}));
export const JoinPage = lazy(async () => ({
  default: (await import('../pages/join/join-page.tsx')).JoinPage,
}));
export const HealthPage = lazy(async () => ({
  default: (await import('../pages/health/health-page.tsx')).HealthPage,
}));
export const QualityPage = lazy(async () => ({
  default: (await import('../pages/quality/quality-page.tsx')).QualityPage,
}));
export const SettingsPage = lazy(async () => ({
  default: (await import('../pages/settings/settings-page.tsx')).SettingsPage,
}));
export const FeaturesPage = lazy(async () => ({
  default: (await import('../pages/features/features-page.tsx')).FeaturesPage,
}));
export const ForecastPage = lazy(async () => ({
  default: (await import('../pages/forecast/forecast-page.tsx')).ForecastPage,
}));
export const ModelsPage = lazy(async () => ({
  default: (await import('../pages/models/models-page.tsx')).ModelsPage,
}));
export const MissingPage = lazy(async () => ({
  default: (await import('./missing-page.tsx')).MissingPage,
}));
export const SourcesPage = lazy(async () => ({
  default: (await import('../pages/sources/sources-page.tsx')).SourcesPage,
}));
export const DataPage = lazy(async () => ({
  default: (await import('../pages/data/data-page.tsx')).DataPage,
}));
export const AddMinerPage = lazy(async () => ({
  default: (await import('../pages/add-miner/add-miner-page.tsx')).AddMinerPage,
}));
export const TunePage = lazy(async () => ({
  default: (await import('../pages/tune/tune-page.tsx')).TunePage,
}));
export const PlanPage = lazy(async () => ({
  default: (await import('../pages/plan/plan-page.tsx')).PlanPage,
}));
export const AllocatePage = lazy(async () => ({
  default: (await import('../pages/allocate/allocate-page.tsx')).AllocatePage,
}));
