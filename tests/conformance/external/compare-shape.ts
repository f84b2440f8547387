import { isFields } from '../../../src/sources/fields.ts';

/** What recordings call the one list of an answer. */
const LIST_NAMES = ['points', 'rates', 'series', 'rows'];

/**
 * What was read, in the shape of what is expected: one list stands by itself in some recordings, under a name in
 * others, and some tell only how many rows it has, and its ends. No figure is changed.
 */
export function inShapeOf(expected: unknown, got: unknown): unknown {
  if (Array.isArray(expected)) return Array.isArray(got) ? got : (listIn(got) ?? got);
  if (!isFields(expected)) return got;
  const list = Array.isArray(got) ? (got as readonly unknown[]) : listIn(got);
  if (!list) return got;
  const named = Object.fromEntries(LIST_NAMES.map((name) => [name, list]));
  const ends = { count: list.length, first: list[0], second: list[1], last: list.at(-1) };
  return { ...named, ...ends, ...(isFields(got) ? got : {}) };
}

/** Is nothing, or nothing but nulls, zeros and empty lists, expected of a body? */
export function expectsNothing(expected: unknown): boolean {
  if (expected === undefined || expected === null || expected === 0) return true;
  if (Array.isArray(expected)) return expected.length === 0;
  return isFields(expected) && Object.values(expected).every(expectsNothing);
}

function listIn(got: unknown): readonly unknown[] | undefined {
  if (!isFields(got)) return undefined;
  const lists = LIST_NAMES.map((name) => got[name]).filter(Array.isArray);
  return lists[0] as readonly unknown[] | undefined;
}
