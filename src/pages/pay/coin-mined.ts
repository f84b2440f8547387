import { type Coin, coinsMinedBy } from '../../domain/coin.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { Pool } from '../../domain/pool.ts';
import { hostOfUrl, poolOfUrl } from '../../domain/pool-of-url.ts';
import type { PoolConnection } from '../../domain/reading.ts';
import { rateHs } from '../../domain/steady-rate.ts';

/** Coins and pools as the app knows them. */
export interface CoinCatalogue {
  readonly coins: readonly Coin[];
  readonly pools: readonly Pool[];
}

/**
 * What most of the work of an algorithm goes to now, as far as the addresses of the pools tell: a coin's symbol, or the
 * id of a pool that switches between coins. Undefined where no address tells it.
 */
export function minedNow(
  views: readonly MinerView[],
  algorithm: Algorithm,
  catalogue: CoinCatalogue,
): string | undefined {
  const work = new Map<string, number>();
  for (const view of views) {
    if (view.miner.identity.algorithm !== algorithm) continue;
    const pools = view.reading?.pools ?? [];
    const used = pools.find(({ active }) => active) ?? pools[0];
    const mined = used && minedAt(used, algorithm, catalogue);
    if (mined !== undefined) work.set(mined, (work.get(mined) ?? 0) + (rateHs(view) ?? 0));
  }
  const [most] = [...work].sort(([, one], [, other]) => other - one);
  return most?.[0];
}

/** A pool's host often names the coin (`btc.f2pool.com`); else a pool that has but one coin for the algorithm does. */
function minedAt(
  { url }: Pick<PoolConnection, 'url'>,
  algorithm: Algorithm,
  { coins, pools }: CoinCatalogue,
): string | undefined {
  const own = coinsMinedBy(coins, algorithm);
  const parts = hostOfUrl(url).split(/[.-]/);
  const named = own.find(({ symbol, name }) =>
    parts.some((part) => part === symbol.toLowerCase() || part === name.toLowerCase()),
  );
  if (named) return parentOf(named, coins).symbol;
  const pool = poolOfUrl(url, pools);
  if (!pool) return undefined;
  if (pool.schemes.some(({ scheme }) => scheme === 'market') || pool.coins.length === 0) return pool.id;
  const its = own.filter(({ symbol }) => pool.coins.includes(symbol));
  const parents = new Set(its.map((coin) => parentOf(coin, coins).symbol));
  const [only] = parents;
  return parents.size === 1 ? only : undefined;
}

/**
 * The coin that a merge-mined one is found beside: the one of its partners that most are found with; else itself. Nobody
 * at home mines Dogecoin without Litecoin, so that it is part of Litecoin's figure and no choice of its own.
 */
export function parentOf(coin: Coin, coins: readonly Coin[]): Coin {
  const partners = coins.filter(({ symbol }) => coin.mergeMinedWith.includes(symbol));
  return partners.reduce(
    (parent, each) => (each.mergeMinedWith.length > parent.mergeMinedWith.length ? each : parent),
    coin,
  );
}
