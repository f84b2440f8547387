/** An object of somebody else's, of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Is this an object with fields, and not a list? */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object, an empty one where there is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list; what is none stands as an empty one, so that places keep their meaning. */
export function listOf(value: unknown): readonly Fields[] {
  return rowsOf(value).map(fieldsOf);
}

/** A list of anything, an empty one where there is none. */
export function rowsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A number, or text that is one, times `scale`; everything else is absent. A thousands comma is none of a number. */
export function numberOf(value: unknown, scale = 1): number | undefined {
  const isText = typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);
  const scaled = (typeof value === 'number' ? value : isText ? Number(value) : Number.NaN) * scale;
  return Number.isFinite(scaled) ? scaled : undefined;
}

/** A number that is not negative: a rate, a count, an amount. */
export function amountOf(value: unknown, scale = 1): number | undefined {
  const amount = numberOf(value, scale);
  return amount !== undefined && amount >= 0 ? amount : undefined;
}

/** The last moment that a date can tell, epoch ms: 275760-09-13 (ECMA-262, Time Values and Time Range). */
const LAST_MOMENT_MS = 8.64e15;

/** Epoch ms; 0 and less are no moment, nor is what no date can tell: to write it out would throw. */
export function momentOf(value: unknown, scale = 1): number | undefined {
  const atMs = numberOf(value, scale);
  return atMs !== undefined && atMs > 0 && atMs <= LAST_MOMENT_MS ? atMs : undefined;
}

/** Epoch seconds → epoch ms, as {@link momentOf}. */
export function secondsOf(value: unknown): number | undefined {
  return momentOf(value, 1000);
}

/**
 * ISO 8601 → epoch ms. Text without a zone is UTC, as RFC 3339 has none without.
 * JavaScript would read it in the zone of the computer, and knows no date beyond those of {@link momentOf}.
 */
export function isoOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(value.slice(10)) || value.length === 10;
  const atMs = Date.parse(zoned ? value : `${value.replace(' ', 'T')}Z`);
  return Number.isFinite(atMs) ? atMs : undefined;
}

/** Text as it is shown: trimmed, and absent where it is empty, no text, or longer than any name. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 500 ? value.trim() : undefined;
}

/** A yes or no; absent where it is neither. */
export function yesOrNo(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
