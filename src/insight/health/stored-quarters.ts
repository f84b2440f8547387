import { type Buckets, type GaugeBuckets, LONGEST_HELD_MS, TIER_MS } from '../../domain/buckets.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { Board } from '../../domain/reading.ts';
import { MINER_STATE_CODES, type SeriesName } from '../../domain/series.ts';
import { shareRatePerS } from '../../domain/share-arrivals.ts';
import { stalledPart } from '../../domain/stalled-part.ts';
import type { Quarter, ToldIdentity } from '../anomaly/quarter.ts';

/** Means that a quarter takes as they are stored. */
const MEANS = [
  ['hashrateHs', 'hashrateHs'],
  ['expectedHashrateHs', 'expectedHashrateHs'],
  ['powerW', 'powerW'],
  ['chipC', 'tempChipMaxC'],
  ['regulatorC', 'tempVrC'],
  ['outletC', 'tempOutletC'],
  ['inletC', 'tempInletC'],
  ['roomC', 'roomTempC'],
  ['fanRpm', 'fanRpm'],
  ['fanPercent', 'fanPercent'],
  ['inputV', 'voltageInV'],
  ['errorPercent', 'hwErrorPct'],
  ['frequencyMhz', 'frequencyMhz'],
  ['coreSetV', 'voltageCoreSetV'],
] as const satisfies readonly (readonly [keyof Quarter, SeriesName])[];

const COUNTS = [
  ['accepted', 'sharesAccepted'],
  ['rejected', 'sharesRejected'],
  ['stale', 'sharesStale'],
  ['hwErrors', 'hwErrors'],
] as const satisfies readonly (readonly [keyof Quarter, SeriesName])[];

const BOARDS = ['board1Hs', 'board2Hs', 'board3Hs', 'board4Hs'] as const satisfies readonly SeriesName[];

/** What of a miner's stored telemetry the watch reads. */
export const WATCHED_SERIES: readonly SeriesName[] = [
  ...[...MEANS, ...COUNTS].map(([, series]) => series),
  ...BOARDS,
  'uptimeS',
  'poolDifficulty',
  'mining',
  'state',
];

/** A quarter of an hour as it is stored. */
export interface StoredQuarter {
  readonly quarter: Quarter;
  /** Moments of which anything is stored: others than before mean that rows came late. */
  readonly rows: number;
  /** It was heard itself, and not only remembered later by the device: its memory holds no up-time. */
  readonly live: boolean;
}

/** What is known of a miner besides its telemetry. */
export interface KnownMiner {
  readonly algorithm: Algorithm;
  /** What its answers said last of firmware and pools, at a moment; the same value for as long as they say the same. */
  readonly identityAt: (atMs: number) => ToldIdentity | undefined;
}

/** After a start the clock climbs, heat settles and means begin anew, s; as QuarterKeeper has it. */
const SETTLED_AFTER_S = 15 * 60;
/** A rate that was told long ago says nothing of the time between, ms; as QuarterKeeper has it. */
const LONGEST_STEP_MS = 6 * 60_000;
/** Of what happened in more than half of a quarter nobody knows. */
const LEAST_WATCHED_MS = TIER_MS.quarter / 2;
/** Up-time is told in whole seconds, and later than it was taken. */
const BOOT_SLACK_MS = 5_000;

/**
 * The quarters of one miner out of its stored buckets of a quarter of an hour. They are those that QuarterKeeper makes of
 * the same answers, but for what statistics of a bucket do not hold:
 *
 * - the fan's spread is the deviation from the quarter's mean, √(m2/(n − 1)), not that of its steps: of noise both expect
 *   the same, of a fan that speeds up all the time this one is more;
 * - the weakest board is the least of the boards' means by the middle one, not the mean of such parts;
 * - a part that stands still is found among boards only (chips and domains are not stored), numbered by their places;
 * - shares due are mean rate by difficulty for the time watched, and unknown where the difficulty changed;
 * - a step of a counter between two quarters counts where one follows the other, and not over a gap;
 * - it is steady where at least half of it lies between its first and its last answer;
 * - overheated is whatever makes a state `degraded`: heat, or a fault that the device tells.
 *
 * @param buckets from one quarter before `fromMs` on, whose counters begin the first step
 */
export function storedQuarters(
  buckets: Buckets,
  miner: KnownMiner,
  fromMs: number,
): readonly StoredQuarter[] {
  const found: StoredQuarter[] = [];
  for (let row = 0; row < buckets.atMs.length; row += 1)
    if ((buckets.atMs[row] ?? Number.NaN) >= fromMs) found.push(storedQuarter(new Row(buckets, row), miner));
  return found;
}

