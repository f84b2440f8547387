import { ABSENT, fittingPlaces, isPresent, numberFormat, places } from './decimal.ts';

export interface MoneyOptions {
  /** ISO 4217, three letters. */
  readonly currency: string;
  /** `day` gives `€0.21/day`. */
  readonly per?: string | undefined;
  /** `always` writes a plus before a gain, where loss and gain stand side by side. Default `auto`. */
  readonly sign?: 'auto' | 'always' | undefined;
  /** Decimals, and more where it would be nothing with so many. Default the currency's own, and two figures at least. */
  readonly decimals?: number | undefined;
  readonly locale?: string | undefined;
}

/**
 * `−€0.11/day`, `−0,11 €/day`: currency, place and marks by locale, with a real minus sign. Small sums keep two figures,
 * `€0.00042`: never "€0.00" for what is something, nor "−€0.00" for what is not.
 *
 * @throws RangeError for a currency that is not three letters
 */
export function formatMoney(amount: number | undefined, options: MoneyOptions): string {
  const { currency, per, sign = 'auto', decimals, locale } = options;
  if (!isPresent(amount)) return ABSENT;
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    signDisplay: sign === 'always' ? 'exceptZero' : 'negative',
    ...places(
      decimals === undefined
        ? fittingPlaces(amount, ownDecimals(currency))
        : fittingPlaces(amount, decimals, 1),
    ),
  });
  const figure = format
    .formatToParts(amount)
    .map(({ type, value }) => (type === 'minusSign' ? '−' : value))
    .join('')
    // Else a line may end between a sign and a currency's mark (UAX 14 knows both as prefixes of numbers).
    .replace(/[−+]/, '$&\u2060');
  return per === undefined ? figure : `${figure}/${per}`;
}

/** Decimals that a currency has: two of euros, none of yen. */
function ownDecimals(currency: string): number {
  return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `€0.2534/kWh`: a price of power, up to four decimals and at least two. */
export function formatPricePerKwh(
  price: number | undefined,
  { currency, locale }: Pick<MoneyOptions, 'currency' | 'locale'>,
): string {
  if (!isPresent(price)) return ABSENT;
  return formatMoney(price, { currency, locale, decimals: priceDecimals(price), per: 'kWh' });
}

/** The decimals that a price of power needs: two to four. */
export function priceDecimals(price: number): number {
  return [2, 3, 4].find((count) => Math.abs(price - Number(price.toFixed(count))) < 1e-9) ?? 4;
}
