import type { Span } from '../../domain/economics/covered-span.ts';
import { timeMean } from '../../domain/economics/price-hours.ts';
import type { PriceSpan } from '../../domain/economics/price-span.ts';
import type { InputSlot } from './plan-inputs.ts';
import { outlookPrices, type PriceOutlook } from './price-outlook.ts';

const HOUR_MS = 3_600_000;

/** A figure by the hour, oldest first; NaN where unknown. */
export interface Hourly {
  /** When the first hour begins, epoch ms. */
  readonly fromMs: number;
  readonly values: Float64Array;
}

/** What is known of the hours ahead. Money in the owner's currency. */
export interface KnownAhead {
  /** What power costs, as far as a tariff or a market says. */
  readonly prices: readonly PriceSpan[];
  /** What it cost by the hour up to now; needed where the prices end before the plan does. */
  readonly pastPrices?: Hourly | undefined;
  readonly outlook?: PriceOutlook | undefined;
  /** Money for 1 TH/s in a day, after fees, as of now. */
  readonly earnedPerThDay?: number | undefined;
  readonly retarget?: RetargetAhead | undefined;
  /** Surplus of the owner's plant by local hour of the day, W; NaN where unknown. */
  readonly surplusByHour?: ArrayLike<number> | undefined;
  /** The surplus of just now, W. */
  readonly surplusNowW?: number | undefined;
  readonly localHour: (atMs: number) => number;
}

/** A change of difficulty that is to come; all parts are new over old − 1. */
export interface RetargetAhead {
  readonly atMs: number;
  readonly change: number;
  /** Nine times of ten it lies between these. */
  readonly low: number;
  readonly high: number;
}

/** Spans of a plan with all that is known or foreseen of them. Earnings stay as they are but for the next change of difficulty. */
export function slotsAhead(spans: readonly Span[], known: KnownAhead): readonly InputSlot[] {
  const foreseen = foreseenPrices(spans, known);
  return spans.map((span, t) => {
    const told = timeMean(span, known.prices, ({ pricePerKwh }) => pricePerKwh);
    const guessed = foreseen(span.fromMs);
    const pricePerKwh = told ?? guessed;
    const { earnedPerThDay } = known;
    const surplusW = surplusOf(span, t, known);
    return {
      ...span,
      pricePerKwh,
      price: told !== undefined ? 'known' : guessed !== undefined ? 'forecast' : 'unknown',
      feedInPerKwh: timeMean(span, known.prices, ({ feedInPerKwh }) => feedInPerKwh),
      earnedPerThDay: earnedPerThDay && earnedPerThDay / (1 + retargeted(span, known.retarget)),
      earning: earnedPerThDay === undefined ? 'unknown' : 'forecast',
      ...(surplusW === undefined ? {} : { surplusW }),
    };
  });
}

function retargeted({ fromMs }: Span, retarget: RetargetAhead | undefined): number {
  return retarget && fromMs >= retarget.atMs ? retarget.change : 0;
}

function surplusOf({ fromMs }: Span, t: number, known: KnownAhead): number | undefined {
  if (t === 0 && known.surplusNowW !== undefined) return known.surplusNowW;
  const mean = known.surplusByHour?.[known.localHour(fromMs)];
  return mean === undefined || Number.isNaN(mean) ? undefined : mean;
}

/** What follows the last hour of which a price is known. */
function foreseenPrices(
  spans: readonly Span[],
  { prices, pastPrices, outlook }: KnownAhead,
): (atMs: number) => number | undefined {
  const toMs = spans.at(-1)?.toMs;
  if (!pastPrices || !outlook || toMs === undefined) return () => undefined;
  const known = hourlyPrices(prices, pastPrices);
  const fromMs = known.fromMs + known.values.length * HOUR_MS;
  const hours = Math.ceil((toMs - fromMs) / HOUR_MS);
  if (!(hours > 0)) return () => undefined;
  const ahead = outlookPrices(outlook, known.values, hours);
  return (atMs) => {
    const price = ahead[Math.floor((atMs - fromMs) / HOUR_MS)];
    return price === undefined || Number.isNaN(price) ? undefined : price;
  };
}

/** Past prices and those that are told ahead in one row, up to the last hour that anything is known of. */
export function hourlyPrices(prices: readonly PriceSpan[], past: Hourly): Hourly {
  const pastEndMs = past.fromMs + past.values.length * HOUR_MS;
  const lastMs = prices.reduce(
    (last, { toMs, pricePerKwh }) => (pricePerKwh === undefined ? last : Math.max(last, toMs)),
    pastEndMs,
  );
  const hours = Math.floor((Math.min(lastMs, pastEndMs + 96 * HOUR_MS) - past.fromMs) / HOUR_MS);
  const values = new Float64Array(Math.max(past.values.length, hours)).fill(Number.NaN);
  values.set(past.values);
  for (let hour = past.values.length; hour < hours; hour++) {
    const fromMs = past.fromMs + hour * HOUR_MS;
    const price = timeMean({ fromMs, toMs: fromMs + HOUR_MS }, prices, ({ pricePerKwh }) => pricePerKwh);
    values[hour] = price ?? Number.NaN;
  }
  return { fromMs: past.fromMs, values };
}

/** Means by the whole hour (UTC) of what was told span by span; an hour of which less than half is known is unknown. */
export function hourlyOf(
  spans: readonly { readonly fromMs: number; readonly toMs: number; readonly value: number }[],
  { fromMs, toMs }: Span,
): Hourly {
  const beginMs = Math.ceil(fromMs / HOUR_MS) * HOUR_MS;
  const hours = Math.max(0, Math.floor((toMs - beginMs) / HOUR_MS));
  const [sums, knownMs] = [new Float64Array(hours), new Float64Array(hours)];
  for (const span of spans) {
    for (let atMs = Math.max(span.fromMs, beginMs); atMs < Math.min(span.toMs, toMs); ) {
      const hour = Math.floor((atMs - beginMs) / HOUR_MS);
      const untilMs = Math.min(span.toMs, beginMs + (hour + 1) * HOUR_MS);
      if (hour >= hours) break;
      sums[hour] = (sums[hour] ?? 0) + (untilMs - atMs) * span.value;
      knownMs[hour] = (knownMs[hour] ?? 0) + (untilMs - atMs);
      atMs = untilMs;
    }
  }
  return {
    fromMs: beginMs,
    values: sums.map((sum, hour) => {
      const ms = knownMs[hour] ?? 0;
      return ms >= HOUR_MS / 2 ? sum / ms : Number.NaN;
    }),
  };
}
