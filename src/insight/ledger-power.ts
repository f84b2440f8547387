import { coveredSpans, type Span } from '../domain/economics/covered-span.ts';
import { type TariffSpan, tariffSpans } from '../domain/economics/past-tariffs.ts';
import { powerSegments } from '../domain/economics/power-segment.ts';
import { priceSpans } from '../domain/economics/price-span.ts';
import { energyKwh } from '../domain/economics/running-cost.ts';
import type { SpotTariff, Tariff } from '../domain/economics/tariff.ts';
import type { EnergyPriceSeries } from '../domain/energy-price.ts';
import type { Settings } from '../domain/settings.ts';

/** What power of the past is reckoned with. */
export interface PastPower {
  readonly settings: Pick<Settings, 'tariff' | 'tariffIsExample' | 'pastTariffs' | 'heat'>;
  /** A spot tariff's prices of then. */
  readonly marketOf: (tariff: SpotTariff) => EnergyPriceSeries | undefined;
  readonly timeZone: string;
}

/** Mean power over a stretch; NaN where it is not known. */
export interface PowerStep extends Span {
  readonly powerW: number;
}

export interface DayPower {
  readonly energyKwh: number;
  /** Absent unless the price of all of it is known. */
  readonly cost: number | undefined;
  /** Heating that need not be paid; absent where no heat is wanted. */
  readonly heatCredit: number | undefined;
  readonly unmeasuredMs: number;
  /** Which prices it was reckoned with: `contract of now`, `contract until 2026-05-01`, `market awattar`, `example`. */
  readonly priceSources: readonly string[];
}

/**
 * Energy and cost of a day's recorded power at the tariff that was in force, with the sun's surplus and the heat that
 * replaces heating as on the Profit page. Of tiers and peaks, which go by the month, nothing is in it.
 */
export function dayPower(day: Span, steps: readonly PowerStep[], past: PastPower): DayPower {
  const known = steps.filter(({ powerW }) => !Number.isNaN(powerW));
  const sum = { energyKwh: 0, cost: 0, heat: 0, unpricedKwh: 0, unmeasuredMs: 0 };
  const sources = new Set<string>();
  for (const span of tariffSpans(past.settings, day)) {
    const prices = pricesOf(span, past);
    for (const { fromMs, toMs, first: step, second: price } of coveredSpans(span, known, prices)) {
      if (!step) sum.unmeasuredMs += toMs - fromMs;
      else {
        const kwh = energyKwh(step.powerW, fromMs, toMs);
        sum.energyKwh += kwh;
        if (price?.pricePerKwh === undefined) sum.unpricedKwh += kwh;
        else {
          const { pricePerKwh, feedInPerKwh } = price;
          add(sum, { fromMs, toMs, pricePerKwh, feedInPerKwh }, step.powerW, span.tariff, past);
          sources.add(sourceOf(span, price.by, past));
        }
      }
    }
  }
  const whole = sum.unpricedKwh === 0;
  return {
    energyKwh: sum.energyKwh,
    cost: whole ? sum.cost : undefined,
    heatCredit: whole && past.settings.heat.share > 0 ? sum.heat : undefined,
    unmeasuredMs: sum.unmeasuredMs,
    priceSources: [...sources],
  };
}

function add(
  sum: { cost: number; heat: number },
  price: Span & { readonly pricePerKwh: number; readonly feedInPerKwh: number | undefined },
  powerW: number,
  { terms }: Tariff,
  { settings: { heat }, timeZone }: PastPower,
): void {
  for (const segment of powerSegments([price], { powerW, terms, heat, timeZone })) {
    const kwh = energyKwh(powerW, segment.fromMs, segment.toMs);
    sum.cost += kwh * segment.pricePerKwh;
    sum.heat += kwh * segment.heatPerKwh;
  }
}

interface PastPrice extends Span {
  readonly pricePerKwh: number | undefined;
  readonly feedInPerKwh: number | undefined;
  readonly by: 'market' | 'contract';
}

function pricesOf({ tariff, fromMs, toMs }: TariffSpan, past: PastPower): readonly PastPrice[] {
  const market = tariff.kind === 'spot' ? past.marketOf(tariff) : undefined;
  const spans = priceSpans(tariff, fromMs, toMs, { timeZone: past.timeZone, market });
  // Spans end where the market's prices do: each is wholly the market's, or what the contract says without it.
  return spans.map((span) => ({
    ...span,
    by: market?.prices.some((price) => price.fromMs <= span.fromMs && price.toMs > span.fromMs)
      ? ('market' as const)
      : ('contract' as const),
  }));
}

function sourceOf(
  { tariff, untilMs }: TariffSpan,
  by: PastPrice['by'],
  { settings: { tariffIsExample } }: PastPower,
): string {
  if (by === 'market' && tariff.kind === 'spot') return `market ${tariff.provider}`;
  if (untilMs !== undefined) return `contract until ${new Date(untilMs).toISOString().slice(0, 10)}`;
  return tariffIsExample ? 'example' : 'contract of now';
}
