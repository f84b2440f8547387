import { momentOf, told } from './told-polls.ts';

/** What the polls of one bucket say, reckoned from them alone, past all code of the store. */
export interface ToldBucket {
  readonly atMs: number;
  readonly power: {
    readonly count: number;
    readonly sum: number;
    readonly min: number;
    readonly max: number;
    readonly last: number;
    readonly m2: number;
  };
  readonly shares: {
    readonly count: number;
    readonly first: number;
    readonly last: number;
    readonly increment: number;
    readonly resets: number;
  };
}

/** Buckets of `tierMs` of some polls, in order of time. */
export function toldBuckets(minerId: string, tierMs: number, polls: readonly number[]): ToldBucket[] {
  const buckets: ToldBucket[] = [];
  for (let begin = 0; begin < polls.length; ) {
    const atMs = Math.floor(momentOf(polls[begin] ?? 0) / tierMs) * tierMs;
    let end = begin;
    while (end < polls.length && momentOf(polls[end] ?? 0) < atMs + tierMs) end += 1;
    const said = polls.slice(begin, end).map((poll) => told(poll, minerId));
    buckets.push({
      atMs,
      power: powerOf(said.map(({ powerW }) => powerW)),
      shares: sharesOf(said.map(({ sharesAccepted }) => sharesAccepted)),
    });
    begin = end;
  }
  return buckets;
}

function powerOf(watts: readonly number[]): ToldBucket['power'] {
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const each of watts) {
    sum += each;
    min = Math.min(min, each);
    max = Math.max(max, each);
  }
  const mean = sum / watts.length;
  const m2 = watts.reduce((squares, each) => squares + (each - mean) ** 2, 0);
  return { count: watts.length, sum, min, max, last: watts.at(-1) ?? Number.NaN, m2 };
}

function sharesOf(counts: readonly number[]): ToldBucket['shares'] {
  let increment = 0;
  let resets = 0;
  for (let row = 1; row < counts.length; row += 1) {
    const step = (counts[row] ?? 0) - (counts[row - 1] ?? 0);
    increment += step < 0 ? (counts[row] ?? 0) : step;
    resets += step < 0 ? 1 : 0;
  }
  const [first = Number.NaN] = counts;
  return { count: counts.length, first, last: counts.at(-1) ?? Number.NaN, increment, resets };
}
