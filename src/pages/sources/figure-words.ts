import type { AverageCarbonSeries, MarginalCarbonSeries } from '../../domain/carbon-intensity.ts';
import type { ChainDay } from '../../domain/chain-metrics.ts';
import { type EnergyPriceSeries, energyPriceAt } from '../../domain/energy-price.ts';
import type { NetworkState, NextRetarget, RewardStretch } from '../../domain/network-state.ts';
import { pastSpanOf } from '../../domain/past-span.ts';
import type { PoolAccount } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Weather } from '../../domain/weather.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal, fittingPlaces, places, withUnit } from '../../ui/format/decimal.ts';
import { formatDifficulty } from '../../ui/format/difficulty.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { sourceFigures as text } from '../../ui/text/en/source-figures.ts';

const DAY_MS = 86_400_000;
/** Of a longer list, so many. */
const SHOWN = 5;

/** What each quantity's value is, by the word before its colon; `rest` is what stands behind it. */
const WORDS: Readonly<Record<string, (value: never, rest: string, nowMs: number) => string | undefined>> = {
  prices: (quotes: readonly Quote[]) => {
    const [first] = quotes;
    const price = first && formatMoney(first.price, { currency: first.currency });
    return first && price && text.prices(text.price(first.coin, price), quotes.length - 1);
  },
  network: (state: NetworkState, coin) =>
    state.difficulty === undefined
      ? text.rate(coin, formatHashrate(state.networkHashrateHs))
      : text.difficulty(coin, formatDifficulty(state.difficulty)),
  rate: (state: NetworkState, coin) => text.rate(coin, formatHashrate(state.networkHashrateHs)),
  height: ({ height }: NetworkState, coin) =>
    height === undefined ? undefined : text.height(coin, decimal(height)),
  subsidy: ({ subsidy }: NetworkState, coin) =>
    subsidy === undefined ? undefined : text.subsidy(coin, coinsOf(subsidy)),
  retarget: ({ changePct }: NextRetarget, coin) =>
    changePct === undefined ? undefined : text.change(coin, formatPercent(changePct / 100)),
  rewards: ({ feesPerBlock }: RewardStretch, coin) =>
    feesPerBlock === undefined ? undefined : text.feesOfBlock(coin, coinsOf(feesPerBlock)),
  work: (prices: readonly unknown[]) => text.works(prices.length),
  account: accountWords,
  pool: poolWords,
  // By algorithm, each with its fee.
  pools: (states: readonly PoolState[]) => {
    const fees = states.flatMap(({ algorithm = '', poolFee }) =>
      poolFee === undefined ? [] : [text.feeOf(algorithm, formatPercent(poolFee))],
    );
    return fees.length > 0 ? text.fees(fees.slice(0, SHOWN).join(', ')) : text.pools(states.length);
  },
  // What of its blocks of a day came from which coin.
  coins: (states: readonly PoolState[]) => {
    const total = states.reduce((sum, { foundLast24hBtc = 0 }) => sum + foundLast24hBtc, 0);
    const parts = [...states]
      .sort((a, b) => (b.foundLast24hBtc ?? 0) - (a.foundLast24hBtc ?? 0))
      .slice(0, SHOWN)
      .flatMap(({ coin, foundLast24hBtc = 0 }) =>
        coin && foundLast24hBtc > 0 ? [text.partOf(coin, formatPercent(foundLast24hBtc / total))] : [],
      );
    return parts.length > 0 ? text.foundFrom(parts.join(', ')) : text.pools(states.length);
  },
  energy: energyWords,
  carbon: (series: readonly (AverageCarbonSeries | MarginalCarbonSeries)[], _, nowMs) => {
    const points = series.flatMap((each) => each.points);
    const now = points.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs) ?? points.at(-1);
    return now && text.carbon(withUnit(now.gPerKwh, 'g/kWh', places(0)));
  },
  weather: ({ hours }: Weather, _, nowMs) => {
    const now = hours.findLast(({ atMs }) => atMs <= nowMs);
    return now?.tempC === undefined ? undefined : text.weather(formatTemperature(now.tempC));
  },
  sentiment: ({ index, label }: { readonly index: number; readonly label?: string }) =>
    text.mood(decimal(index), label ? `, ${label}` : ''),
  chain: ({ fees }: ChainDay, coin) => (fees === undefined ? undefined : text.feesOfDay(coin, coinsOf(fees))),
  rates: (rates: readonly unknown[]) => text.rates(rates.length),
  charges: (charges: readonly { readonly perDay: number; readonly toMs: number }[]) => {
    const last = charges.at(-1);
    return last && text.charge(formatMoney(last.perDay, { currency: 'GBP', per: 'day' }));
  },
  past: (past: unknown) => {
    const span = pastSpanOf(past);
    if (span) return pastWords(span.toMs - span.fromMs, span.missingMs);
    const { points } = past as { readonly points?: number };
    return points === undefined ? undefined : text.pastPoints(points);
  },
};

