/** Chance that can be repeated: the same seed makes the same numbers (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Key = string | number;

/** Stands in JSON text for what no JSON value can be, and is replaced there. */
const RAW: Readonly<Record<string, string>> = {
  '@abyss@': `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
  '@infinite@': '1e999',
  '@negative@': '-1e999',
  '@many@': `[${'0,'.repeat(20_000)}0]`,
};

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e18, 1e300, -1e300, 1e-300, 2 ** 64, 0.1],
  ...[
    '',
    ' ',
    'nan',
    'NaN',
    'Infinity',
    '-1',
    '1e999',
    '0x10',
    '5 5',
    '--',
    '\u0000',
    '\ud800',
    '9'.repeat(400),
  ],
  ...[
    'x'.repeat(5_000),
    '<html>',
    '__proto__',
    'constructor',
    'toString',
    'none',
    '%s%n',
    '1:2:3:4',
    '/'.repeat(300),
  ],
  ...[[], {}, [[]], [null], [{}], [[1, [2]]], { a: { b: { c: 1 } } }, ['x', 1, null]],
  ...Object.keys(RAW),
];

/** A recording with something wrong in it: a value of another kind or size, fields gone, cut off, or no longer text. */
export function mutated(text: string, chance: () => number): string {
  const kind = chance();
  if (kind < 0.06) return text.slice(0, Math.floor(chance() * text.length));
  if (kind < 0.14) return withBrokenBytes(text, chance);
  const value = parsed(text);
  if (value === undefined) return withBrokenBytes(text, chance);
  let changed: unknown = value;
  for (let left = 1 + Math.floor(chance() * 3); left > 0; left -= 1) changed = changedOnce(changed, chance);
  return rawText(JSON.stringify(changed) ?? 'null');
}

function withBrokenBytes(text: string, chance: () => number): string {
  const bytes = Buffer.from(text);
  for (let left = 1 + Math.floor(chance() * 4); left > 0 && bytes.length > 0; left -= 1)
    bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256);
  return bytes.toString('utf8');
}

/** One place, at any depth, gets another value, the value of another place, or is no longer there. */
function changedOnce(value: unknown, chance: () => number): unknown {
  const path = someplace(value, chance);
  const kind = chance();
  if (path.length === 0) return pick(VALUES, chance);
  if (kind < 0.2) return withPlace(value, path, undefined);
  if (kind < 0.35) return withPlace(value, path, at(value, someplace(value, chance)));
  return withPlace(value, path, pick(VALUES, chance));
}

/** Down from the top, until chance or the end says stop. */
function someplace(value: unknown, chance: () => number): readonly Key[] {
  const path: Key[] = [];
  let here: unknown = value;
  while (typeof here === 'object' && here !== null && chance() > 0.08) {
    const keys: readonly Key[] = Array.isArray(here) ? [...here.keys()] : Object.keys(here);
    if (keys.length === 0) break;
    const key = pick(keys, chance);
    path.push(key);
    here = at(here, [key]);
  }
  return path;
}

function at(value: unknown, path: readonly Key[]): unknown {
  let here = value;
  for (const key of path)
    here = Array.isArray(here)
      ? here[Number(key)]
      : Object.entries(here ?? {}).find(([name]) => name === key)?.[1];
  return here;
}

function withPlace(value: unknown, [key, ...rest]: readonly Key[], put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    const inner = withPlace(value[Number(key)], rest, put);
    const copy = value.with(Number(key), inner);
    return inner === undefined ? copy.toSpliced(Number(key), 1) : copy;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const after = name === key ? withPlace(inner, rest, put) : inner;
    return after === undefined ? [] : [[name, after] as const];
  });
  return Object.fromEntries(entries);
}

function pick<T>(values: readonly T[], chance: () => number): T {
  return values[Math.floor(chance() * values.length)] as T;
}

function rawText(json: string): string {
  let text = json;
  for (const [name, raw] of Object.entries(RAW)) text = text.replaceAll(`"${name}"`, raw);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
