import { inOurUnit, type SeriesUnit, unitNamed } from '../../domain/file-import/series-unit.ts';

/** What loggers write where they know nothing: it is missing, and no mistake. */
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'none', 'null', 'nil', '-', '–', 'unknown', 'unavailable']);
const FIGURE = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*(.*)$/i;

/** Does this text say that there is no value? */
export function isMissing(text: string | undefined): boolean {
  return text === undefined || MISSING.has(text.trim().toLowerCase());
}

/**
 * A figure in our unit: a number in the chosen unit, or one that brings its own (`1.2 TH/s`, `483k`, `on`). NaN for what
 * is none; ask {@link isMissing} before.
 */
export function figureIn(
  text: string,
  chosen: SeriesUnit,
  units: readonly SeriesUnit[],
  decimal: '.' | ',',
): number {
  const plain = text.trim();
  const word = plain.toLowerCase();
  if (word === 'on' || word === 'true' || word === 'yes') return 1;
  if (word === 'off' || word === 'false' || word === 'no') return 0;
  // Loggers group no thousands: a lone point is a decimal point wherever it is met.
  const pointed =
    decimal === ',' && plain.includes(',') ? plain.replaceAll('.', '').replace(',', '.') : plain;
  const [, figure, own = ''] = FIGURE.exec(pointed) ?? [];
  if (figure === undefined) return Number.NaN;
  const unit = own.trim() === '' ? chosen : unitNamed(units, own);
  return unit ? inOurUnit(Number(figure), unit) : Number.NaN;
}
