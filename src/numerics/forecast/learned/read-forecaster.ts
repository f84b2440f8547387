import { FittedNet } from './fitted-net.ts';
import { ForecastError } from './forecast-error.ts';
import type { FittedForecaster } from './forecaster.ts';
import { readNetModel } from './net-json.ts';

const READERS: Readonly<Record<string, (json: unknown) => FittedForecaster>> = {
  recurrent: (json) => new FittedNet(readNetModel(json)),
  convolution: (json) => new FittedNet(readNetModel(json)),
  transformer: (json) => new FittedNet(readNetModel(json)),
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
