import { type Coin, minerSubsidyAt, nextReduction } from '../coin.ts';
import { coinsPerHsDay, DAY_S } from './hashprice.ts';

const DAY_MS = DAY_S * 1000;

/** Where a chain stands, and how it is thought to go on. */
export interface ChainOutlook {
  readonly coin: Coin;
  readonly height: number;
  readonly atMs: number;
  /** D in force. */
  readonly difficulty: number;
  /** F, taken to stay as it is. */
  readonly feesPerBlock: number;
  /** Present time between blocks, s; the coin's target where absent. In force until the next retarget. */
  readonly paceS?: number | undefined;
  /**
   * Change of difficulty at each coming retarget, 0.02 for +2 %; the last one goes on for good, none means no change.
   * A scenario and no forecast beyond the first. On chains that retarget at every block: one change a day.
   */
  readonly changes: readonly number[];
}

/** A stretch in which neither difficulty nor subsidy changes. */
export interface ForecastStep {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromHeight: number;
  /** The miner's part, coins. */
  readonly subsidy: number;
  readonly difficulty: number;
  /** Coins that one H/s earns in it. */
  readonly coinsPerHs: number;
}

export interface RewardForecast {
  /** Coins that one H/s earns over the whole horizon, before fees and losses. */
  readonly coinsPerHs: number;
  /** The same if all stayed as it is now. */
  readonly coinsPerHsAsNow: number;
  /** What is lost to lower subsidies alone and to retargets alone, as parts of {@link coinsPerHsAsNow}: −0.5 … */
  readonly subsidyEffect: number;
  readonly retargetEffect: number;
  readonly steps: readonly ForecastStep[];
}

/**
 * Expected coins over a horizon: ∫ 86400 · (S(u) + F) / (D(u) · k) du, stepped where the difficulty or the subsidy
 * changes (economics section 1, "Averaging a forecast", and section 6, revenue effect). An epoch at whose end the
 * difficulty changes by c has blocks at T / (1 + c). Subsidies that fall evenly are taken day by day at their middle.
 *
 * @returns undefined where the coin's reward, its k or its time between blocks is not known, and for a change of −100 %
 */
export function rewardForecast(chain: ChainOutlook, horizonMs: number): RewardForecast | undefined {
  const now = earning(chain.coin, chain, chain.feesPerBlock);
  const steps = now === undefined ? undefined : forecastSteps(chain, horizonMs);
  if (now === undefined || steps === undefined) return undefined;
  const days = ({ fromMs, toMs }: ForecastStep) => (toMs - fromMs) / DAY_MS;
  const sum = (of: (step: ForecastStep) => number) => steps.reduce((total, step) => total + of(step), 0);
  const reward = now.subsidy + chain.feesPerBlock;
  const coinsPerHsAsNow = (now.perHsDay * horizonMs) / DAY_MS;
  const part = (coins: number) => (coinsPerHsAsNow > 0 ? coins / coinsPerHsAsNow - 1 : 0);
  return {
    coinsPerHs: sum((step) => step.coinsPerHs),
    coinsPerHsAsNow,
    subsidyEffect: part(
      sum((step) => (days(step) * now.perHsDay * (step.subsidy + chain.feesPerBlock)) / reward),
    ),
    retargetEffect: part(sum((step) => (days(step) * now.perHsDay * chain.difficulty) / step.difficulty)),
    steps,
  };
}

/** What revenue becomes when the difficulty changes: 1 / (1 + change) (economics section 6). */
export function retargetFactor(change: number): number {
  return 1 / (1 + change);
}

/** The next lowering of the subsidy. */
export interface Reduction {
  readonly height: number;
  readonly blocks: number;
  readonly atMs: number;
  /** The miner's part from there on, coins. */
  readonly subsidy: number;
  /** Revenue after over revenue before, at the same fees, difficulty and price: (S' + F) / (S + F). */
  readonly revenueFactor: number;
}

/**
 * When the subsidy goes down next, (height' − height) · T at the present pace (economics section 2), and what it does.
 *
 * @returns undefined where none is known to come
 */
