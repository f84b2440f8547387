import type { Algorithm } from '../miner.ts';
import type { WorkPrice } from '../work-price.ts';
import type { ChainEarning } from './chain-earning.ts';
import { convert, type ExchangeRate } from './conversion.ts';

/** What somebody says that one H/s earns in a day, in the owner's currency, and what that rests on. */
export interface WorkEstimate {
  readonly algorithm: Algorithm;
  /** In capitals; absent where a pool switches between coins. */
  readonly coin?: string | undefined;
  /** Who says so: an upstream's id, or `own` for our own figure from difficulty and price. */
  readonly provider: string;
  /** Money per H/s per day. */
  readonly perHsDay: number;
  /** Is a fee taken off already? Absent where nobody knows. */
  readonly fee?: 'gross' | 'net' | undefined;
  /** Really paid to those who mined, or reckoned. */
  readonly standing: WorkPrice['standing'];
  /** The oldest of what it is made of: a young difficulty with an old price is old. */
  readonly atMs: number;
  /** Prices that it went through. */
  readonly rates: readonly ExchangeRate[];
}

/**
 * A provider's price of work in the owner's currency; undefined where no rate leads there, or the price is no sensible
 * sum.
 */
export function workEstimate(
  price: WorkPrice,
  provider: string,
  currency: string,
  rates: readonly ExchangeRate[],
): WorkEstimate | undefined {
  const money = convert(price.perHsDay, price.currency, currency, rates);
  if (money === undefined || !Number.isFinite(money.amount) || money.amount < 0) return undefined;
  return {
    algorithm: price.algorithm,
    coin: price.coin,
    provider,
    perHsDay: money.amount,
    fee: price.fee,
    standing: price.standing,
    atMs: Math.min(price.atMs, money.atMs ?? price.atMs),
    rates: money.rates,
  };
}

/** Our own figure, from a chain's difficulty and its coin's price, before any fee; undefined where no rate leads there. */
export function ownEstimate(
  algorithm: Algorithm,
  coin: string,
  { coinsPerHsDay, atMs }: ChainEarning,
  currency: string,
  rates: readonly ExchangeRate[],
): WorkEstimate | undefined {
  const price: WorkPrice = {
    algorithm,
    coin,
    currency: coin,
    perHsDay: coinsPerHsDay,
    fee: 'gross',
    over: 'now',
    standing: 'reckoned',
    atMs,
  };
  return workEstimate(price, 'own', currency, rates);
}

/**
 * Several estimates of one hash as one: what merged mining brings, LTC and all that is found beside it. As old as the
 * oldest of them.
 *
 * @param coin what the sum is called: `LTC+DOGE`
 * @returns undefined for none, and for those of different algorithms
 */
export function mergedEstimate(coin: string, parts: readonly WorkEstimate[]): WorkEstimate | undefined {
  const [first, ...others] = parts;
  if (first === undefined || others.some(({ algorithm }) => algorithm !== first.algorithm)) return undefined;
  return {
    ...first,
    coin,
    perHsDay: parts.reduce((sum, { perHsDay }) => sum + perHsDay, 0),
    fee: parts.every(({ fee }) => fee === first.fee) ? first.fee : undefined,
    standing: parts.every(({ standing }) => standing === 'paid') ? 'paid' : 'reckoned',
    atMs: Math.min(...parts.map(({ atMs }) => atMs)),
    rates: parts.flatMap(({ rates }) => rates),
  };
}
