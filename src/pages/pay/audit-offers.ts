import { minerSubsidyAt } from '../../domain/coin.ts';
import { comparePools, type PoolOffer, type PoolWorth } from '../../domain/economics/pool-comparison.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import { schemesFor } from '../../domain/pool.ts';
import { chainOf } from './coin-estimates.ts';
import type { CoinRanking } from './coin-ranking.ts';
import type { MoneyKnowledge } from './more-money-figures.ts';

/** Pools of the coin that is mined now, by what they would leave of the same work. */
export interface PoolOffers {
  readonly coin: string;
  /** s that all of them are counted with: what is lost now. Nobody knows it of a pool before mining there. */
  readonly lostFraction: number;
  readonly pools: readonly PoolWorth[];
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
    const offers = catalogue.pools.flatMap((pool): readonly PoolOffer[] =>
      pool.coins.includes(coin.symbol)
        ? schemesFor(pool, coin.symbol).flatMap(({ scheme, poolFee }) =>
            poolFee === undefined || scheme === 'SOLO' || scheme === 'market'
              ? []
              : [
                  {
                    pool: pool.name,
                    scheme,
                    poolFee,
                    lostFraction,
                    ...payoutOf(pool.minPayouts[coin.symbol]),
                  },
                ],
          )
        : [],
    );
    const chainNow = { difficulty, hashesPerDifficulty, subsidy, feesPerBlock, blockTimeS };
    // Only the spread depends on the shares, and none is shown.
    const pools = comparePools(offers, { ...chainNow, hashrateHs, sharesPerDay: 1 });
    return pools.length > 1 ? [{ coin: coin.symbol, lostFraction, pools }] : [];
  });
}

/** What sending costs is published by few: it is not counted. */
function payoutOf(minPayout: number | undefined): Pick<PoolOffer, 'minPayout' | 'withdrawalFee'> {
  return { minPayout: minPayout ?? 0, withdrawalFee: 0 };
}
