/** A field that is not as expected. */
export interface Mismatch {
  readonly field: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface Comparison {
  readonly fields: number;
  readonly mismatches: readonly Mismatch[];
}

const RELATIVE_TOLERANCE = 1e-6;

/**
 * Compares every expected leaf. null must be absent; numbers agree to a millionth; a number that was recorded as text
 * is that number. Fields beginning with `_` speak about the recording, the family is the runner's business.
 */
export function compare(
  expected: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
): Comparison {
  let fields = 0;
  const mismatches: Mismatch[] = [];
  const visit = (field: string, want: unknown, have: unknown) => {
    if (Array.isArray(want)) {
      const list = Array.isArray(have) ? have : [];
      if (list.length !== want.length)
        mismatches.push({ field: `${field}.length`, expected: want.length, got: list.length });
      fields += 1;
      for (const [index, element] of want.entries()) visit(`${field}[${index}]`, element, list[index]);
      return;
    }
    if (isRecord(want)) {
      for (const [name, value] of Object.entries(want))
        visit(`${field}.${name}`, value, isRecord(have) ? have[name] : undefined);
      return;
    }
    fields += 1;
    if (!agrees(want, have)) mismatches.push({ field, expected: want, got: have });
  };
  for (const [name, value] of Object.entries(expected)) {
    if (name.startsWith('_') || name === 'family' || !(name in got)) continue;
    visit(name, value, got[name]);
  }
  return { fields, mismatches };
}

function agrees(want: unknown, have: unknown): boolean {
  if (want === null) return have === undefined;
  if (typeof want === 'string' && typeof have === 'number')
    return isNumber(want) && agrees(Number(want), have);
  if (typeof want === 'number' && typeof have === 'string')
    return isNumber(have) && agrees(want, Number(have));
  if (typeof want === 'string' && typeof have === 'string') return sameText(want, have);
  if (typeof want !== 'number' || typeof have !== 'number') return want === have;
  return Math.abs(want - have) <= RELATIVE_TOLERANCE * Math.max(Math.abs(want), Math.abs(have));
}

/**
 * A hardware address is one in either case, a name is the same without the blanks that a device hung on to it, and a
 * pool's address without a scheme is that of the only one that needs none said.
 */
function sameText(want: string, have: string): boolean {
  if (/^[\w.-]+:\d{1,5}$/.test(want)) return have === want || have === `stratum+tcp://${want}`;
  const isMac = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(want);
  return isMac ? want.toUpperCase() === have.toUpperCase() : want.trim() === have;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
