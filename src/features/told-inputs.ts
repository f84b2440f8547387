import type { EntityKind } from './definition.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A quantity that somebody else tells of an entity: a provider, the owner, the catalogue, a model. */
export interface ToldInput {
  /** Camel case with its unit, as series are named: `outdoorTempC`; of a model `model:` and the feature that it yields. */
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

/**
 * What providers, pools, plugs and models tell of an entity over time. A feature that reads another adds its row here.
 * Money (¤) is in the owner's currency.
 */
export const OUTSIDE_INPUTS: readonly ToldInput[] = [
  ...told('coin', { goodForMs: 2 * HOUR_MS, lagMs: 10 * MINUTE_MS }, [
    ['price', '¤', 'what a coin trades for'],
    ['btcPrice', '¤', 'what a bitcoin trades for'],
    ['marketCap', '¤', 'all coins that exist at the price of the moment'],
    ['volume24h', '¤', 'what was traded over the last 24 hours'],
  ]),
  ...told('coin', { goodForMs: DAY_MS }, [
    ['profitabilityRank', '', 'place among the coins of its algorithm, 1 the one that earns most'],
    ['mergedPerHsDay', '¤/(H/s)/d', 'what coins mined along earn'],
    ['ownPerHsDay', '¤/(H/s)/d', 'what the coin itself earns'],
    ['nextSubsidyAtMs', 'ms', 'when the new coins of a block change next, epoch ms'],
    ['dominancePercent', '%', 'share of the worth of all coins together'],
  ]),
  ...told('coin', { goodForMs: 3 * DAY_MS, lagMs: HOUR_MS }, [
    ['networkHashrateHs', 'H/s', 'what all miners of the coin work at together'],
    ['subsidy', 'coins', 'new coins of a block that are the miner’s'],
    ['feesPerBlock', 'coins', 'mean fees of a block'],
  ]),
  // A difficulty holds until the next; every node knows it at once.
  ...told('coin', { goodForMs: 21 * DAY_MS, lagMs: HOUR_MS }, [
    ['difficulty', '', 'how hard a block is to find, as the coin’s nodes count'],
  ]),
  // Days are published when they are over.
  ...told('coin', { goodForMs: 3 * DAY_MS, lagMs: DAY_MS + 6 * HOUR_MS }, [
    ['feesPerDay', 'coins', 'fees of all blocks of a day'],
    ['sentiment', '', 'fear (0) and greed (100) of the market'],
  ]),
  ...told('pool', { goodForMs: 2 * DAY_MS }, [
    ['creditedPerDay', 'coins', 'what the pool credited the account for a day'],
    ['balance', 'coins', 'what it owes the account'],
    ['minPayout', 'coins', 'the least sum that it pays out'],
    ['payoutsDue', '', 'payouts that were due, by the day on which it was known whether they came'],
    ['payoutsInTime', '', 'those of them that came within two days'],
  ]),
  // A price holds from its moment on, and is published before it.
  ...told('site', { goodForMs: 25 * HOUR_MS, lagMs: 0 }, [
    ['powerPrice', '¤/kWh', 'what a kilowatt-hour costs from this moment on, all included'],
  ]),
  ...told('site', { goodForMs: 3 * HOUR_MS, lagMs: HOUR_MS }, [
    ['carbonIntensity', 'g/kWh', 'carbon dioxide of a kilowatt-hour from the grid'],
    ['outdoorTempC', '°C', 'air temperature outside'],
    ['humidityPercent', '%', 'relative humidity of the air outside'],
    ['solarSurplusW', 'W', 'what the house would feed into the grid'],
  ]),
  ...told('fleet', { goodForMs: DAY_MS }, [
    ['primaryCoinShare', '', 'share of the rate that works for the coin with most of it, 0..1'],
  ]),
  ...model('miner', [
    ['optimal_power_limit_w', 'W'],
    ['hardware_upgrade_benefit_score', '¤/d'],
    ['maintenance_urgency_score', ''],
    ['predicted_24h_profit_change', '¤/d'],
    ['hardware_failure_probability', ''],
    ['optimal_firmware_settings', 'MHz'],
    ['predicted_maintenance_benefit', '¤/d'],
  ]),
  ...model('fleet', [['optimal_coin_allocation', '']]),
];

/** What the owner, the catalogue or the settings say of an entity, from a moment on until they say otherwise. */
export const FACTS: readonly ToldInput[] = [
  ...told('miner', { goodForMs: Number.POSITIVE_INFINITY }, [
    ['ratedHashrateHs', 'H/s', 'what its maker promises'],
    ['ratedPowerW', 'W', 'what its maker says that it draws'],
    ['defaultFrequencyMhz', 'MHz', 'the clock that its maker ships it with'],
    ['defaultCoreVoltageMv', 'mV', 'the core voltage that its maker ships it with'],
    ['nominalInputV', 'V', 'the input voltage that it is made for'],
    ['maxPowerW', 'W', 'the most that its board is made to draw'],
    ['maxChipC', '°C', 'the hottest that its chips may be'],
    ['maxVrC', '°C', 'the hottest that its voltage regulator may be'],
    ['firmwareNumber', '', 'a number for each version of firmware, no two the same'],
    ['firmwareSinceMs', 'ms', 'when the firmware that it runs was first seen on it, epoch ms'],
    ['pollMs', 'ms', 'how often it is asked'],
    ['boughtAtMs', 'ms', 'when it was bought, epoch ms'],
    ['pricePaid', '¤', 'what was paid for it'],
    ['warrantyUntilMs', 'ms', 'when its warranty ends, epoch ms'],
    ['hashesPerShareDifficulty', 'hashes', 'hashes of one unit of its pool’s difficulty'],
    ['poolFeeShare', '', 'what its pool keeps, 0..1'],
    ['bestCoinPerThDay', '¤/TH/d', 'what the best coin of its algorithm pays before fees'],
    ...[10, 20, 30, 40, 50, 60, 70, 80, 90].map(
      (decile) =>
        [
          `marketJThP${decile}`,
          'J/TH',
          `what ${decile} % of the machines of its algorithm stay below`,
        ] as const,
    ),
  ]),
  ...told('site', { goodForMs: Number.POSITIVE_INFINITY }, [
    ['latitudeDeg', '°', 'how far north of the equator the house is, south below 0'],
  ]),
  ...told('fleet', { goodForMs: Number.POSITIVE_INFINITY }, [
    ['largestPoolShare', '', 'share of the fleet’s rate that works for the pool with most of it, 0..1'],
    ['largestBoardShare', '', 'share of the fleet’s rate that the board with most of it makes, 0..1'],
    [
      'largestCircuitShare',
      '',
      'share of the fleet’s rate on the circuit of the house with most of it, 0..1',
    ],
  ]),
  ...told('coin', { goodForMs: Number.POSITIVE_INFINITY }, [
    ['hashesPerDifficulty', 'hashes', 'hashes of one unit of the coin’s difficulty'],
  ]),
];

type Row = readonly [name: string, unit: string, meaning: string];

function told(
  entity: EntityKind,
  stands: { readonly goodForMs: number; readonly lagMs?: number },
  rows: readonly Row[],
): ToldInput[] {
  return rows.map(([name, unit, meaning]) => ({ name, entities: [entity], unit, meaning, ...stands }));
}

/** What models tell, under the name of the feature that they yield; they speak once a day. */
function model(entity: EntityKind, rows: readonly (readonly [name: string, unit: string])[]): ToldInput[] {
  return rows.map(([name, unit]) => ({
    name: `model:${name}`,
    entities: [entity],
    unit,
    meaning: `what the model of ${name} says`,
    goodForMs: 25 * HOUR_MS,
  }));
}
