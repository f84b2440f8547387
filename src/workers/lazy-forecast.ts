import type { ForecastServicePorts } from './forecast/forecast-service.ts';
import type { ForecastApi } from './forecast-api.ts';

/** Forecasts and trainings of the fleet that is open, loaded when a page first asks for one. */
export interface LazyForecast {
  readonly api: ForecastApi;
  /** The fleet was closed, or another is opened. */
  close(): void;
}

/** @param ports those of the fleet that is open; throws while there is none */
export function lazyForecast(ports: () => ForecastServicePorts): LazyForecast {
  let opening: Promise<ForecastApi & { close(): void }> | undefined;
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
      train: async (ask) => (await open()).train(ask),
      followTrainings: async (listener) => (await open()).followTrainings(listener),
      stopFollowingTrainings: async () => (await open()).stopFollowingTrainings(),
      pause: async (trainingId) => (await open()).pause(trainingId),
      resume: async (trainingId) => (await open()).resume(trainingId),
      cancel: async (trainingId) => (await open()).cancel(trainingId),
      listModels: async (targetId) => (await open()).listModels(targetId),
      metrics: async (targetId) => (await open()).metrics(targetId),
      explain: async (modelId) => (await open()).explain(modelId),
      promote: async (modelId) => (await open()).promote(modelId),
      rollBack: async (targetId) => (await open()).rollBack(targetId),
      undo: async (targetId) => (await open()).undo(targetId),
      archive: async (modelId) => (await open()).archive(modelId),
      exportModel: async (modelId) => (await open()).exportModel(modelId),
      importModel: async (file) => (await open()).importModel(file),
      health: async () => (await open()).health(),
    },
    close() {
      // One that never opened has nothing to close.
      opening?.then((service) => service.close()).catch(() => {});
      opening = undefined;
    },
  };
}
