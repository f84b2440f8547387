import type { Span } from '../domain/economics/covered-span.ts';
import { creditedByRewards } from '../domain/economics/credited.ts';
import type { DayPrice, LedgerDay } from '../domain/economics/ledger.ts';
import { localDay } from '../domain/economics/local-time.ts';
import type { OutsideSeries } from '../domain/outside-series.ts';
import type { PoolAccount, PoolReward } from '../domain/pool-account.ts';
import type { SeriesColumns } from '../domain/series.ts';
import type { Sourced } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { zoneDay } from '../domain/zone-day.ts';
import { dayPower, type PastPower } from './ledger-power.ts';

/** What every day of the books is reckoned with. */
export interface LedgerContext extends PastPower {
  /** What the own shares of the day should have brought. */
  readonly owed: LedgerDay['owed'];
  /** Prices of coins in the owner's currency, by symbol. */
  readonly prices: Readonly<Record<string, PastPrices>>;
  /** What pools list as credited, each pool's by itself. */
  readonly rewards: readonly (readonly PoolReward[])[];
}

/** A coin's price through time, and who told it. */
export interface PastPrices extends OutsideSeries {
  readonly provider: string;
}

/** A day of the books, and how much of it is known. */
export interface KnownDay {
  readonly day: LedgerDay;
  /** Part of the day of which the power was recorded, 0..1. */
  readonly recorded: number;
  /** Is some of its power without a price? */
  readonly unpriced: boolean;
}

/** A price older than this is none of that moment. */
const OLDEST_PRICE_MS = 36 * 3_600_000;

/** The days before today, oldest first. */
export function daysBefore(nowMs: number, count: number, timeZone: string): readonly Span[] {
  const days: Span[] = [];
  for (let { fromMs } = localDay(nowMs, timeZone); days.length < count; ) {
    const day = localDay(fromMs - 1, timeZone);
    days.unshift(day);
    fromMs = day.fromMs;
  }
  return days;
}

/**
 * One day out of what was recorded of the fleet: means of power and rate in steps of even length. Energy is that of the
 * recorded time alone; its cost is absent unless the price of all of it is known.
 */
export function ledgerDay(day: Span, recorded: SeriesColumns, context: LedgerContext): KnownDay {
  const steps = stepsOf(day, recorded);
  const { timeZone, owed } = context;
  const power = dayPower(day, steps, context);
  const measured = power.unmeasuredMs < day.toMs - day.fromMs;
  const credited = creditedOf(day, context);
  const prices = pricesOf(new Set([...Object.keys(credited), 'BTC']), day.toMs, context);
  return {
    recorded: 1 - power.unmeasuredMs / (day.toMs - day.fromMs),
    unpriced: measured && power.cost === undefined,
    day: {
      day: zoneDay(day.fromMs, timeZone),
      timeZone,
      ...day,
      credited,
      owed,
      prices,
      revenue: revenueOf(credited, prices),
      powerPriceSources: power.priceSources,
      ...(measured
        ? { energyKwh: power.energyKwh, powerCost: power.cost, heatCredit: power.heatCredit }
        : {}),
      ...rateOf(steps),
    },
  };
}

interface Step extends Span {
  readonly powerW: number;
  readonly hashrateHs: number;
}

/** Rows stand at the beginning of their step; steps are as long as the shortest way from row to row. */
function stepsOf({ fromMs, toMs }: Span, { atMs, values }: SeriesColumns): readonly Step[] {
  const stepMs = atMs.reduce(
    (shortest, at, i) => Math.min(shortest, i === 0 ? shortest : at - (atMs[i - 1] ?? at)),
    Number.POSITIVE_INFINITY,
  );
  if (!Number.isFinite(stepMs)) return [];
  return Array.from(atMs, (at, i) => ({
    fromMs: Math.max(fromMs, at),
    toMs: Math.min(toMs, at + stepMs),
    powerW: values.powerW?.[i] ?? Number.NaN,
    hashrateHs: values.hashrateHs?.[i] ?? Number.NaN,
  })).filter((step) => step.toMs > step.fromMs);
}

function rateOf(steps: readonly Step[]): Pick<LedgerDay, 'meanHashrateHs' | 'runningHours'> {
  const known = steps.filter(({ hashrateHs }) => !Number.isNaN(hashrateHs));
  const lengthOf = (some: readonly Step[]) => some.reduce((sum, step) => sum + step.toMs - step.fromMs, 0);
  const knownMs = lengthOf(known);
  if (knownMs === 0) return {};
  const work = known.reduce((sum, step) => sum + step.hashrateHs * (step.toMs - step.fromMs), 0);
  const runningMs = lengthOf(known.filter(({ hashrateHs }) => hashrateHs > 0));
  return { meanHashrateHs: work / knownMs, runningHours: runningMs / 3_600_000 };
}

/** Every pool's list is asked by itself: one may tell days, another blocks. */
function creditedOf({ fromMs, toMs }: Span, { rewards }: LedgerContext): Readonly<Record<string, number>> {
  const credited: Record<string, number> = {};
  for (const list of rewards)
    for (const coin of new Set(list.map((each) => each.coin))) {
      const coins = creditedByRewards(list, coin, fromMs, toMs);
      if (coins !== undefined) credited[coin] = (credited[coin] ?? 0) + coins;
    }
  return credited;
}

function pricesOf(
  coins: ReadonlySet<string>,
  untilMs: number,
  { prices }: LedgerContext,
): Readonly<Record<string, DayPrice>> {
  return Object.fromEntries(
    [...coins].flatMap((coin) => {
      const price = priceBefore(prices[coin], untilMs);
      return price ? [[coin, price] as const] : [];
    }),
  );
}

/** The last price before a moment; absent where the last one is too old to be of that time. */
export function priceBefore(past: PastPrices | undefined, untilMs: number): DayPrice | undefined {
  if (!past) return undefined;
  const { atMs, values, provider } = past;
  const place = atMs.findLastIndex((at) => at < untilMs && at >= untilMs - OLDEST_PRICE_MS);
  const [at, price] = [atMs[place], values[place]];
  return at === undefined || price === undefined ? undefined : { atMs: at, price, provider };
}

/** Absent unless every coin has a price: half of a day's pay is no day's pay. */
function revenueOf(
  credited: Readonly<Record<string, number>>,
  prices: Readonly<Record<string, DayPrice>>,
): number | undefined {
  const coins = Object.entries(credited);
  if (coins.length === 0 || coins.some(([coin]) => prices[coin] === undefined)) return undefined;
  return coins.reduce((sum, [coin, amount]) => sum + amount * (prices[coin]?.price ?? Number.NaN), 0);
}

/** The owner's accounts as pools tell them, part by part. */
export function accountsOf(figures: SourcesView['figures']): readonly Sourced<PoolAccount>[] {
  return Object.entries(figures)
    .filter(([quantity]) => quantity.startsWith('account:'))
    .map(([, figure]) => figure as Sourced<PoolAccount>);
}
