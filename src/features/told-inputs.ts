import type { EntityKind } from './definition.ts';

/** A quantity that somebody else tells of an entity: a provider, the owner, the catalogue, a model. */
export interface ToldInput {
  /** Camel case with its unit, as series are named: `priceUsd`. */
  readonly name: string;
  readonly entities: readonly EntityKind[];
  readonly unit: string;
  readonly meaning: string;
  /** How long after its moment a value still stands, ms; Infinity: until another is told. */
  readonly goodForMs: number;
  /**
   * Who publishes it does so at the latest so long after its moment, ms. A past that was fetched later counts as known
   * from then on; without a lag it counts as known from its arrival only.
   */
  readonly lagMs?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What providers, pools, plugs and models tell of an entity over time. A feature that reads another adds its row here. */
export const OUTSIDE_INPUTS: readonly ToldInput[] = [
  ...outside('coin', 2 * HOUR_MS, [
    ['priceUsd', 'USD', 'what a coin trades for'],
    ['marketCapUsd', 'USD', 'all coins that exist at the price of the moment'],
    ['volume24hUsd', 'USD', 'what was traded over the last 24 hours'],
  ]),
  ...outside('coin', DAY_MS, [
    ['networkHashrateHs', 'H/s', 'what all miners of the coin work at together'],
    ['networkDifficulty', '', 'hashes that a block costs, in units of difficulty 1'],
    ['blockHeight', '', 'blocks that there are'],
  ]),
  ...outside('site', HOUR_MS, [
    ['tariffPerKwh', 'USD/kWh', 'what a kilowatt-hour from the grid costs, from this moment on'],
    ['carbonIntensityGKwh', 'g/kWh', 'carbon dioxide of a kilowatt-hour from the grid'],
    ['solarSurplusW', 'W', 'what the house would feed into the grid'],
    ['outdoorTempC', '°C', 'air temperature outside'],
    ['humidityPercent', '%', 'relative humidity of the air outside'],
  ]),
];

/** What the owner, the catalogue or the settings say of an entity, from a moment on until they say otherwise. */
export const FACTS: readonly ToldInput[] = [
  ...outside('miner', Number.POSITIVE_INFINITY, [
    ['ratedHashrateHs', 'H/s', 'what its maker promises'],
    ['ratedPowerW', 'W', 'what its maker says that it draws'],
    ['boughtAtMs', 'ms', 'when it was bought, epoch ms'],
    ['boughtForUsd', 'USD', 'what was paid for it'],
    ['warrantyUntilMs', 'ms', 'when its warranty ends, epoch ms'],
  ]),
];

function outside(
  entity: ToldInput['entities'][number],
  goodForMs: number,
  rows: readonly (readonly [name: string, unit: string, meaning: string])[],
): ToldInput[] {
  return rows.map(([name, unit, meaning]) => ({ name, entities: [entity], unit, meaning, goodForMs }));
}
