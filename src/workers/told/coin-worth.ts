import { type Coin, coinsMinedBy } from '../../domain/coin.ts';
import { chainEarning } from '../../domain/economics/chain-earning.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { NetworkState, RewardStretch } from '../../domain/network-state.ts';
import type { Quote } from '../../domain/quote.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import type { Sourced } from '../../domain/sourced.ts';
import type { SourcesView } from '../../domain/sources-view.ts';

type Figures = SourcesView['figures'];

/** What work on a chain is worth by what was heard last, before a pool's fee. */
export interface CoinWorth {
  readonly coin: Coin;
  /** Money per H/s per day. */
  readonly perHsDay: number;
  /** Moment of the oldest figure that it rests on. */
  readonly atMs: number;
  /** Arrival of the last one. */
  readonly receivedAtMs: number;
}

/** What is stored under a quantity is what its question reads. */
function heard<T>(figures: Figures, quantity: string): Sourced<T> | undefined {
  return figures[quantity] as Sourced<T> | undefined;
}

/** Where a coin's chain was last heard to stand, with the fees of the last day’s blocks where they are told apart. */
export function chainOf(figures: Figures, coin: string): Sourced<NetworkState> | undefined {
  const network = heard<NetworkState>(figures, `network:${coin}`);
  if (!network) return undefined;
  const rewards = heard<RewardStretch>(figures, `rewards:${coin}`)?.value;
  const retarget = heard<NetworkState>(figures, `retarget:${coin}`)?.value;
  const height = network.value.height ?? retarget?.height ?? rewards?.endHeight;
  const feesPerBlock = rewards?.feesPerBlock ?? network.value.feesPerBlock;
  return { ...network, value: { ...network.value, height, feesPerBlock } };
}

/** What a coin was last heard to cost. */
export function quoteOf(figures: Figures, coin: string, currency: string): Sourced<Quote> | undefined {
  const told = heard<readonly Quote[]>(figures, `prices:${currency}`);
  const quote = told?.value.find((each) => each.coin === coin && each.currency === currency);
  return told && quote ? { ...told, value: quote, atMs: Math.min(quote.atMs, told.atMs) } : undefined;
}

/** The coins that an algorithm can mine and whose worth is known, best first. */
export function coinWorths(figures: Figures, algorithm: Algorithm, currency: string): readonly CoinWorth[] {
  return coinsMinedBy(SHIPPED_COINS, algorithm)
    .flatMap((coin) => worthOf(figures, coin, currency) ?? [])
    .sort((one, other) => other.perHsDay - one.perHsDay);
}

/** What work on one chain is worth; undefined where nobody told enough. */
export function worthOf(figures: Figures, coin: Coin, currency: string): CoinWorth | undefined {
  const network = chainOf(figures, coin.symbol);
  const quote = quoteOf(figures, coin.symbol, currency);
  const earning = network && chainEarning(coin, network.value);
  if (!network || !quote || !earning) return undefined;
  return {
    coin,
    perHsDay: earning.coinsPerHsDay * quote.value.price,
    atMs: Math.min(network.atMs, quote.atMs),
    receivedAtMs: Math.max(network.receivedAtMs, quote.receivedAtMs),
  };
}
