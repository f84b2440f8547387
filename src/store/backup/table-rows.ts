/** Marks what JSON has no word for. */
const FLOATS = '$f64';
const NUMBER = '$num';

/** Rows of a table as JSON; columns of numbers, and numbers that JSON does not know, come back as they were. */
export function encodeRows(rows: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(rows, written));
}

/** The same rows; none where the bytes are no rows. */
export function decodeRows(bytes: Uint8Array): readonly unknown[] {
  try {
    const rows: unknown = JSON.parse(new TextDecoder().decode(bytes), read);
    return Array.isArray(rows) ? rows : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function written(_: string, value: unknown): unknown {
  if (value instanceof Float64Array) return { [FLOATS]: Array.from(value, plain) };
  return typeof value === 'number' ? plain(value) : value;
}

function plain(value: number): unknown {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { [NUMBER]: Object.is(value, -0) ? '-0' : String(value) };
}

/** Inner values are read before those around them. */
function read(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (NUMBER in value && typeof value[NUMBER] === 'string') return Number(value[NUMBER]);
  if (FLOATS in value && Array.isArray(value[FLOATS])) return Float64Array.from(value[FLOATS], Number);
  return value;
}
