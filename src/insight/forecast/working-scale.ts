import type { ForecastQuantity } from '../../domain/forecast.ts';

/**
 * The scale on which a quantity is forecast. What chains and markets multiply is forecast by its logarithm, so that errors are
 * parts of the whole and intervals stay above 0; machines and air as they are told.
 */
export interface WorkingScale {
  /** NaN of what the scale has no place for: a price of 0. */
  readonly toWorking: (value: number) => number;
  readonly fromWorking: (value: number) => number;
}

const LOGARITHM: WorkingScale = {
  toWorking: (value) => (value > 0 ? Math.log(value) : Number.NaN),
  fromWorking: Math.exp,
};

/** No machine draws less than nothing, and no block pays less. */
const NEVER_BELOW_0: WorkingScale = {
  toWorking: (value) => value,
  fromWorking: (value) => Math.max(value, 0),
};

const PLAIN: WorkingScale = { toWorking: (value) => value, fromWorking: (value) => value };

const SCALES: Readonly<Record<ForecastQuantity, WorkingScale>> = {
  earnings: LOGARITHM,
  price: LOGARITHM,
  difficulty: LOGARITHM,
  'network-hashrate': LOGARITHM,
  fees: NEVER_BELOW_0,
  hashrate: NEVER_BELOW_0,
  power: NEVER_BELOW_0,
  // Prices of power fall below 0 on windy Sundays.
  'power-price': PLAIN,
  'room-temperature': PLAIN,
  'outdoor-temperature': PLAIN,
};

export function workingScale(quantity: ForecastQuantity): WorkingScale {
  return SCALES[quantity];
}
