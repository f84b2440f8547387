import fc from 'fast-check';
import { expect } from 'vitest';
import type { DeviceSnapshot } from '../../src/devices/adapter.ts';

type Path = readonly (string | number)[];

export interface Damage {
  readonly path: Path;
  /** The reply with this one place replaced or deleted. */
  readonly reply: unknown;
}

const DELETED = Symbol('deleted');

/** Far deeper than any call stack: whoever walks a value by recursion falls over it. */
const ABYSS: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);

/** What firmware, a glitched register or a hostile neighbour may put where a value should be. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, -7.5, 1e18, 2 ** 64, 1e300, -1e300, 1e-300),
  // JSON text 1e999 is read as Infinity.
  fc.constantFrom<unknown>(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '1e999', '9'.repeat(400)),
  fc.constantFrom<unknown>('', ' ', 'nan', 'inf', '-1', '--', '5 5', '0x10', '12abc', '<html>', '[', ']'),
  fc.constantFrom<unknown>([], {}, [[]], [null], [{}], [-1, 1e300, 'x'], ABYSS, {
    __proto__: null,
    a: ABYSS,
  }),
  fc.constantFrom<unknown>('__proto__', 'constructor', 'toString'),
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.string(),
  fc.jsonValue(),
);

/** A well-formed reply with any one place of it, at any depth, replaced by any JSON value or deleted. */
export function damaged(reply: unknown): fc.Arbitrary<Damage> {
  const paths = pathsOf(reply);
  return fc
    .tuple(fc.constantFrom(...paths), fc.oneof({ weight: 5, arbitrary: anyValue }, fc.constant(DELETED)))
    .map(([path, value]) => ({ path, reply: withValue(reply, path, value) }));
}

function pathsOf(value: unknown): Path[] {
  return entriesOf(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((path) => [key, ...path])]);
}

function entriesOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((inner, index) => [index, inner]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function withValue(reply: unknown, [key, ...rest]: Path, value: unknown): unknown {
  const entries = entriesOf(reply).flatMap(([each, inner]) => {
    if (each !== key) return [[each, inner] as const];
    if (rest.length > 0) return [[each, withValue(inner, rest, value)] as const];
    return value === DELETED ? [] : [[each, value] as const];
  });
  return Array.isArray(reply) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Besides temperatures, below zero is physical for this only. */
const MAY_BE_NEGATIVE = /wifiRssiDbm$/;
const PERCENT = /(percent|Pct)$/;

/** Every number is finite and possible, every text is text: nothing of a bad reply gets further than the adapter. */
export function expectPhysical({ identity, reading }: DeviceSnapshot): void {
  const { atMs: _, ...measured } = reading;
  const impossible = leavesOf(measured).filter(([name, value]) => !isPossible(name, value));
  const nameless = Object.entries(identity).filter(
    ([, value]) => value !== undefined && typeof value !== 'string',
  );
  const flooding = reading.oddities.filter(({ found }) => found.length > 40);
  expect([...impossible, ...nameless, ...flooding]).toEqual([]);
}

function isPossible(name: string, value: unknown): boolean {
  if (typeof value !== 'number') return ['string', 'boolean', 'undefined'].includes(typeof value);
  if (/temp\w*C$/.test(name)) return value > -100 && value <= 250;
  const max = PERCENT.test(name) ? 100 : Number.MAX_VALUE;
  return value >= (MAY_BE_NEGATIVE.test(name) ? -Number.MAX_VALUE : 0) && value <= max;
}

function leavesOf(value: unknown, name = ''): [string, unknown][] {
  const entries = entriesOf(value);
  if (entries.length === 0) return typeof value === 'object' ? [] : [[name, value]];
  return entries.flatMap(([key, inner]) =>
    leavesOf(inner, typeof key === 'number' ? name : `${name}.${key}`),
  );
}

/**
 * Which fields of a snapshot each field of the reply speaks for: `{ hashRate: 'hashrateHs mining' }`. Names of raw
 * fields are paths without the places of lists (`stats/STATS/fan1`); a container speaks for all that is in it. Columns
 * of boards are named one by one (`boards.chips`).
 */
export type Feeds = Readonly<Record<string, string>>;

/** What does not depend on the damaged place is as it was. */
export function expectRestUntouched(
  whole: DeviceSnapshot,
  hurt: DeviceSnapshot,
  { path }: Damage,
  feeds: Feeds,
): void {
  const place = path.filter((key) => typeof key === 'string').join('/');
  const fed = new Set(
    Object.entries(feeds).flatMap(([field, columns]) =>
      within(field, place) || within(place, field) ? columns.split(' ') : [],
    ),
  );
  const rest = (snapshot: DeviceSnapshot) =>
    Object.fromEntries(Object.entries(columnsOf(snapshot)).filter(([name]) => !fed.has(name)));
  expect(rest(hurt)).toEqual(rest(whole));
}

function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

function columnsOf({ identity, reading }: DeviceSnapshot): Record<string, unknown> {
  const { boards, shares, oddities: _, ...scalars } = reading;
  const columns: Record<string, unknown> = { ...identity, ...scalars, ...shares };
  const names = new Set(boards.flatMap((board) => Object.keys(board)));
  for (const name of names)
    columns[`boards.${name}`] = boards.map(
      (board) => Object.entries(board).find(([key]) => key === name)?.[1],
    );
  return columns;
}
