import type { HardwareFacts } from '../../domain/hardware.ts';
import type { SeriesName } from '../../domain/series.ts';

/** The values that a series can have, and why no others. */
export interface SeriesLimits {
  readonly low: number;
  readonly high: number;
  /** In words for the owner. */
  readonly source: string;
}

/** Overclocked boards have been run at about twice their rated work; three times is a wrong number. */
const MOST_TIMES_RATED = 3;

const NOTHING_BELOW_ZERO = 'cannot be less than nothing';
const SILICON = 'silicon and its sensors work between −20 and 130 °C';
const REGULATOR =
  'power stages cut off at 150 °C (TPS546 data sheet: over-temperature fault, at most 150 °C)';
const AIR = 'air or water that cools a miner, −40 to 110 °C';
const FAN = 'fans turn at most 30,000 times a minute';
const PER_CENT = 'a part of a whole, 0 to 100 %';

const from0 = (high: number, source: string): SeriesLimits => ({ low: 0, high, source });
const counted: SeriesLimits = from0(Number.POSITIVE_INFINITY, NOTHING_BELOW_ZERO);

/** What holds of every machine. Series that are not here can be anything. */
const OF_ALL: Readonly<Partial<Record<SeriesName, SeriesLimits>>> = {
  hashrateHs: counted,
  hashrateAvgHs: counted,
  expectedHashrateHs: counted,
  board1Hs: counted,
  board2Hs: counted,
  board3Hs: counted,
  board4Hs: counted,
  powerW: from0(20_000, 'no machine on sale draws more than 20 kW'),
  wallPowerW: from0(20_000, 'no machine on sale draws more than 20 kW'),
  powerLimitW: from0(20_000, 'no machine on sale draws more than 20 kW'),
  tempChipMaxC: { low: -20, high: 130, source: SILICON },
  tempChipAvgC: { low: -20, high: 130, source: SILICON },
  tempChipSpreadC: from0(150, SILICON),
  tempBoardMaxC: { low: -20, high: 130, source: SILICON },
  tempVrC: { low: -20, high: 150, source: REGULATOR },
  tempInletC: { low: -40, high: 110, source: AIR },
  tempOutletC: { low: -40, high: 110, source: AIR },
  roomTempC: { low: -40, high: 60, source: 'rooms in which people keep machines' },
  fanRpm: from0(30_000, FAN),
  fanRpmMin: from0(30_000, FAN),
  fanPercent: from0(100, PER_CENT),
  hwErrorPct: from0(100, PER_CENT),
  frequencyMhz: from0(6_000, 'no chip is clocked above 6 GHz'),
  voltageCoreV: from0(60, 'chips and chains of them are fed with at most 60 V'),
  voltageCoreSetV: from0(60, 'chips and chains of them are fed with at most 60 V'),
  voltageInV: from0(500, 'mains of three phases, at most 500 V'),
  currentA: from0(2_000, 'no supply of a miner gives more than 2,000 A'),
  poolDifficulty: counted,
  networkDifficulty: counted,
  poolLatencyMs: from0(600_000, 'no answer is waited for longer than ten minutes'),
  wifiRssiDbm: { low: -120, high: 0, source: 'radio receivers hear between −120 and 0 dBm' },
  mining: from0(1, 'a code, 0 or 1'),
  state: from0(3, 'a code, 0 to 3'),
  sharesAccepted: counted,
  sharesRejected: counted,
  sharesStale: counted,
  hwErrors: counted,
  bestShare: counted,
  uptimeS: from0(630_720_000, 'no miner has run for twenty years'),
};

/**
 * What a series of one machine can be: narrower than {@link OF_ALL} where the catalogue knows what it is rated for.
 * Undefined where anything is possible.
 */
export function seriesLimits(name: SeriesName, facts: HardwareFacts): SeriesLimits | undefined {
  const general = OF_ALL[name];
  const rated = ratedFor(name, facts);
  if (rated === undefined) return general;
  return from0(
    MOST_TIMES_RATED * rated.value,
    `three times what the machine is rated for (${rated.source.title})`,
  );
}

function ratedFor(name: SeriesName, { ratedHashrateHs, ratedPowerW }: HardwareFacts) {
  if (/^(hashrateHs|hashrateAvgHs|expectedHashrateHs|board\dHs)$/.test(name)) return ratedHashrateHs;
  return name === 'powerW' || name === 'wallPowerW' ? ratedPowerW : undefined;
}
