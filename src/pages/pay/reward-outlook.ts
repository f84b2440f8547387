import type { Coin } from '../../domain/coin.ts';
import {
  nextRewardReduction,
  type Reduction,
  retargetFactor,
} from '../../domain/economics/reward-forecast.ts';
import { FRESHNESS } from '../../domain/freshness.ts';
import type { NetworkState, NextRetarget, RewardStretch } from '../../domain/network-state.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';

/** Who told something and when. */
interface Told {
  readonly provider: string;
  readonly atMs: number;
}

/** The next change of difficulty, as far as anybody tells it. */
export type RetargetOutlook = Told & RetargetStanding;

type RetargetStanding =
  | {
      readonly kind: 'expected';
      readonly dayMs: number;
      /** 0.05 for five percent harder. */
      readonly change: number;
      /** Revenue after over revenue before. */
      readonly revenueFactor: number;
    }
  /** Its day is over and nothing newer was heard. */
  | { readonly kind: 'passed'; readonly dayMs: number }
  /** Told too long ago to count with. */
  | { readonly kind: 'old' };

type Figures = SourcesView['figures'];

/**
 * What the next change of Bitcoin's difficulty does to revenue, as its provider expects the change and by R′ = R/(1 + c)
 * (economics section 6). Undefined where no provider tells when and by how much.
 */
export function retargetOutlook(figures: Figures, nowMs: number): RetargetOutlook | undefined {
  const told = figureOf<{ readonly retarget: NextRetarget }>(figures, 'retarget:BTC');
  const { atMs: dayMs, changePct } = told?.value.retarget ?? {};
  if (!told || dayMs === undefined || changePct === undefined || changePct <= -100) return undefined;
  const { provider, atMs } = told;
  if (dayMs <= nowMs) return { kind: 'passed', provider, atMs, dayMs };
  if (nowMs - atMs > FRESHNESS.network.usableMs) return { kind: 'old', provider, atMs };
  const change = changePct / 100;
  return { kind: 'expected', provider, atMs, dayMs, change, revenueFactor: retargetFactor(change) };
}

export interface HalvingOutlook {
  readonly next: Reduction;
  /** Who told the height, and when. */
  readonly told: Told;
  /** Were fees of blocks known? Without them the fall is told too large. */
  readonly feesKnown: boolean;
}

/**
 * The next lowering of a coin's subsidy and what it does to revenue, (S′ + F)/(S + F) at the price and difficulty of
 * today (economics sections 2 and 6). Undefined without the chain's height, or when that is too old.
 */
export function halvingOutlook(coin: Coin, figures: Figures, nowMs: number): HalvingOutlook | undefined {
  const network = figureOf<NetworkState>(figures, `network:${coin.symbol}`);
  const rewards = figureOf<RewardStretch>(figures, `rewards:${coin.symbol}`);
  const counted = (told: Told | undefined) => told && nowMs - told.atMs <= FRESHNESS.network.usableMs;
  const fees =
    (counted(rewards) ? rewards?.value.feesPerBlock : undefined) ??
    (counted(network) ? network?.value.feesPerBlock : undefined);
  const [told, height] =
    counted(network) && network?.value.height !== undefined
      ? [network, network.value.height]
      : [counted(rewards) ? rewards : undefined, rewards?.value.endHeight];
  if (!told || height === undefined) return undefined;
  const next = nextRewardReduction({ coin, height, atMs: told.atMs, feesPerBlock: fees ?? 0 });
  return next && { next, told: { provider: told.provider, atMs: told.atMs }, feesKnown: fees !== undefined };
}

/** What is stored under a quantity is what its question reads. */
function figureOf<T>(figures: Figures, quantity: string): Sourced<T> | undefined {
  const figure = figures[quantity];
  return figure && (figure as Sourced<T>);
}
