/** Written where nothing is known: an en dash, never 0. */
export const ABSENT = '–';

/** Keeps a number and its unit on one line. */
export const NBSP = '\u00a0';
/** Between groups of three digits: narrow, and never broken (ISO 80000-1 asks for a space, not a comma or point). */
const GROUP_SPACE = '\u202f';
/** A real minus sign: as wide as a plus, and read aloud as one. */
const MINUS = '−';

const formats = new Map<string, Intl.NumberFormat>();

/** An Intl.NumberFormat made once for each locale and options: making one costs far more than using it. */
export function numberFormat(
  locale: string | undefined,
  options: Readonly<Intl.NumberFormatOptions>,
): Intl.NumberFormat {
  const key = `${locale ?? ''} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** Is there a quantity to write? */
export function isPresent(quantity: number | undefined): quantity is number {
  return quantity !== undefined && Number.isFinite(quantity);
}

/**
 * A plain number: decimal mark of the locale, groups set apart by a narrow space, a real minus, never "−0".
 * `undefined`, NaN and infinity become {@link ABSENT}.
 *
 * @example decimal(2481, {}, 'en-GB') // "2 481" with a narrow space
 */
export function decimal(
  quantity: number | undefined,
  options: Readonly<Intl.NumberFormatOptions> = {},
  locale?: string,
): string {
  if (!isPresent(quantity)) return ABSENT;
  const parts = numberFormat(locale, { signDisplay: 'negative', ...options }).formatToParts(quantity);
  return parts.map(({ type, value }) => spell(type, value)).join('');
}

function spell(type: Intl.NumberFormatPartTypes, value: string): string {
  if (type === 'group') return GROUP_SPACE;
  return type === 'minusSign' ? MINUS : value;
}

/** A number with its unit behind it; {@link ABSENT} alone where there is no number. */
export function withUnit(
  quantity: number | undefined,
  unit: string,
  options: Readonly<Intl.NumberFormatOptions> = {},
  locale?: string,
): string {
  return isPresent(quantity) ? `${decimal(quantity, options, locale)}${NBSP}${unit}` : ABSENT;
}

/** Finer than a hundred-millionth nothing is written: that is what bitcoin ends at, and below it sums are rounding. */
const FINEST_PLACES = 8;

/** Decimals that leave a quantity so many significant figures, `least` or more: what is little is not written as nothing. */
export function fittingPlaces(quantity: number, least: number, figures = 2): number {
  const size = Math.abs(quantity);
  if (size < 0.5 * 10 ** -FINEST_PLACES) return least;
  return Math.max(least, Math.min(FINEST_PLACES, figures - 1 - Math.floor(Math.log10(size))));
}

/** Fixed number of decimals. */
export function places(count: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: count, maximumFractionDigits: count };
}

/** Three significant figures, the figure of most quantities here: 1.20, 17.4, 503, 1230. */
export const THREE_FIGURES: Readonly<Intl.NumberFormatOptions> = {
  minimumSignificantDigits: 3,
  maximumSignificantDigits: 3,
};
