import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../src/domain/source-error.ts';
import { fieldsOf, isFields } from '../../../src/sources/fields.ts';
import { formOf } from './external-suite.ts';
import { type RecordedBody, recordedBodies } from './recorded-bodies.ts';

const RECORDED = '../shared/fixtures/external';
const here = existsSync(RECORDED);
if (!here) console.log(`no recorded replies at ${RECORDED}: nothing to damage`);

type Path = readonly string[];

/** What may stand in the place of a field. */
const STRANGE = [null, '', 'abc', '-5', -1, 1e308, true, [], {}, [null]];

/** Elements of long lists are alike: the first ones are damaged. */
const MOST_ELEMENTS = 3;
const MOST_PATHS = 250;

describe.runIf(here)('a recorded reply is read, or is an error of ours,', () => {
  const bodies = here ? recordedBodies(RECORDED) : [];
  const named = bodies.map((body) => [body.title, body] as const);

  test.each(named)('whichever of its fields is damaged: %s', (_, body) => {
    const told = jsonOf(body.text);
    for (const path of pathsIn(told).slice(0, MOST_PATHS)) {
      expectSane(body, JSON.stringify(without(told, path)), `without ${path.join('.')}`);
      for (const strange of STRANGE)
        expectSane(body, JSON.stringify(replaced(told, path, strange)), `with another ${path.join('.')}`);
    }
  });

  test.each(named)('wherever it is cut: %s', (_, body) => {
    for (let percent = 0; percent < 100; percent += 9)
      expectSane(body, body.text.slice(0, (body.text.length * percent) / 100), `${percent} % of it`);
  });
});

/** Figures, or an error of ours, and never a number that is none. */
function expectSane(body: RecordedBody, text: string, damage: string): void {
  let read: unknown;
  try {
    read = formOf(body)?.(body.name, text, body.beside);
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw new Error(`${body.title} ${damage}`, { cause });
    return;
  }
  expect(noNumbersIn(read, ''), `${body.title} ${damage}`).toEqual([]);
}

function noNumbersIn(read: unknown, path: string): readonly string[] {
  if (typeof read === 'number') return Number.isFinite(read) ? [] : [path];
  if (typeof read !== 'object' || read === null) return [];
  return Object.entries(read).flatMap(([name, value]) => noNumbersIn(value, `${path}.${name}`));
}

/** Undefined for lines of JSON and for XML, which are damaged as text alone. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathsIn(told: unknown): readonly Path[] {
  return entriesOf(told).flatMap(([name, value]) => [
    [name],
    ...pathsIn(value).map((path) => [name, ...path]),
  ]);
}

function entriesOf(told: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(told)) return Object.entries(told.slice(0, MOST_ELEMENTS));
  return isFields(told) ? Object.entries(told) : [];
}

function inside(told: unknown, name: string): unknown {
  return Array.isArray(told) ? told[Number(name)] : fieldsOf(told)[name];
}

function replaced(told: unknown, [name = '', ...rest]: Path, value: unknown): unknown {
  const put = rest.length === 0 ? value : replaced(inside(told, name), rest, value);
  if (Array.isArray(told)) return told.map((each, at) => (String(at) === name ? put : each));
  return { ...fieldsOf(told), [name]: put };
}

function without(told: unknown, [name = '', ...rest]: Path): unknown {
  if (rest.length > 0) return replaced(told, [name], without(inside(told, name), rest));
  if (Array.isArray(told)) return told.filter((_, at) => String(at) !== name);
  return Object.fromEntries(Object.entries(fieldsOf(told)).filter(([each]) => each !== name));
}
