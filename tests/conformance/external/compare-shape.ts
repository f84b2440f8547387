import { type Fields, isFields } from '../../../src/sources/fields.ts';

/** What recordings call the one list of an answer. */
const LIST_NAMES = ['points', 'rates', 'series', 'rows'];

/** By which a row is known among others. */
const KEYS = ['time_ms', 'start_ms', 'found_ms', 'height', 'name'];

/**
 * What was read, in the shape of what is expected: one list stands by itself in some recordings, under a name in
 * others, and some tell only how many rows it has, and its ends. Rows are put in the order expected, which is that of
 * the answer: ours is that of time. No figure is changed.
 */
export function inShapeOf(expected: unknown, got: unknown): unknown {
  if (Array.isArray(expected)) {
    const list = Array.isArray(got) ? (got as readonly unknown[]) : listIn(got);
    return list ? inOrderOf(expected, list) : got;
  }
  if (!isFields(expected)) return got;
  const list = Array.isArray(got) ? (got as readonly unknown[]) : listIn(got);
  return list
    ? inPlace(expected, { ...named(expected, list), ...fieldsBeside(got) })
    : inPlace(expected, got);
}

/** Is nothing, or nothing but nulls, zeros and empty lists, expected of a body? */
export function expectsNothing(expected: unknown): boolean {
  if (expected === undefined || expected === null || expected === 0) return true;
  if (Array.isArray(expected)) return expected.length === 0;
  return isFields(expected) && Object.values(expected).every(expectsNothing);
}

function named({ first }: Fields, list: readonly unknown[]): Fields {
  // Whoever counts from the newest tells that first.
  const isNewestFirst = isFields(first) && !sameRow(first, list[0]) && sameRow(first, list.at(-1));
  const rows = isNewestFirst ? list.toReversed() : list;
  const ends = { count: rows.length, first: rows[0], second: rows[1], last: rows.at(-1) };
  return { ...Object.fromEntries(LIST_NAMES.map((name) => [name, list])), ...ends };
}

/** All but the ends, which are told anew. */
function fieldsBeside(got: unknown): Fields {
  const { first: _first, second: _second, last: _last, ...beside } = isFields(got) ? got : {};
  return beside;
}

function inPlace(expected: Fields, got: unknown): unknown {
  if (!isFields(got)) return got;
  const fields = Object.entries(got).map(([name, value]) => {
    const wanted = expected[name];
    if (Array.isArray(wanted) && Array.isArray(value)) return [name, inOrderOf(wanted, value)] as const;
    return [name, isFields(wanted) ? inShapeOf(wanted, value) : value] as const;
  });
  return Object.fromEntries(fields);
}

/** The rows as expected, where each of them is one that can be told from the others. */
function inOrderOf(expected: readonly unknown[], got: readonly unknown[]): readonly unknown[] {
  if (expected.length !== got.length) return got;
  const rows = expected.map((wanted) => got.filter((row) => sameRow(wanted, row)));
  return rows.every(({ length }) => length === 1) ? rows.flat() : got;
}

/** Do all keys that both tell agree, and is there one? */
function sameRow(one: unknown, other: unknown): boolean {
  if (!isFields(one) || !isFields(other)) return false;
  const keys = KEYS.filter((key) => one[key] !== undefined && other[key] !== undefined);
  return keys.length > 0 && keys.every((key) => one[key] === other[key]);
}

function listIn(got: unknown): readonly unknown[] | undefined {
  if (!isFields(got)) return undefined;
  const lists = LIST_NAMES.map((name) => got[name]).filter(Array.isArray);
  return lists[0] as readonly unknown[] | undefined;
}