function storedQuarter(row: Row, { algorithm, identityAt }: KnownMiner): StoredQuarter {
  const quarter: { -readonly [Name in keyof Quarter]: Quarter[Name] } = {
    fromMs: row.atMs,
    toMs: row.atMs + TIER_MS.quarter,
    answers: row.answers,
    restarts: row.restarts,
    steady: row.answers > 0 && row.restarts === 0 && isSteady(row),
  };
  for (const [name, series] of MEANS) quarter[name] = row.mean(series);
  for (const [name, series] of COUNTS) quarter[name] = row.counted(series);
  const boards = BOARDS.map((name, place): Board => ({ id: place + 1, hashrateHs: row.last(name) }));
  quarter.fanSpread = fanSpread(row);
  quarter.weakestBoard = weakestBoard(row);
  quarter.stalled = stalledPart(boards)?.text;
  quarter.dueShares = quarter.restarts > 0 ? undefined : dueShares(row, algorithm);
  if (row.last('state') !== undefined) quarter.overheated = row.last('state') === MINER_STATE_CODES.degraded;
  if (row.answers > 0) quarter.identity = identityAt(quarter.toMs);
  return { quarter, rows: row.rows, live: row.count('uptimeS') > 0 };
}

/** One bucket, with the one before it where that is the quarter before. */
class Row {
  readonly atMs: number;
  readonly rows: number;
  readonly answers: number;
  readonly restarts: number;
  /** From the first to the last answer, and the last one before, ms. */
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly beforeAtMs: number | undefined;
  readonly #buckets: Buckets;
  readonly #row: number;

  constructor(buckets: Buckets, row: number) {
    this.#buckets = buckets;
    this.#row = row;
    this.atMs = buckets.atMs[row] ?? Number.NaN;
    this.rows = buckets.rows[row] ?? 0;
    this.answers = answersIn(buckets, row);
    [this.firstAtMs, this.lastAtMs] = answeredWithin(buckets, row);
    const follows = this.atMs - (buckets.atMs[row - 1] ?? Number.NaN) === TIER_MS.quarter;
    const [, beforeAtMs] = follows ? answeredWithin(buckets, row - 1) : [];
    this.beforeAtMs = beforeAtMs;
    this.restarts = this.#restarted();
  }

  count(name: SeriesName): number {
    return this.#buckets.series[name]?.count[this.#row] ?? 0;
  }

  gauge(name: SeriesName): GaugeBuckets | undefined {
    const series = this.#buckets.series[name];
    return series?.kind === 'gauge' && this.count(name) > 0 ? series : undefined;
  }

