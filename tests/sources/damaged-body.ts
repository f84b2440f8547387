import fc from 'fast-check';
import { expect } from 'vitest';
import { SourceError } from '../../src/domain/source-error.ts';
import { isFields } from '../../src/sources/fields.ts';
import type { Source } from '../../src/sources/source.ts';

export const RECEIVED_AT_MS = Date.UTC(2030, 0, 1);

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A whole answer of a provider, and the question to which it is one. */
export interface WholeAnswer {
  readonly title: string;
  readonly body: Json;
  /** What is read out of that text. */
  readonly read: (text: string) => unknown;
}

/** An answer to be damaged, of any source. */
export function wholeAnswer<Ask, Value>(
  title: string,
  source: Source<Ask, Value>,
  ask: Ask,
  body: Json,
): WholeAnswer {
  return {
    title,
    body,
    read: (text) => source.parse({ status: 200, text, receivedAtMs: RECEIVED_AT_MS }, ask),
  };
}

/** What providers, and those between them and us, have been seen to put in the place of a figure. */
const STRANGE: readonly Json[] = [
  ...[null, true, '', 'NaN', 'n/a', '1e999', '1,234.5', '<b>1</b>', '-5', ' 7 '],
  ...[-1, 0, 1e308, -1e308, 5e-324, [], {}, [null], [[]], { error: 'Not found' }],
];

/**
 * The answer with some of it dropped, renamed, replaced, doubled, turned round, or cut off.
 * @returns its text, no JSON any more in some cases
 */
function damaged(body: Json): fc.Arbitrary<string> {
  const rate = fc.integer({ min: 0, max: 1_000_000 });
  return fc
    .tuple(
      fc.infiniteStream(rate),
      fc.integer({ min: 0, max: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([chances, percent, kept]) => {
      const roll = () => Number(chances.next().value);
      const text = JSON.stringify(change(body, roll, percent));
      return kept < 0.15 ? text.slice(0, Math.floor((text.length * kept) / 0.15)) : text;
    });
}

function change(value: Json, roll: () => number, percent: number): Json {
  if (roll() % 100 < percent / 2) return STRANGE[roll() % STRANGE.length] ?? null;
  if (isList(value)) {
    const rows = value.flatMap((row) => {
      const fate = roll() % 100;
      if (fate >= percent) return [change(row, roll, percent)];
      return fate % 2 === 0 ? [] : [row, change(row, roll, percent)];
    });
    return roll() % 100 < percent ? rows.toReversed() : rows;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]): [string, Json][] => {
      const fate = roll() % 100;
      if (fate >= percent) return [[name, change(field, roll, percent)]];
      return fate % 2 === 0 ? [] : [[`${name}_v2`, field]];
    }),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whatever is done to the answer, what is read is sane figures or an error of ours; whole, it is read. */
export function expectSaneWhenDamaged({ body, read }: WholeAnswer): void {
  const whole = JSON.stringify(body);
  expect(() => read(whole)).not.toThrow();
  expect(wrongIn(read, whole)).toEqual([]);
  fc.assert(
    fc.property(damaged(body), (text) => {
      expect(wrongIn(read, text)).toEqual([]);
    }),
    { numRuns: 300 },
  );
}

/** What is wrong with what was read out of that text: another error than ours, no number, a negative amount. */
function wrongIn(read: (text: string) => unknown, text: string): readonly string[] {
  try {
    return wrongFigures(read(text), '');
  } catch (error) {
    return error instanceof SourceError ? [] : [String(error)];
  }
}

function wrongFigures(value: unknown, name: string): readonly string[] {
  if (typeof value === 'number') {
    const mayFall = /Pct$|PerKwh$/.test(name);
    return Number.isFinite(value) && (mayFall || value >= 0) ? [] : [`${name} is ${value}`];
  }
  if (Array.isArray(value)) return value.flatMap((each: unknown) => wrongFigures(each, name));
  return isFields(value) ? Object.entries(value).flatMap(([field, each]) => wrongFigures(each, field)) : [];
}
