import { SERIES, type SeriesName, type TelemetryRow } from '../../src/domain/series.ts';
import { gaussian, poisson, seededRandom } from './seeded-random.ts';

/** What tells one board from another. */
export interface BoardModel {
  /** MHz. */
  readonly frequency: number;
  /** Hashes a clock tick: small cores times chips. */
  readonly cores: number;
  /** Whole millivolts. */
  readonly coreMillivolts: number;
  readonly poolDifficulty: number;
  /** Deviation of one reading of the rate, as a part of it. */
  readonly rateNoise: number;
}

/** BM1370 and BM1368 boards at their usual settings, and a board of four chips. */
export const BOARDS: readonly BoardModel[] = [
  { frequency: 525, cores: 2_040, coreMillivolts: 1_144, poolDifficulty: 1_000, rateNoise: 0.03 },
  { frequency: 850, cores: 2_040, coreMillivolts: 1_201, poolDifficulty: 2_330, rateNoise: 0.06 },
  { frequency: 490, cores: 1_276, coreMillivolts: 1_172, poolDifficulty: 512, rateNoise: 0.05 },
  { frequency: 600, cores: 8_160, coreMillivolts: 1_150, poolDifficulty: 4_096, rateNoise: 0.02 },
];

/** The series that these boards tell. */
export const PRINTED = [
  'hashrateHs',
  'hashrateAvgHs',
  'expectedHashrateHs',
  'powerW',
  'tempChipMaxC',
  'tempVrC',
  'fanRpm',
  'fanPercent',
  'frequencyMhz',
  'voltageCoreV',
  'voltageInV',
  'currentA',
  'poolDifficulty',
  'poolLatencyMs',
  'wifiRssiDbm',
  'mining',
  'sharesAccepted',
  'sharesRejected',
  'uptimeS',
  'bestShare',
] as const satisfies readonly SeriesName[];

const COLUMN = Object.fromEntries(
  PRINTED.map((name) => [name, SERIES.findIndex((each) => each.name === name)]),
);

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;
/** Mean times between what happens to a miner at home, ms. */
const BETWEEN_OUTAGES_MS = 9 * DAY_MS;
const BETWEEN_RESTARTS_MS = 4 * DAY_MS;
const BETWEEN_LOST_ANSWERS_MS = DAY_MS / 12;
const MEAN_OUTAGE_MS = 40 * 60_000;

export interface PrintingMinerOptions {
  readonly minerId: string;
  readonly board: BoardModel;
  readonly seed: number;
  /** How many times as much happens to it as usual. */
  readonly mishaps?: number;
}

/**
 * A small board with AxeOS, with the resolution that real ones print: the rate a 32-bit float of GH/s, voltages and
 * currents in the binary fractions of PMBus registers (1/512 V, 1/64 A, 1/32 V), the chip in eighths of a degree, the
 * regulator in whole ones, the round trip in thousandths of a millisecond, shares as a Poisson process at the rate of the
 * chips. It restarts (its counters begin anew), misses answers and is off now and then.
 */
export class PrintingMiner {
  readonly #minerId: string;
  readonly #board: BoardModel;
  readonly #random: () => number;
  readonly #mishaps: number;
  /** Slow wandering of what has inertia, deviation 1. */
  readonly #drift = { room: 0, chip: 0, radio: 0, rail: 0 };
  #before: number | undefined;
  #offUntilMs = Number.NEGATIVE_INFINITY;
  #bootedAtMs = 0;
  #accepted = 0;
  #rejected = 0;
  #bestShare = 0;
  #averageGhs: number;

  constructor({ minerId, board, seed, mishaps = 1 }: PrintingMinerOptions) {
    this.#minerId = minerId;
    this.#board = board;
    this.#random = seededRandom(seed);
    this.#mishaps = mishaps;
    this.#averageGhs = expectedGhs(board);
  }

