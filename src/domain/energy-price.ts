/** What a price holds. Prices of different contents are never added, compared or joined. */
export type PriceContents =
  /** The exchange alone: no grid fee, no levies, no tax. */
  | 'wholesale'
  /** The exchange with VAT upon it; still no grid fee and no levies. */
  | 'incl-vat'
  /** All that is paid for a kilowatt-hour but VAT: what a business pays. */
  | 'all-in-excl-vat'
  /**
   * What the supplier bills for one kilowatt-hour more, VAT and all. Charges by the day or month come on top, and so
   * does the grid company's fee where it sends its own bill (Norway, Sweden, Denmark).
   */
  | 'all-in';

/** What a kilowatt-hour costs during [fromMs, toMs), epoch ms. Below 0 you are paid for using it. */
export interface EnergyPrice {
  readonly fromMs: number;
  /** Exclusive; `Infinity` where it holds until further notice. */
  readonly toMs: number;
  /** Major unit of the series' currency (EUR, not cents) per kWh. */
  readonly pricePerKwh: number;
}

/** Prices of one thing at one place, ascending and without overlap; gaps are times of which nobody said a price. */
export interface EnergyPriceSeries {
  /** Tells the series of one answer apart: a bidding zone, a home, a channel, a way of paying. */
  readonly id: string;
  readonly includes: PriceContents;
  /** `export` is what is paid to the owner for what he feeds in. */
  readonly direction: 'import' | 'export';
  /** ISO 4217; absent where the provider does not say and only the owner knows. */
  readonly currency?: string | undefined;
  /** Length of most intervals; absent where there is no price, or only one without an end. */
  readonly resolutionMs?: number | undefined;
  /** Not what was settled, but what the provider expects. */
  readonly forecast?: boolean | undefined;
  readonly prices: readonly EnergyPrice[];
}

/**
 * Above any price ever cleared, in any currency, per kWh (the highest are the Hungarian forint's, about 1,600 at the
 * exchanges' own limit of 4 €/kWh): what lies beyond is a mistake of somebody's.
 */
const ABSURD_PER_KWH = 10_000;

/**
 * A series out of rows in any order. Rows that are no interval, or whose price is absurd, are left out; of two rows
 * with one beginning the first told stays; a row that runs into the next ends where that begins.
 */
export function energyPriceSeries(
  series: Omit<EnergyPriceSeries, 'prices' | 'resolutionMs'>,
  rows: readonly EnergyPrice[],
): EnergyPriceSeries {
  const byStart = new Map<number, EnergyPrice>();
  for (const row of rows) if (isPrice(row) && !byStart.has(row.fromMs)) byStart.set(row.fromMs, row);
  const sorted = [...byStart.values()].sort((a, b) => a.fromMs - b.fromMs);
  const prices = sorted.map((row, at) => {
    const toMs = Math.min(row.toMs, sorted[at + 1]?.fromMs ?? Number.POSITIVE_INFINITY);
    return { fromMs: row.fromMs, toMs, pricePerKwh: row.pricePerKwh };
  });
  return { ...series, prices, resolutionMs: mostCommonLengthMs(prices) };
}

function isPrice({ fromMs, toMs, pricePerKwh }: EnergyPrice): boolean {
  return Number.isFinite(fromMs) && toMs > fromMs && Math.abs(pricePerKwh) <= ABSURD_PER_KWH;
}

function mostCommonLengthMs(prices: readonly EnergyPrice[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { fromMs, toMs } of prices)
    if (toMs < Number.POSITIVE_INFINITY) counts.set(toMs - fromMs, (counts.get(toMs - fromMs) ?? 0) + 1);
  return [...counts].sort(([lengthA, a], [lengthB, b]) => b - a || lengthA - lengthB)[0]?.[0];
}

/** The price that holds at a moment; undefined in a gap, before the first and after the last. */
export function energyPriceAt(
  { prices }: Pick<EnergyPriceSeries, 'prices'>,
  atMs: number,
): EnergyPrice | undefined {
  let [low, high] = [0, prices.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((prices[middle]?.fromMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  const price = prices[low - 1];
  return price && atMs < price.toMs ? price : undefined;
}
