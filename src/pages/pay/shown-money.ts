import { SATS_PER_BTC } from '../../domain/economics/satoshi.ts';
import type { Settings } from '../../domain/settings.ts';
import { formatSats } from '../../ui/format/bitcoin.ts';
import { NBSP } from '../../ui/format/decimal.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';

/** How sums of money are written: in the owner's currency, or in satoshi at a price of bitcoin. */
export interface ShownMoney {
  /** ISO 4217. */
  readonly currency: string;
  /** What the owner chose; without a bitcoin price it is the currency all the same. */
  readonly unit: 'currency' | 'sats';
  /** Price of one bitcoin in {@link currency}, where it is known. */
  readonly btcPrice?: number | undefined;
}

/**
 * How the owner wants sums to be written.
 *
 * @param settings as they are in force: with what sources tell of bitcoin's price
 */
export function shownMoneyOf({
  currency,
  sumsIn,
  market,
}: Pick<Settings, 'currency' | 'sumsIn' | 'market'>): ShownMoney {
  return { currency, unit: sumsIn, btcPrice: market.btcPrice || undefined };
}

/** `€0.21` or `215 sats`. */
export function shownMoney(amount: number | undefined, shown: ShownMoney): string {
  return inSats(amount, shown) ?? formatMoney(amount, { currency: shown.currency });
}

/** `€0.21 ± €0.01` where it is known how far a sum may be off. */
export function moneyWithBand(amount: number, band: number | undefined, shown: ShownMoney): string {
  const sum = shownMoney(amount, shown);
  return band ? `${sum} ±${NBSP}${shownMoney(band, shown)}` : sum;
}

/** The same of the past: in satoshi at the price of bitcoin then, in the currency where none of that time is known. */
export function shownThen(
  amount: number | undefined,
  bitcoin: { readonly price: number } | undefined,
  shown: ShownMoney,
): string {
  return shownMoney(amount, { ...shown, btcPrice: bitcoin?.price });
}

/** `−€0.11/day` or `−113 sats/day`. */
export function shownADay(amount: number | undefined, shown: ShownMoney): string {
  return inSats(amount, shown, 'day') ?? formatMoney(amount, { currency: shown.currency, per: 'day' });
}

/** The same with a plus before a gain, where gains and losses stand side by side. */
export function shownSigned(amount: number | undefined, shown: ShownMoney): string {
  const sats = inSats(amount, shown);
  if (sats === undefined) return formatMoney(amount, { currency: shown.currency, sign: 'always' });
  return amount !== undefined && amount > 0 ? `+${sats}` : sats;
}

/** A sum a day in the unit that was not chosen, to stand beside; undefined without a bitcoin price. */
export function besideADay(amount: number | undefined, shown: ShownMoney): string | undefined {
  if (satsPerUnit(shown.btcPrice) === undefined) return undefined;
  return shownADay(amount, { ...shown, unit: shown.unit === 'sats' ? 'currency' : 'sats' });
}

/** `€0.253/kWh`, and where sums are in satoshi `€0.253/kWh (287 sats)`: bills of power come in the currency. */
export function shownPerKwh(price: number | undefined, shown: ShownMoney, locale?: string): string {
  const sats = inSats(price, shown);
  const inCurrency = formatPricePerKwh(price, { currency: shown.currency, locale });
  return price === undefined || sats === undefined ? inCurrency : `${inCurrency} (${sats})`;
}

/** `287 sats/kWh` to stand under a price in the currency; undefined where sums are not in satoshi. */
export function satsPerKwh(price: number | undefined, shown: ShownMoney): string | undefined {
  return price === undefined ? undefined : inSats(price, shown, 'kWh');
}

/** What a sum of bitcoin is worth in the currency, `€0.037`; undefined where sums are in satoshi or no price is known. */
export function worthOfBitcoin(
  bitcoins: number,
  { currency, unit, btcPrice }: ShownMoney,
): string | undefined {
  if (unit === 'sats' || btcPrice === undefined) return undefined;
  return formatMoney(bitcoins * btcPrice, { currency });
}

/** Satoshi for one unit of a currency in which a bitcoin costs `btcPrice`; undefined where that is unknown. */
export function satsPerUnit(btcPrice: number | undefined): number | undefined {
  return btcPrice !== undefined && btcPrice > 0 ? SATS_PER_BTC / btcPrice : undefined;
}

function inSats(
  amount: number | undefined,
  { unit, btcPrice }: ShownMoney,
  per?: string,
): string | undefined {
  const each = unit === 'sats' ? satsPerUnit(btcPrice) : undefined;
  return each === undefined
    ? undefined
    : formatSats(amount === undefined ? undefined : amount * each, { per });
}
