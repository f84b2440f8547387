import { type ClockWindow, isWithin, wallPieces } from './clock-window.ts';
import type { ContractTerms } from './contract-terms.ts';
import { consumerPricePerKwh, type PriceAdditions } from './price-additions.ts';

/** What power costs. Money is in the owner's currency. */
export type Tariff = ClockTariff | SpotTariff;

/** A tariff whose price of any moment is known for ever: by local time. */
export type ClockTariff = FlatTariff | TimeOfUseTariff;

interface Contract {
  /** What comes on top of each price; nothing when absent: the prices are as on the bill. */
  readonly additions?: PriceAdditions | undefined;
  readonly terms?: ContractTerms | undefined;
}

export interface FlatTariff extends Contract {
  readonly kind: 'flat';
  readonly pricePerKwh: number;
}

/**
 * Prices by local clock time. A moment takes the price of the first period that covers it, else `basePerKwh`.
 */
export interface TimeOfUseTariff extends Contract {
  readonly kind: 'time-of-use';
  readonly basePerKwh: number;
  readonly periods: readonly TariffPeriod[];
  /** Local dates, `2026-12-25`, that are priced as Sundays. */
  readonly holidays?: readonly string[] | undefined;
}

/** The price of a market, by the interval, and what comes on top of it. */
export interface SpotTariff extends Contract {
  readonly kind: 'spot';
  /** Id of the Upstream that tells the prices. */
  readonly provider: string;
  /** Which of its series, where it tells several: a bidding zone, a home. */
  readonly seriesId?: string | undefined;
  /** What the owner wants counted with where no price is known, all included; without it the cost is unknown there. */
  readonly fallbackPerKwh?: number | undefined;
}

export interface TariffPeriod extends ClockWindow {
  readonly pricePerKwh: number;
}

/** Time during which a kilowatt-hour costs the same: [fromMs, toMs). */
export interface PriceSegment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly pricePerKwh: number;
  /** What one fed into the grid earns, where that differs from time to time and somebody has said so. */
  readonly feedInPerKwh?: number | undefined;
}

/**
 * Price of a kilowatt-hour at a moment.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceAt(tariff: ClockTariff, atMs: number, timeZone: string): number {
  const { additions } = tariff;
  const pricePerKwh = tariff.kind === 'flat' ? tariff.pricePerKwh : priceByClock(tariff, atMs, timeZone);
  return additions ? consumerPricePerKwh(pricePerKwh, additions) : pricePerKwh;
}

function priceByClock(
  { basePerKwh, periods, holidays }: TimeOfUseTariff,
  atMs: number,
  timeZone: string,
): number {
  return periods.find((period) => isWithin(period, atMs, timeZone, holidays))?.pricePerKwh ?? basePerKwh;
}

/**
 * The prices of a time span, in order, without gap or overlap; neighbours differ in price. Exact to the millisecond,
 * also where clocks change: an hour that is skipped costs nothing, an hour that comes twice costs twice.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceSegments(
  tariff: ClockTariff,
  fromMs: number,
  toMs: number,
  timeZone: string,
): readonly PriceSegment[] {
  if (!(toMs > fromMs)) return [];
  if (tariff.kind === 'flat') return [{ fromMs, toMs, pricePerKwh: priceAt(tariff, fromMs, timeZone) }];
  const segments: PriceSegment[] = [];
  for (const piece of wallPieces({ fromMs, toMs }, timeZone, tariff.periods)) {
    const pricePerKwh = priceAt(tariff, piece.fromMs, timeZone);
    const last = segments.at(-1);
    if (last?.pricePerKwh === pricePerKwh) segments[segments.length - 1] = { ...last, toMs: piece.toMs };
    else segments.push({ ...piece, pricePerKwh });
  }
  return segments;
}
