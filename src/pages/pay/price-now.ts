import type { PriceAdditions } from '../../domain/economics/price-additions.ts';
import { priceSpans } from '../../domain/economics/price-span.ts';
import {
  type ClockTariff,
  priceSegments,
  type SpotTariff,
  type Tariff,
} from '../../domain/economics/tariff.ts';
import { type EnergyPriceSeries, energyPriceAt, type PriceContents } from '../../domain/energy-price.ts';
import { isInCurrency, marketSeries, marketToldAtMs, stillSaid } from '../../domain/market-series.ts';
import type { SourcesView } from '../../domain/sources-view.ts';

/** What a kilowatt-hour costs at a moment, and why. */
export type PriceNow =
  | { readonly kind: 'always'; readonly pricePerKwh: number; readonly made?: PriceParts | undefined }
  | {
      readonly kind: 'by-clock';
      readonly pricePerKwh: number;
      readonly made?: PriceParts | undefined;
      /** When it changes and to what; absent where the next day brings no other price. */
      readonly next?: { readonly atMs: number; readonly pricePerKwh: number } | undefined;
    }
  | {
      readonly kind: 'market';
      readonly pricePerKwh: number;
      readonly made: PriceParts;
      readonly toldAtMs: number | undefined;
    }
  /** Nobody tells a price of this moment: the owner's own stands in. */
  | { readonly kind: 'fallback'; readonly pricePerKwh: number; readonly gap: MarketGap }
  | { readonly kind: 'unknown'; readonly gap: MarketGap };

/** A price before what comes on top, and that. */
export interface PriceParts {
  readonly perKwh: number;
  /** `typed`: the owner's own price without taxes. */
  readonly contents: PriceContents | 'typed';
  readonly additions?: PriceAdditions | undefined;
}

/** Why no price of the market is known. */
export type MarketGap = 'off' | 'nothing-told' | 'gap' | 'lapsed' | 'other-currency';

/** What prices of a market are read from. */
export interface MarketPrices {
  /** Absent while the sources are being read. */
  readonly sources: SourcesView | undefined;
  readonly currency: string;
  readonly timeZone: string;
}

const DAY_MS = 86_400_000;

/**
 * What a kilowatt-hour costs at a moment, and what that is made of.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceNow(tariff: Tariff, nowMs: number, prices: MarketPrices): PriceNow {
  return tariff.kind === 'spot' ? spotNow(tariff, nowMs, prices) : clockNow(tariff, nowMs, prices.timeZone);
}

/** The series that a market tariff counts with: that of its provider, if it still says so, in the owner's currency. */
export function countedMarket(
  tariff: SpotTariff,
  nowMs: number,
  { sources, currency }: Pick<MarketPrices, 'sources' | 'currency'>,
): EnergyPriceSeries | undefined {
  const series = sources && marketSeries(stillSaid(sources.figures, nowMs), tariff.provider, tariff.seriesId);
  return series && isInCurrency(series, currency) ? series : undefined;
}

/** Why the market of a tariff tells nothing of a moment; undefined where it does. */
export function marketGap(
  tariff: SpotTariff,
  nowMs: number,
  { sources, currency }: MarketPrices,
): MarketGap | undefined {
  const series = sources && marketSeries(sources.figures, tariff.provider, tariff.seriesId);
  if (series && !isInCurrency(series, currency)) return 'other-currency';
  const counted = countedMarket(tariff, nowMs, { sources, currency });
  if (counted && energyPriceAt(counted, nowMs)) return undefined;
  if (!sources?.sources[tariff.provider]?.choice.enabled) return 'off';
  if (series && energyPriceAt(series, nowMs)) return 'lapsed';
  return series ? 'gap' : 'nothing-told';
}

function spotNow(tariff: SpotTariff, nowMs: number, prices: MarketPrices): PriceNow {
  const market = countedMarket(tariff, nowMs, prices);
  const bare = market && energyPriceAt(market, nowMs);
  const [span] = priceSpans(tariff, nowMs, nowMs + 1, { timeZone: prices.timeZone, market });
  if (market && bare && span?.pricePerKwh !== undefined)
    return {
      kind: 'market',
      pricePerKwh: span.pricePerKwh,
      made: { perKwh: bare.pricePerKwh, contents: market.includes, additions: tariff.additions },
      toldAtMs: prices.sources && marketToldAtMs(prices.sources.figures, tariff.provider, nowMs),
    };
  const gap = marketGap(tariff, nowMs, prices) ?? 'gap';
  return tariff.fallbackPerKwh === undefined
    ? { kind: 'unknown', gap }
    : { kind: 'fallback', pricePerKwh: tariff.fallbackPerKwh, gap };
}

function clockNow(tariff: ClockTariff, nowMs: number, timeZone: string): PriceNow {
  const [now, next] = priceSegments(tariff, nowMs, nowMs + DAY_MS, timeZone);
  const pricePerKwh = now?.pricePerKwh ?? Number.NaN;
  const { additions } = tariff;
  if (tariff.kind === 'flat') {
    const made = additions && { perKwh: tariff.pricePerKwh, contents: 'typed' as const, additions };
    return { kind: 'always', pricePerKwh, made };
  }
  const bare = additions && priceSegments({ ...tariff, additions: undefined }, nowMs, nowMs + 1, timeZone)[0];
  return {
    kind: 'by-clock',
    pricePerKwh,
    made: bare && { perKwh: bare.pricePerKwh, contents: 'typed', additions },
    next: next && { atMs: next.fromMs, pricePerKwh: next.pricePerKwh },
  };
}
