import { SATS_PER_BTC } from '../../domain/economics/conversion.ts';
import { formatSats } from '../../ui/format/bitcoin.ts';
import * as inCurrency from './money-words.ts';

/** How the page writes sums of money: in the owner's currency, or in satoshi at a price of bitcoin. */
export interface ShownMoney {
  /** ISO 4217. */
  readonly currency: string;
  /** What the owner chose; without a bitcoin price it is the currency all the same. */
  readonly unit: 'currency' | 'sats';
  /** Price of one bitcoin in {@link currency}, where it is known. */
  readonly btcPrice?: number | undefined;
}

/** `€0.21` or `215 sats`. */
export function shownMoney(amount: number | undefined, shown: ShownMoney): string {
  return inSats(amount, shown) ?? inCurrency.money(amount, shown.currency);
}

/** `−€0.11/day` or `−113 sats/day`. */
export function shownADay(amount: number | undefined, shown: ShownMoney): string {
  return inSats(amount, shown, 'day') ?? inCurrency.moneyADay(amount, shown.currency);
}

/** The same with a plus before a gain, where gains and losses stand side by side. */
export function shownSigned(amount: number | undefined, shown: ShownMoney): string {
  const sats = inSats(amount, shown);
  if (sats === undefined) return inCurrency.signedMoney(amount, shown.currency);
  return amount !== undefined && amount > 0 ? `+${sats}` : sats;
}

/** A sum a day in the unit that was not chosen, to stand beside; undefined without a bitcoin price. */
export function besideADay(amount: number | undefined, shown: ShownMoney): string | undefined {
  if (satsPerUnit(shown.btcPrice) === undefined) return undefined;
  return shownADay(amount, { ...shown, unit: shown.unit === 'sats' ? 'currency' : 'sats' });
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
