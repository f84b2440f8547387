import { readBoostedRows } from './boosted-rows.ts';
import { FittedLags } from './fitted-lags.ts';
import { FittedNet } from './fitted-net.ts';
import { ForecastError } from './forecast-error.ts';
import type { FittedForecaster } from './forecaster.ts';
import { readForestRows } from './forest-rows.ts';
import { readLagModel } from './lag-json.ts';
import { readNetModel } from './net-json.ts';
import { readRidgeRows } from './ridge-rows.ts';

const READERS: Readonly<Record<string, (json: unknown) => FittedForecaster>> = {
  recurrent: (json) => new FittedNet(readNetModel(json)),
  convolution: (json) => new FittedNet(readNetModel(json)),
  transformer: (json) => new FittedNet(readNetModel(json)),
  boosted: (json) => new FittedLags(readLagModel(json, readBoostedRows)),
  forest: (json) => new FittedLags(readLagModel(json, readForestRows)),
  ridge: (json) => new FittedLags(readLagModel(json, readRidgeRows)),
};

/**
 * A trained forecaster from what its `toJson` gave.
 * @throws ForecastError where it is of no kind that is known, or damaged
 */
export function readForecaster(json: unknown): FittedForecaster {
  const { kind } = Object(json);
  const read = typeof kind === 'string' && Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  if (!read)
    throw new ForecastError({ kind: 'damaged-model', what: `no model is of kind "${String(kind)}"` });
  return read(json);
}
