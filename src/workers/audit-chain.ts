import { type Coin, minerSubsidyAt } from '../domain/coin.ts';
import { feesMeanError, meanFees } from '../domain/economics/mean-fees.ts';
import type { NetworkState, RewardStretch } from '../domain/network-state.ts';
import { type OutsideSeries, pointsOf } from '../domain/outside-series.ts';
import type { Sourced } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import type { ChainMoment } from '../insight/audit-slices.ts';

const DAY_MS = 86_400_000;
/** A difficulty of Bitcoin or Litecoin holds for up to so long: the one in force at the beginning lies no further back. */
const LONGEST_EPOCH_MS = 20 * DAY_MS;
/** Where chance between our mean of fees and the pool's is not known: FPPS pools' own means differ by about so much. */
const USUAL_FEES_ERROR = 0.2;

/** A chain through a time. */
export interface PastChain {
  readonly moments: readonly ChainMoment[];
  /** How far a pool's mean of fees may lie from ours, relative. */
  readonly feesMeanError: number;
}

export interface ChainPorts {
  readonly past: (series: string, fromMs: number, toMs: number) => Promise<OutsideSeries>;
}

/**
 * Difficulty, subsidy and fees of a chain in [fromMs, toMs): the difficulties that were kept, and for a day or less the one
 * that is told now. Fees are the mean of that time. Undefined where any of them is not known of then.
 */
export async function pastChain(
  coin: Coin,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  figures: SourcesView['figures'],
  { past }: ChainPorts,
): Promise<PastChain | undefined> {
  const { symbol, hashesPerDifficulty } = coin;
  const [difficulties, fees] = await Promise.all([
    past(`difficulty:${symbol}`, fromMs - LONGEST_EPOCH_MS, toMs),
    past(`fees:${symbol}`, fromMs, toMs),
  ]);
  const network = figures[`network:${symbol}`] as Sourced<NetworkState> | undefined;
  const rewards = figures[`rewards:${symbol}`] as Sourced<RewardStretch> | undefined;
  const mean = meanFees([...pointsOf(fees)].map(({ value }) => value));
  const feesPerBlock = mean?.feesPerBlock ?? rewards?.value.feesPerBlock ?? network?.value.feesPerBlock;
  const height = network?.value.height ?? rewards?.value.endHeight;
  // The time lies days back at most: a halving within it would make a coarse figure, and comes every four years.
  const subsidy = minerSubsidyAt(coin, { height, atMs: toMs });
  if (hashesPerDifficulty === undefined || feesPerBlock === undefined || subsidy === undefined)
    return undefined;
  const known = inForce(difficulties, fromMs) ?? toldNow(network, fromMs, toMs);
  if (!known) return undefined;
  return {
    moments: known.map((each) => ({ ...each, hashesPerDifficulty, subsidy, feesPerBlock })),
    feesMeanError: (mean && feesMeanError(mean)) ?? USUAL_FEES_ERROR,
  };
}

interface DifficultyMoment {
  readonly atMs: number;
  readonly difficulty: number;
}

/** From the one in force at the beginning on; undefined where the first that is known came later. */
function inForce(series: OutsideSeries, fromMs: number): readonly DifficultyMoment[] | undefined {
  const points = [...pointsOf(series)].map(({ atMs, value }) => ({ atMs, difficulty: value }));
  const first = points.findLastIndex(({ atMs }) => atMs <= fromMs);
  return first < 0 ? undefined : points.slice(first);
}

/** One of now stands for a day that has hardly passed: at most one in fourteen holds a retarget. */
function toldNow(
  network: Sourced<NetworkState> | undefined,
  fromMs: number,
  toMs: number,
): readonly DifficultyMoment[] | undefined {
  const difficulty = network?.value.difficulty;
  if (!network || difficulty === undefined || toMs - fromMs > DAY_MS) return undefined;
  return Math.abs(network.atMs - toMs) > DAY_MS ? undefined : [{ atMs: fromMs, difficulty }];
}
