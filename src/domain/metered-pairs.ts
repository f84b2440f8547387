import { plugReadingProblem } from './plug-reading.ts';

/** What a miner said and what its own plug measured at one load, in steady minutes, gathered without its owner. */
export interface MeteredPair {
  /** Of the newest of them. */
  readonly atMs: number;
  readonly deviceW: number;
  readonly wallW: number;
  /** Steady stretches that it is the mean of. */
  readonly stretches: number;
}

/** How long a stretch is, s. */
export const STRETCH_S = 300;
/** Loads that differ by less are one: pairs stand so far apart, as logarithms. */
const LOAD_STEP = 0.05;
/** A quadratic needs no more loads, and a miner no larger record. */
const MOST_LOADS = 16;
/** So many stretches make a mean; after them newer ones push out older ones, so that a supply may age. */
const FULL = 24;
/** A load that is well known is looked at again only so often, ms: each time is a write. */
const AGAIN_MS = 6 * 3_600_000;
/** At one load a plug's answer and a miner's keep their quotient; beyond this it is another supply, or another plug. */
const SAME_SUPPLY = 0.03;

/**
 * The pairs with one more stretch; undefined where it tells nothing new, or cannot be this miner's. A load that has
 * moved since begins anew.
 */
export function withStretch(
  pairs: readonly MeteredPair[],
  { atMs, deviceW, wallW }: Pick<MeteredPair, 'atMs' | 'deviceW' | 'wallW'>,
): readonly MeteredPair[] | undefined {
  if (!(deviceW > 0) || plugReadingProblem({ wallW, deviceW }) !== undefined) return undefined;
  const place = pairs.findIndex((pair) => loadOf(pair.deviceW) === loadOf(deviceW));
  const known = pairs[place];
  const isSame = known && Math.abs(wallW / deviceW / (known.wallW / known.deviceW) - 1) <= SAME_SUPPLY;
  if (known && isSame && known.stretches >= FULL && atMs - known.atMs < AGAIN_MS) return undefined;
  const others = pairs.filter((_, at) => at !== place);
  const before = known && isSame ? Math.min(known.stretches, FULL - 1) : 0;
  const mean = (was: number, is: number) => (before * was + is) / (before + 1);
  const pair: MeteredPair = {
    atMs,
    deviceW: mean(known?.deviceW ?? 0, deviceW),
    wallW: mean(known?.wallW ?? 0, wallW),
    stretches: before + 1,
  };
  const newest = [...others, pair].sort((a, b) => b.atMs - a.atMs).slice(0, MOST_LOADS);
  return newest.sort((a, b) => a.deviceW - b.deviceW);
}

function loadOf(deviceW: number): number {
  return Math.round(Math.log(deviceW) / LOAD_STEP);
}
