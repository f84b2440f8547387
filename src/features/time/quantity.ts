import type { EntityKind, FeatureInput } from '../definition.ts';
import { POWER_INPUTS, telemetry } from '../miner/telemetry-input.ts';
import { dividedBy, firstThere } from '../operators/arithmetic.ts';
import type { Operator } from '../operators/operator.ts';
import { input } from '../operators/row-wise.ts';

/** A quantity that lags, means, changes and volatility are told of, by the hour. */
export interface Quantity {
  /** Begins the features' names. */
  readonly name: string;
  readonly words: string;
  readonly entity: EntityKind;
  readonly inputs: readonly FeatureInput[];
  /** Out of the inputs, in its unit. */
  readonly hourly: Operator;
  readonly unit: string;
  /** Ends the names of features that are in its unit, as `_th_s`; empty where they say none. */
  readonly ending: string;
  readonly range: readonly [least: number, greatest: number];
  /**
   * How its changes are told: a temperature's in kelvins, because 0 °C is no nothing; all others' as shares of what it
   * was.
   */
  readonly changes: 'relative' | 'absolute';
  /** Over how many hours changes are told; the market's own features hold the price's of a day. */
  readonly changeHours: readonly number[];
}

/** Those of the miner itself and of the coin that it works for. */
export const QUANTITIES: readonly Quantity[] = [
  {
    name: 'hashrate',
    words: 'hashrate',
    entity: 'miner',
    inputs: [telemetry('hashrateHs')],
    hourly: dividedBy(1e12),
    unit: 'TH/s',
    ending: '_th_s',
    range: [0, 5_000],
    changes: 'relative',
    changeHours: [1, 24],
  },
  {
    name: 'power',
    words: 'power (at the wall where it is measured, else as the device tells)',
    entity: 'miner',
    inputs: POWER_INPUTS,
    hourly: firstThere(),
    unit: 'W',
    ending: '_w',
    range: [0, 22_000],
    changes: 'relative',
    changeHours: [1, 24],
  },
  {
    name: 'chip_temp',
    words: 'temperature of the hottest chip',
    entity: 'miner',
    inputs: [telemetry('tempChipMaxC')],
    hourly: input(0),
    unit: '°C',
    ending: '_c',
    range: [-40, 150],
    changes: 'absolute',
    changeHours: [1, 24],
  },
  {
    name: 'price',
    words: 'price of the coin',
    entity: 'coin',
    inputs: [{ from: 'feature', name: 'price_usd' }],
    hourly: input(0),
    unit: '¤',
    ending: '',
    range: [0, 1e9],
    changes: 'relative',
    changeHours: [1],
  },
  {
    name: 'difficulty',
    words: 'difficulty of the coin’s network',
    entity: 'coin',
    inputs: [{ from: 'feature', name: 'network_difficulty' }],
    hourly: input(0),
    unit: '',
    ending: '',
    range: [0, 1e30],
    changes: 'relative',
    changeHours: [1, 24],
  },
];
