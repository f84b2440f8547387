import { type Coin, coinsMinedBy, NEVER_ALONE } from '../../domain/coin.ts';
import type { CoinListing } from '../../domain/coin-listing.ts';
import { chainEarning } from '../../domain/economics/chain-earning.ts';
import type { ExchangeRate } from '../../domain/economics/conversion.ts';
import {
  mergedEstimate,
  ownEstimate,
  type WorkEstimate,
  workEstimate,
} from '../../domain/economics/work-estimate.ts';
import { exchangeRates } from '../../domain/exchange-rates.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { NetworkState, RewardStretch } from '../../domain/network-state.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { parentOf } from './coin-mined.ts';

type Figures = SourcesView['figures'];

/** What is said of coins, and what is found beside them. */
export interface CoinEstimates {
  readonly estimates: readonly WorkEstimate[];
  /** Symbols of what is merge-mined beside a coin and counted with it, by its symbol. */
  readonly merged: Readonly<Record<string, readonly string[]>>;
}

/**
 * What each provider says that a hash earns by coin, in the owner's currency, and our own reckoning from difficulty and
 * price. What is merge-mined counts with its parent, provider by provider: never one's Litecoin with another's Dogecoin.
 */
export function coinEstimates(
  figures: Figures,
  coins: readonly Coin[],
  algorithms: readonly Algorithm[],
  currency: string,
): CoinEstimates {
  const rates = exchangeRates(figures);
  const reckoned = algorithms.flatMap((algorithm) =>
    coinsMinedBy(coins, algorithm).flatMap((coin) => ownOf(coin, algorithm, figures, currency, rates) ?? []),
  );
  const isWhole = ({ coin = '' }: WorkEstimate) =>
    reckoned.some((other) => other.coin === (NEVER_ALONE[coin] ?? coin));
  const own = reckoned.filter(isWhole);
  const told = Object.entries(figures)
    .filter(([quantity]) => quantity.startsWith('work:'))
    .flatMap(([, figure]) =>
      pricesOf(figure)
        .filter(({ algorithm }) => algorithms.includes(algorithm))
        .flatMap((price) => workEstimate(price, figure.provider, currency, rates) ?? []),
    );
  return withMerged([...own, ...bestOfEach(told)], coins);
}

/** A chain as its observer tells it, with the fees of the last day's blocks where those are told by themselves. */
export function chainOf(
  symbol: string,
  figures: Figures,
): { readonly state: NetworkState; readonly provider: string } | undefined {
  const network = figures[`network:${symbol}`] as Sourced<NetworkState> | undefined;
  if (!network) return undefined;
  const rewards = figures[`rewards:${symbol}`] as Sourced<RewardStretch> | undefined;
  const { value, provider, atMs } = network;
  const feesPerBlock = rewards?.value.feesPerBlock ?? value.feesPerBlock;
  const height = value.height ?? rewards?.value.endHeight;
  return { state: { ...value, atMs, feesPerBlock, height }, provider };
}

function ownOf(
  coin: Coin,
  algorithm: Algorithm,
  figures: Figures,
  currency: string,
  rates: readonly ExchangeRate[],
): WorkEstimate | undefined {
  const chain = chainOf(coin.symbol, figures);
  const earning = chain && chainEarning(coin, chain.state);
  return earning && ownEstimate(algorithm, coin.symbol, earning, currency, rates);
}

/** A list of prices of work, or of coins with such prices in them. */
function pricesOf({ value }: Sourced<unknown>): readonly WorkPrice[] {
  const rows = value as readonly (WorkPrice | CoinListing)[];
  return rows.flatMap((row) => ('perHsDay' in row ? row : (row.work ?? [])));
}

/**
 * One figure of each provider for a coin: what was really paid before what is reckoned, and of several names of one
 * algorithm (with and without ASICBoost) the best, since that is what a miner would connect to.
 */
function bestOfEach(estimates: readonly WorkEstimate[]): readonly WorkEstimate[] {
  const best = new Map<string, WorkEstimate>();
  for (const each of estimates) {
    const key = `${each.provider} ${each.algorithm} ${each.coin ?? ''}`;
    const before = best.get(key);
    if (!before || isBetter(each, before)) best.set(key, each);
  }
  return [...best.values()];
}

function isBetter(one: WorkEstimate, other: WorkEstimate): boolean {
  return one.standing === other.standing ? one.perHsDay > other.perHsDay : one.standing === 'paid';
}

function withMerged(estimates: readonly WorkEstimate[], coins: readonly Coin[]): CoinEstimates {
  const merged: Record<string, readonly string[]> = {};
  const parents = new Map(coins.map((coin) => [coin.symbol, parentOf(coin, coins).symbol]));
  const counted = estimates.flatMap((each) => {
    if (each.coin === undefined) return each;
    const parent = parents.get(each.coin);
    // What is found beside another coin alone is none that can be chosen.
    if (parent !== each.coin) return parent === undefined ? each : [];
    const beside = estimates.filter(
      ({ provider, algorithm, coin = '' }) =>
        provider === each.provider &&
        algorithm === each.algorithm &&
        coin !== each.coin &&
        parents.get(coin) === each.coin,
    );
    if (beside.length === 0) return each;
    const names = beside.flatMap(({ coin }) => coin ?? []);
    merged[each.coin] = [...new Set([...(merged[each.coin] ?? []), ...names])];
    return mergedEstimate(each.coin, [each, ...beside]) ?? each;
  });
  return { estimates: counted, merged };
}