  /** Its answer at a moment after the last one; absent when it gives none. */
  poll(atMs: number): TelemetryRow | undefined {
    const passedMs = atMs - (this.#before ?? atMs);
    if (this.#before === undefined || this.#happens(BETWEEN_RESTARTS_MS, passedMs)) this.#boot(atMs);
    this.#before = atMs;
    if (this.#happens(BETWEEN_OUTAGES_MS, passedMs))
      this.#offUntilMs = atMs - Math.log(1 - this.#random()) * MEAN_OUTAGE_MS;
    if (atMs < this.#offUntilMs) {
      this.#boot(atMs);
      return undefined;
    }
    this.#wander(passedMs);
    this.#findShares(passedMs);
    if (this.#happens(BETWEEN_LOST_ANSWERS_MS, passedMs)) return undefined;
    return { minerId: this.#minerId, atMs, values: this.#print(atMs) };
  }

  #happens(everyMs: number, passedMs: number): boolean {
    return this.#random() < (passedMs / everyMs) * this.#mishaps;
  }

  #boot(atMs: number): void {
    this.#bootedAtMs = atMs - Math.floor(this.#random() * 30_000);
    this.#accepted = 0;
    this.#rejected = 0;
  }

  #wander(passedMs: number): void {
    const drift = this.#drift;
    const step = (before: number, hours: number) => {
      const kept = Math.exp(-passedMs / (hours * 3_600_000));
      return before * kept + gaussian(this.#random) * Math.sqrt(1 - kept * kept);
    };
    drift.room = step(drift.room, 8);
    drift.chip = step(drift.chip, 0.1);
    drift.radio = step(drift.radio, 1);
    drift.rail = step(drift.rail, 3);
  }

  /** One share a `poolDifficulty · 2³²` hashes; the best of n is about the difficulty over the least of n even numbers. */
  #findShares(passedMs: number): void {
    const { poolDifficulty } = this.#board;
    const mean = (expectedGhs(this.#board) * 1e9 * passedMs) / 1_000 / (poolDifficulty * 2 ** 32);
    const found = poisson(this.#random, mean);
    for (let share = 0; share < found; share += 1) {
      const size = Math.floor(poolDifficulty / (1 - this.#random()));
      if (size > this.#bestShare) this.#bestShare = size;
    }
    const rejected = poisson(this.#random, found * 0.003);
    this.#accepted += Math.max(0, found - rejected);
    this.#rejected += rejected;
  }

  #print(atMs: number): Float64Array {
    const { frequency, coreMillivolts, poolDifficulty, rateNoise } = this.#board;
    const noise = () => gaussian(this.#random);
    const expected = expectedGhs(this.#board);
    const ghs = expected * (1 + rateNoise * noise());
    this.#averageGhs += (ghs - this.#averageGhs) / 10;
    const season = 3 * Math.sin((2 * Math.PI * atMs) / YEAR_MS) + 2 * Math.sin((2 * Math.PI * atMs) / DAY_MS);
    const chipC = 58 + season + 1.2 * this.#drift.room + 0.6 * this.#drift.chip;
    const outputV = (Math.round((coreMillivolts / 1_000) * 512) + Math.round(0.4 * noise())) / 512;
    const outputA = Math.round((expected / 90 + 0.03 * (chipC - 58) + 0.12 * noise()) * 64) / 64;
    const fan = 45 + 2 * (chipC - 58) + 0.8 * noise();
    const values = new Float64Array(SERIES.length).fill(Number.NaN);
    const set = (name: SeriesName, value: number) => {
      values[COLUMN[name] ?? 0] = value;
    };
    set('hashrateHs', Math.round(printed(ghs) * 1e9));
    set('hashrateAvgHs', Math.round(printed(this.#averageGhs) * 1e9));
    set('expectedHashrateHs', expected * 1e9);
    set('powerW', printed(outputV * outputA + 5));
    set('tempChipMaxC', Math.round(chipC * 8) / 8);
    set('tempVrC', Math.round(chipC + 3 + 0.3 * noise()));
    set('fanRpm', Math.round(fan * 81 + 12 * noise()));
    set('fanPercent', printed(fan));
    set('frequencyMhz', frequency);
    set('voltageCoreV', Math.round(coreMillivolts + 1.5 * noise()) / 1_000);
    set('voltageInV', Math.round(163 + 0.8 * this.#drift.rail + 0.4 * noise()) / 32);
    set('currentA', outputA);
    set('poolDifficulty', poolDifficulty);
    set('poolLatencyMs', Math.round(38_000 * Math.exp(0.25 * noise())) / 1_000);
    set('wifiRssiDbm', Math.round(-58 + 4 * this.#drift.radio + 1.2 * noise()));
    set('mining', 1);
    set('sharesAccepted', this.#accepted);
    set('sharesRejected', this.#rejected);
    set('uptimeS', Math.floor((atMs - this.#bootedAtMs) / 1_000));
    set('bestShare', this.#bestShare);
    return values;
  }
}

/** As AxeOS reckons it, in whole GH/s. */
function expectedGhs({ frequency, cores }: BoardModel): number {
  return Math.floor((frequency * cores) / 1_000);
}

/** A 32-bit float as the firmware prints it: seven digits after the point. */
function printed(value: number): number {
  return Math.round(Math.fround(value) * 1e7) / 1e7;
}
