import { isFields } from '../../../src/sources/fields.ts';
import type { Comparison, Mismatch } from '../compare.ts';

/** What the recordings' README asks for. */
const RELATIVE_TOLERANCE = 1e-6;

/** Compares every expected leaf with what was read: numbers to a millionth, null with nothing. More may be read. */
export function compareValues(expected: unknown, got: unknown): Comparison {
  let fields = 0;
  const mismatches: Mismatch[] = [];
  const visit = (field: string, want: unknown, have: unknown): void => {
    if (Array.isArray(want)) {
      const list: readonly unknown[] = Array.isArray(have) ? have : [];
      if (list.length !== want.length)
        mismatches.push({ field: `${field}.length`, expected: want.length, got: list.length });
      fields += 1;
      for (const [index, element] of want.entries()) visit(`${field}[${index}]`, element, list[index]);
    } else if (isFields(want)) {
      const found = isFields(have) ? have : {};
      for (const [name, value] of Object.entries(want))
        visit(field === '' ? name : `${field}.${name}`, value, found[name]);
    } else {
      fields += 1;
      if (!agrees(want, have)) mismatches.push({ field, expected: want, got: have });
    }
  };
  visit('', expected, got);
  return { fields, mismatches };
}

function agrees(want: unknown, have: unknown): boolean {
  if (want === null) return have === undefined || have === null;
  if (typeof want !== 'number' || typeof have !== 'number') return want === have;
  return Math.abs(want - have) <= RELATIVE_TOLERANCE * Math.max(Math.abs(want), Math.abs(have));
}