/**
 * What a provider told of a quantity, in one line; undefined where there is nothing to say of it, or where another version
 * has stored something else.
 */
export function figureWords(quantity: string, value: unknown, nowMs: number): string | undefined {
  const [kind = '', ...rest] = quantity.split(':');
  if (value === undefined || value === null) return undefined;
  try {
    // What is stored under a quantity is what its question reads.
    return WORDS[kind]?.(value as never, rest.join(':'), nowMs) || undefined;
  } catch (error) {
    console.error(`what was told of ${quantity} cannot be shown`, error);
    return undefined;
  }
}

function accountWords({ hashrates, coins, rewards, payouts, workers }: PoolAccount): string {
  const [rate] = hashrates;
  const held = coins.find(({ unpaid, balance }) => (unpaid ?? balance) !== undefined);
  const words = [
    ...(rate ? [text.accountRate(formatHashrate(rate.hashrateHs))] : []),
    ...(held ? [text.balance(coinsOf(held.unpaid ?? held.balance ?? 0), held.coin)] : []),
    ...(workers.length > 0 ? [text.workers(workers.length)] : []),
    ...(rewards.length > 0 ? [text.rewards(rewards.length)] : []),
    ...(payouts.length > 0 ? [text.payouts(payouts.length)] : []),
  ];
  return words.length > 0 ? words.join(', ') : text.noPay;
}

function poolWords({ hashrates = [], poolFee, blocks }: PoolState): string | undefined {
  const [rate] = hashrates;
  const words = [
    ...(rate ? [text.pool(formatHashrate(rate.hashrateHs))] : []),
    ...(poolFee === undefined ? [] : [text.poolFee(formatPercent(poolFee))]),
    ...(!rate && blocks.length > 0 ? [text.blocks(blocks.length)] : []),
  ];
  return words.join(', ') || undefined;
}

function energyWords(series: readonly EnergyPriceSeries[], _: string, nowMs: number): string | undefined {
  const bought = series.filter(({ direction, forecast }) => direction === 'import' && !forecast);
  for (const each of bought) {
    const now = energyPriceAt(each, nowMs);
    if (now && each.currency)
      return text.powerNow(formatPricePerKwh(now.pricePerKwh, { currency: each.currency }));
  }
  const last = bought[0]?.prices.at(-1);
  return last && Number.isFinite(last.toMs) ? text.powerUntil(formatDayAndClock(last.toMs)) : undefined;
}

function pastWords(lengthMs: number, missingMs: number): string {
  const missing = Math.round(missingMs / DAY_MS);
  return text.past(Math.round(lengthMs / DAY_MS)) + (missing > 0 ? text.missing(missing) : '');
}

/** Whole coins, as many decimals as it takes to show two figures. */
function coinsOf(amount: number): string {
  return decimal(amount, places(fittingPlaces(amount, 2)));
}
