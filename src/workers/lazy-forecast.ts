import type { ForecastServiceApi, ForecastServicePorts } from './forecast/forecast-service.ts';

/** Forecasts of the fleet that is open, loaded when a page first asks for one. */
export interface LazyForecast {
  readonly api: ForecastServiceApi;
  /** The fleet was closed, or another is opened. */
  close(): void;
}

/** @param ports those of the fleet that is open; throws while there is none */
export function lazyForecast(ports: () => ForecastServicePorts): LazyForecast {
  let opening: Promise<ForecastServiceApi> | undefined;
  const open = () => {
    opening ??= import('./forecast/forecast-service.ts').then(
      ({ ForecastService }) => new ForecastService(ports()),
    );
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    api: {
      forecastTargets: async () => (await open()).forecastTargets(),
      predict: async (ask) => (await open()).predict(ask),
      predictEarnings: async (ask) => (await open()).predictEarnings(ask),
      pastForecasts: async (ask) => (await open()).pastForecasts(ask),
      listModels: async (targetId) => (await open()).listModels(targetId),
      metrics: async (targetId) => (await open()).metrics(targetId),
      promote: async (modelId) => (await open()).promote(modelId),
      rollBack: async (targetId) => (await open()).rollBack(targetId),
      undo: async (targetId) => (await open()).undo(targetId),
      archive: async (modelId) => (await open()).archive(modelId),
      exportModel: async (modelId) => (await open()).exportModel(modelId),
      importModel: async (file) => (await open()).importModel(file),
      health: async () => (await open()).health(),
    },
    close() {
      opening = undefined;
    },
  };
}
