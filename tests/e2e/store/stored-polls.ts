import { type Buckets, type BucketTier, TIER_MS } from '../../../src/domain/buckets.ts';
import { SPARED_MS } from '../../../src/domain/retention.ts';
import type { SeriesColumns } from '../../../src/domain/series.ts';
import type { TelemetryStore } from '../../../src/store/telemetry-store.ts';
import { type ToldBucket, toldBuckets } from './told-buckets.ts';
import { FIRST_POLL_MS, isSpoken, MINERS, momentOf, POLL_MS, told } from './told-polls.ts';

const TIERS = ['minute', 'quarter', 'hour', 'day'] as const satisfies readonly BucketTier[];
const POLLS_A_DAY = TIER_MS.day / POLL_MS;
/** Polls before the last that is known to be stored. */
const BEFORE = 80;
/** Polls that are read at once: fewer than a chart is drawn from polls for, and more than any silence. */
const WINDOW = 1_000;
const MOST_TOLD = 5;

/** What is not as it must be, in words; and how far the stored polls reach. */
export interface Finding {
  readonly problems: readonly string[];
  readonly nextPoll: number;
  /** How many minutes, quarters, hours and days were looked at. */
  readonly buckets: number;
}

interface CheckedBuckets {
  readonly minerId: string;
  readonly tier: BucketTier;
  readonly fromPoll: number;
  readonly nextPoll: number;
}

/**
 * Holds what is stored against what was told. Every poll up to the last acknowledged must be there, later ones may be, and
 * of each bucket of all tiers, in the whole days from `fromPoll` on, there must be one that says what its polls said. What
 * is old enough for its tier to be thinned out is left to the coarser ones.
 */
export async function findAmiss(
  store: TelemetryStore,
  acknowledged: number,
  fromPoll: number,
): Promise<Finding> {
  const problems: string[] = [];
  const ends: number[] = [];
  let buckets = 0;
  for (const minerId of MINERS) {
    const nextPoll = await checkPolls(store, minerId, acknowledged, problems);
    ends.push(nextPoll);
    for (const tier of TIERS) {
      const oldest = Math.max(fromPoll, nextPoll - SPARED_MS[tier] / POLL_MS);
      const asked = { minerId, tier, fromPoll: firstOfDay(oldest), nextPoll };
      buckets += await checkBuckets(store, asked, problems);
    }
  }
  if (new Set(ends).size > 1) problems.push(`half a poll: the miners' polls end at ${ends.join(' and ')}`);
  return { problems, nextPoll: Math.min(...ends), buckets };
}

/** The first poll of the first whole day from a poll on. */
function firstOfDay(poll: number): number {
  return Math.max(0, Math.ceil(poll / POLLS_A_DAY)) * POLLS_A_DAY;
}

/** The polls about the last acknowledged one. @returns the number of the first that is not there */
async function checkPolls(
  store: TelemetryStore,
  minerId: string,
  acknowledged: number,
  problems: string[],
): Promise<number> {
  const fromPoll = Math.max(0, acknowledged - BEFORE);
  const found: number[] = [];
  // What it stored may be far ahead of what the test has heard when the machine is busy.
  for (let first = fromPoll; ; first += WINDOW) {
    const { atMs, values } = spoken(await columns(store, minerId, first, first + WINDOW));
    for (const [row, moment] of atMs.entries()) {
      const poll = (moment - FIRST_POLL_MS) / POLL_MS;
      const { powerW, sharesAccepted } = told(poll, minerId);
      if (values.powerW?.[row] !== powerW || values.sharesAccepted?.[row] !== sharesAccepted)
        problems.push(`poll ${poll} of ${minerId} says something else`);
      found.push(poll);
    }
    if (atMs.length === 0 && first > acknowledged) break;
  }
  const nextPoll = Math.max(acknowledged, found.at(-1) ?? -1) + 1;
  tell(problems, `polls of ${minerId}`, polls(fromPoll, nextPoll), found);
  return nextPoll;
}