export function nextRewardReduction({
  coin,
  height,
  atMs,
  feesPerBlock,
  paceS = coin.blockTimeS,
}: Pick<ChainOutlook, 'coin' | 'height' | 'atMs' | 'feesPerBlock' | 'paceS'>): Reduction | undefined {
  const next = nextReduction(coin, height);
  const before = minerSubsidyAt(coin, { height, atMs });
  if (next === undefined || before === undefined || paceS === undefined) return undefined;
  const dueMs = atMs + (next.height - height) * paceS * 1000;
  const subsidy = minerSubsidyAt(coin, { height: next.height, atMs: dueMs });
  if (subsidy === undefined || !(before + feesPerBlock > 0)) return undefined;
  const revenueFactor = (subsidy + feesPerBlock) / (before + feesPerBlock);
  return { height: next.height, blocks: next.height - height, atMs: dueMs, subsidy, revenueFactor };
}

interface Standing {
  readonly height: number;
  readonly atMs: number;
  readonly difficulty: number;
}

function earning(coin: Coin, at: Standing, feesPerBlock: number) {
  const subsidy = minerSubsidyAt(coin, at);
  const { hashesPerDifficulty } = coin;
  if (subsidy === undefined || hashesPerDifficulty === undefined) return undefined;
  const perHsDay = coinsPerHsDay({ subsidy, feesPerBlock, difficulty: at.difficulty, hashesPerDifficulty });
  return perHsDay === undefined ? undefined : { subsidy, perHsDay };
}

function forecastSteps(chain: ChainOutlook, horizonMs: number): readonly ForecastStep[] | undefined {
  const { coin, feesPerBlock, changes } = chain;
  const targetS = coin.blockTimeS;
  // A pace or a change that makes no sense would never reach the end.
  if (targetS === undefined || !(chain.paceS === undefined || chain.paceS > 0)) return undefined;
  if (!changes.every((change) => change > -1)) return undefined;
  const epochBlocks = coin.retargetEveryBlocks ?? Math.max(1, Math.round(DAY_S / targetS));
  const untilMs = chain.atMs + horizonMs;
  const steps: ForecastStep[] = [];
  let at: Standing = chain;
  let [epoch, paceS] = [0, chain.paceS ?? targetS];
  let retargetHeight = firstRetarget(chain, epochBlocks);
  while (at.atMs < untilMs) {
    const cut = Math.min(retargetHeight, nextChange(coin, at.height, epochBlocks));
    const toMs = Math.min(untilMs, at.atMs + (cut - at.height) * paceS * 1000);
    const middle = { height: (at.height + cut) / 2, atMs: (at.atMs + toMs) / 2, difficulty: at.difficulty };
    const earned = earning(coin, fallsEvenly(coin) ? middle : at, feesPerBlock);
    if (earned === undefined) return undefined;
    const { subsidy, perHsDay } = earned;
    const coinsPerHs = (perHsDay * (toMs - at.atMs)) / DAY_MS;
    const { atMs: fromMs, height: fromHeight, difficulty } = at;
    steps.push({ fromMs, toMs, fromHeight, subsidy, difficulty, coinsPerHs });
    at = { height: cut, atMs: toMs, difficulty };
    if (cut === retargetHeight) {
      at = { ...at, difficulty: difficulty * (1 + changeAt(changes, epoch)) };
      epoch += 1;
      paceS = targetS / (1 + changeAt(changes, epoch));
      retargetHeight += epochBlocks;
    }
  }
  return steps;
}

function firstRetarget({ coin, height }: ChainOutlook, epochBlocks: number): number {
  if (coin.retargetEveryBlocks === undefined) return height + epochBlocks;
  return (Math.floor(height / epochBlocks) + 1) * epochBlocks;
}

function nextChange(coin: Coin, height: number, epochBlocks: number): number {
  if (fallsEvenly(coin)) return height + Math.min(epochBlocks, Math.ceil(DAY_S / (coin.blockTimeS ?? DAY_S)));
  return nextReduction(coin, height)?.height ?? Number.POSITIVE_INFINITY;
}

function fallsEvenly({ subsidy }: Coin): boolean {
  return subsidy?.kind === 'line' || subsidy?.kind === 'time-line';
}

function changeAt(changes: readonly number[], epoch: number): number {
  return changes[epoch] ?? changes.at(-1) ?? 0;
}
