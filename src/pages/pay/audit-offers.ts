import type { ChosenTerms } from '../../domain/chosen-terms.ts';
import { minerSubsidyAt } from '../../domain/coin.ts';
import { comparePools, type PoolOffer, type PoolWorth } from '../../domain/economics/pool-comparison.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import { type Pool, schemesFor } from '../../domain/pool.ts';
import { type MeasuredPool, measuredPools } from './audit-measured.ts';
import { type BesideCoin, coinsBeside } from './audit-merged.ts';
import { chainOf } from './coin-estimates.ts';
import type { CoinRanking } from './coin-ranking.ts';
import type { MinerPay } from './fleet-pay.ts';
import type { MoneyKnowledge } from './more-money-figures.ts';

/** Pools of the coin that is mined now, by what they would leave of the same work. */
export interface PoolOffers {
  readonly coin: string;
  /** s that all of them are counted with: what is lost now. Nobody knows it of a pool before mining there. */
  readonly lostFraction: number;
  readonly pools: readonly OfferedPool[];
  /** Merge-mined coins that are counted where a pool lists them. */
  readonly beside: readonly string[];
}

export interface OfferedPool extends PoolWorth {
  /** What the own miners measure there; absent where none is. */
  readonly measured?: MeasuredPool | undefined;
}

/** What of the owner's own says how pools do. */
export interface OwnExperience {
  readonly miners: readonly MinerPay[];
  readonly poolTerms: readonly ChosenTerms[];
}

/**
 * What pools of the catalogue would leave, best first, coins a day: fee, scheme and least payout as they publish them.
 * Solo pools are left out, since a mean says nothing there.
 *
 * @param ranking of the running miners: what they do and mine
 * @returns none for an algorithm whose coin or chain is not known
 */
export function poolOffers(
  { hardware, current, rows }: Pick<CoinRanking, 'hardware' | 'current' | 'rows'>,
  { figures, catalogue }: MoneyKnowledge,
  { miners, poolTerms }: OwnExperience,
  nowMs: number,
): readonly PoolOffers[] {
  return hardware.flatMap(({ algorithm, hashrateHs }) => {
    const coin = catalogue.coins.find(({ symbol }) => symbol === current[algorithm]);
    const chain = coin && chainOf(coin.symbol, figures);
    const { difficulty, feesPerBlock } = chain?.state ?? {};
    const hashesPerDifficulty = coin?.hashesPerDifficulty;
    const subsidy = coin && minerSubsidyAt(coin, chain?.state ?? {});
    const blockTimeS = coin?.blockTimeS;
    if (!coin || !chain || difficulty === undefined || feesPerBlock === undefined) return [];
    if (hashesPerDifficulty === undefined || subsidy === undefined || blockTimeS === undefined) return [];
    if (freshnessOf('network', nowMs - chain.state.atMs) === 'useless') return [];
    const terms = rows.find((row) => row.terms.label === coin.symbol)?.terms;
    const lostFraction = terms?.lostFraction ?? 0;
    const its = miners.filter(({ view }) => view.miner.identity.algorithm === algorithm);
    const measured = measuredPools(its, coin.symbol, catalogue.pools, figures);
    const beside = coinsBeside(coin, catalogue.coins, figures);
    const offers = catalogue.pools.flatMap((pool) =>
      offersOf(pool, coin.symbol, poolTerms).map((offer) => ({
        ...offer,
        id: pool.id,
        lostFraction: measured.get(pool.id)?.refused?.fraction ?? lostFraction,
        withdrawalFee: measured.get(pool.id)?.sendingFee ?? 0,
        mergedPerHsDay: (1 - offer.poolFee) * mergedAt(pool, beside),
      })),
    );
    const chainNow = { difficulty, hashesPerDifficulty, subsidy, feesPerBlock, blockTimeS };
    // Only the spread depends on the shares, and none is shown.
    const ids = new Map(offers.map((offer) => [offer.pool, offer.id]));
    const pools = comparePools(offers, { ...chainNow, hashrateHs, sharesPerDay: 1 }).map((worth) => ({
      ...worth,
      measured: measured.get(ids.get(worth.pool) ?? ''),
    }));
    const names = beside.map(({ symbol }) => symbol);
    return pools.length > 1 ? [{ coin: coin.symbol, lostFraction, pools, beside: names }] : [];
  });
}

/** Each way of a pool for a coin; where the owner has said what a way costs him, that. Solo says nothing in the mean. */
function offersOf(
  pool: Pool,
  coin: string,
  poolTerms: readonly ChosenTerms[],
): readonly (PoolOffer & { readonly poolFee: number })[] {
  if (!pool.coins.includes(coin)) return [];
  const own = poolTerms.find((terms) => terms.provider === pool.id && terms.coin === coin);
  return schemesFor(pool, coin).flatMap(({ scheme, poolFee: published }) => {
    const poolFee = own?.scheme === scheme ? own.poolFee : published;
    if (poolFee === undefined || scheme === 'SOLO' || scheme === 'market') return [];
    return [{ pool: pool.name, scheme, poolFee, minPayout: pool.minPayouts[coin] ?? 0, withdrawalFee: 0 }];
  });
}

/** Coins of the parent per H/s per day for what a pool pays beside it, before its fee. */
function mergedAt(pool: Pool, beside: readonly BesideCoin[]): number {
  return beside
    .filter(({ symbol }) => pool.coins.includes(symbol))
    .reduce((sum, { parentCoinsPerHsDay }) => sum + parentCoinsPerHsDay, 0);
}