  mean(name: SeriesName): number | undefined {
    return known((this.gauge(name)?.sum[this.#row] ?? Number.NaN) / this.count(name));
  }

  last(name: SeriesName): number | undefined {
    return this.count(name) > 0 ? known(this.#buckets.series[name]?.last[this.#row]) : undefined;
  }

  lastBefore(name: SeriesName): number | undefined {
    const series = this.#buckets.series[name];
    const isTold = this.beforeAtMs !== undefined && (series?.count[this.#row - 1] ?? 0) > 0;
    return isTold ? known(series?.last[this.#row - 1]) : undefined;
  }

  least(name: SeriesName): number | undefined {
    return known(this.gauge(name)?.min[this.#row]);
  }

  greatest(name: SeriesName): number | undefined {
    return known(this.gauge(name)?.max[this.#row]);
  }

  squares(name: SeriesName): number | undefined {
    return known(this.gauge(name)?.m2[this.#row]);
  }

  first(name: SeriesName): number | undefined {
    const series = this.#buckets.series[name];
    return series?.kind === 'counter' && this.count(name) > 0 ? known(series.first[this.#row]) : undefined;
  }

  /** What a counter rose by, with the step from the quarter before; undefined with fewer than two values. */
  counted(name: SeriesName): number | undefined {
    const series = this.#buckets.series[name];
    const first = this.first(name);
    if (series?.kind !== 'counter' || first === undefined) return undefined;
    const before = this.lastBefore(name);
    if (before === undefined && this.count(name) < 2) return undefined;
    // After a restart all that is counted is new.
    const step = before === undefined ? 0 : first < before ? first : first - before;
    return (series.increment[this.#row] ?? 0) + step;
  }

  /** How long each code of the state was held, ms. */
  heldMs(code: number): number {
    const series = this.#buckets.series.state;
    return series?.kind === 'state' ? (series.held.ms[code]?.[this.#row] ?? 0) : 0;
  }

  /**
   * Restarts since the answer before. An up-time that steps back by less than it should after a start is no restart: some
   * clocks are set.
   */
  #restarted(): number {
    const uptimeS = this.last('uptimeS');
    const since = this.beforeAtMs ?? this.firstAtMs;
    if (uptimeS === undefined || this.lastAtMs - 1000 * uptimeS < since - BOOT_SLACK_MS) return 0;
    const series = this.#buckets.series.uptimeS;
    const within = series?.kind === 'counter' ? (series.resets[this.#row] ?? 0) : 0;
    const first = this.first('uptimeS') ?? Number.NaN;
    return within + (first < (this.lastBefore('uptimeS') ?? Number.NaN) ? 1 : 0);
  }
}

function known(value: number | undefined): number | undefined {
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** Rows that only tell of plug and room are no answers. */
function answersIn({ series }: Buckets, row: number): number {
  let most = 0;
  for (const [name, each] of Object.entries(series))
    if (name !== 'wallPowerW' && name !== 'roomTempC') most = Math.max(most, each?.count[row] ?? 0);
  return most;
}

/** First and last answer of a bucket, ms; of the state where it is told, which rows of a plug do not have. */
function answeredWithin({ series, firstAtMs, lastAtMs }: Buckets, row: number): readonly [number, number] {
  const state = series.state?.kind === 'state' ? series.state.held : undefined;
  const from = state?.firstAtMs[row] ?? Number.NaN;
  const to = state?.lastAtMs[row] ?? Number.NaN;
  return Number.isNaN(from) ? [firstAtMs[row] ?? Number.NaN, lastAtMs[row] ?? Number.NaN] : [from, to];
}

function isSteady(row: Row): boolean {
  if (row.least('hashrateHs') === 0 || row.least('mining') === 0) return false;
  const { offline, paused } = MINER_STATE_CODES;
  const state = row.last('state');
  if (state === offline || state === paused || row.heldMs(offline) + row.heldMs(paused) > 0) return false;
  if ((row.first('uptimeS') ?? SETTLED_AFTER_S) < SETTLED_AFTER_S) return false;
  return row.lastAtMs - row.firstAtMs >= LEAST_WATCHED_MS;
}

/** A fan that stands still has none to speak of. */
function fanSpread(row: Row): number | undefined {
  const [mean, squares, count] = [row.mean('fanRpm'), row.squares('fanRpm'), row.count('fanRpm')];
  if (mean === undefined || squares === undefined || count < 2 || mean <= 0) return undefined;
  return Math.sqrt(squares / (count - 1)) / mean;
}

function weakestBoard(row: Row): number | undefined {
  const rates = BOARDS.flatMap((name) => row.mean(name) ?? []).sort((a, b) => a - b);
  if (rates.length < 2) return undefined;
  // Of an even number the upper one: of two boards the living one is the measure.
  return known((rates[0] ?? Number.NaN) / (rates[Math.floor(rates.length / 2)] ?? Number.NaN));
}

/** Shares that rate and difficulty promise for the time in which the counters were watched. */
function dueShares(row: Row, algorithm: Algorithm): number | undefined {
  const { beforeAtMs, firstAtMs, lastAtMs } = row;
  const difficulty = row.least('poolDifficulty');
  if (difficulty !== row.greatest('poolDifficulty')) return undefined;
  if (difficulty !== (row.lastBefore('poolDifficulty') ?? difficulty)) return undefined;
  if (beforeAtMs !== undefined && firstAtMs - beforeAtMs > LONGEST_STEP_MS) return undefined;
  if (unwatchedMs(row) > LONGEST_STEP_MS) return undefined;
  const ratePerS = shareRatePerS({ hashrateHs: row.mean('hashrateHs'), difficulty, algorithm });
  return ratePerS === undefined ? undefined : (ratePerS * (lastAtMs - (beforeAtMs ?? firstAtMs))) / 1000;
}

/** What lies between answers too far apart, ms; where all are, the usual step between two. */
function unwatchedMs(row: Row): number {
  const spanMs = row.lastAtMs - row.firstAtMs;
  const stepMs = row.answers > 1 ? spanMs / (row.answers - 1) : 0;
  if (stepMs > LONGEST_HELD_MS || row.count('state') === 0) return stepMs;
  return Object.values(MINER_STATE_CODES).reduce<number>((left, code) => left - row.heldMs(code), spanMs);
}