/** @returns how many buckets there must be */
async function checkBuckets(
  store: TelemetryStore,
  { minerId, tier, fromPoll, nextPoll }: CheckedBuckets,
  problems: string[],
): Promise<number> {
  if (nextPoll <= fromPoll) return 0;
  const names = ['powerW', 'sharesAccepted'] as const;
  const range = { fromMs: momentOf(fromPoll), toMs: momentOf(nextPoll) };
  const found = await store.buckets({ entityId: minerId, tier, names, ...range });
  const wanted = toldBuckets(minerId, TIER_MS[tier], polls(fromPoll, nextPoll));
  const starts = wanted.map(({ atMs }) => atMs);
  tell(problems, `${tier}s of ${minerId}`, starts, [...found.atMs]);
  const placeOf = new Map([...found.atMs].map((atMs, place) => [atMs, place]));
  const wrong = wanted.flatMap((bucket) => {
    const place = placeOf.get(bucket.atMs);
    const what = place === undefined ? undefined : differs(found, place, bucket);
    return what === undefined
      ? []
      : [`${tier} ${new Date(bucket.atMs).toISOString()} of ${minerId}: ${what}`];
  });
  problems.push(...wrong.slice(0, MOST_TOLD));
  return wanted.length;
}

/** Every statistic of whole eighths must be there to the last bit; of squares, 32-bit floats are kept. */
function differs(
  { rows, series }: Buckets,
  place: number,
  { power, shares }: ToldBucket,
): string | undefined {
  if (rows[place] !== power.count) return `${rows[place]} rows, not ${power.count}`;
  const statistics = [
    ...Object.entries(power).map(([name, wanted]) => ['powerW', name, wanted] as const),
    ...Object.entries(shares).map(([name, wanted]) => ['sharesAccepted', name, wanted] as const),
  ];
  for (const [of, name, wanted] of statistics) {
    const found = columnOf(series[of] ?? {}, name)?.[place] ?? Number.NaN;
    const off = Math.abs(found - wanted);
    if (!(name === 'm2' ? off <= 1e-7 * wanted : off === 0))
      return `${name} of ${of} is ${found}, not ${wanted}`;
  }
  return undefined;
}

function columnOf(of: object, name: string): Float64Array | undefined {
  const [, column] = Object.entries(of).find(([key]) => key === name) ?? [];
  return column instanceof Float64Array ? column : undefined;
}

function polls(fromPoll: number, toPoll: number): number[] {
  return Array.from({ length: Math.max(0, toPoll - fromPoll) }, (_, index) => fromPoll + index).filter(
    isSpoken,
  );
}

function tell(problems: string[], what: string, wanted: readonly number[], found: readonly number[]): void {
  const doubled = found.filter((each, row) => row > 0 && each <= (found[row - 1] ?? each));
  const there = new Set(found);
  const missing = wanted.filter((each) => !there.has(each));
  if (doubled.length > 0) problems.push(`${what}: ${doubled.length} doubled, ${doubled.slice(0, MOST_TOLD)}`);
  if (missing.length > 0) problems.push(`${what}: ${missing.length} lost, ${missing.slice(0, MOST_TOLD)}`);
  if (found.length > wanted.length) problems.push(`${what}: ${found.length}, and not ${wanted.length}`);
}

function columns(store: TelemetryStore, minerId: string, fromPoll: number, toPoll: number) {
  return store.columns({
    minerId,
    names: ['powerW', 'sharesAccepted'],
    fromMs: momentOf(fromPoll),
    toMs: momentOf(toPoll),
    maxPoints: Number.POSITIVE_INFINITY,
  });
}

/** Without the empty rows that gaps are drawn as. */
function spoken({ atMs, values }: SeriesColumns): SeriesColumns {
  const isKept = (_: number, row: number) => !Number.isNaN(values.sharesAccepted?.[row]);
  const kept = Object.entries(values).map(([name, column]) => [name, column.filter(isKept)] as const);
  return { atMs: atMs.filter(isKept), values: Object.fromEntries(kept) };
}
