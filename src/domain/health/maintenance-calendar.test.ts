import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedWork } from './maintenance.ts';
import { icsOf } from './maintenance-calendar.ts';

const NOW = Date.parse('2026-11-22T17:55:30.250Z');
const money = { value: 1, low: 0.5, high: 2 };
const work: PlannedWork = {
  id: 'aabbccddee01 clean',
  minerId: 'aabbccddee01',
  work: 'clean',
  because: 'learned',
  dueAtMs: Date.parse('2026-11-25T09:00:00Z'),
  costOfDoing: money,
  costOfWaitingPerDay: money,
};
const words = () => ({ summary: 'Clean the Bitaxe', description: 'It runs hot.' });

interface Component {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly parts: readonly Component[];
}

/** A small reader after RFC 5545, section 3.1: unfolds lines, then nests components. Knows nothing of the writer. */
function read(ics: string): Component {
  expect(ics.endsWith('\r\n')).toBe(true);
  expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(Math.max(...ics.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  const lines = ics
    .slice(0, -2)
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n');
  const one = (from: number): readonly [component: Component, next: number] => {
    const name = lines[from]?.replace('BEGIN:', '') ?? '';
    const properties = new Map<string, string>();
    const parts: Component[] = [];
    let place = from + 1;
    while (lines[place] !== `END:${name}`) {
      const line = lines[place] ?? '';
      if (line === '') throw new Error(`${name} does not end`);
      if (line.startsWith('BEGIN:')) {
        const [part, next] = one(place);
        parts.push(part);
        place = next;
        continue;
      }
      const [, property = '', value = ''] = /^([A-Z-]+):(.*)$/su.exec(line) ?? [];
      expect(property).not.toBe('');
      expect(properties.has(property)).toBe(false);
      properties.set(property, value);
      place += 1;
    }
    return [{ name, properties, parts }, place + 1];
  };
  const [calendar, end] = one(0);
  expect(end).toBe(lines.length);
  return calendar;
}

function unescaped(text = ''): string {
  return text.replaceAll(/\\(.)/gsu, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
}

function events(ics: string) {
  return read(ics).parts.map(({ properties, parts }) => ({ properties, alarms: parts }));
}

test('a calendar tells when the work is due, in UTC, and rings a day before', () => {
  const calendar = read(icsOf([work], words, NOW));
  expect(calendar.name).toBe('VCALENDAR');
  expect(calendar.properties.get('VERSION')).toBe('2.0');
  expect(calendar.properties.get('PRODID')).toBeTruthy();
  const [event] = calendar.parts;
  expect(Object.fromEntries(event?.properties ?? [])).toMatchObject({
    UID: 'aabbccddee01 clean@davylamp',
    DTSTAMP: '20261122T175530Z',
    DTSTART: '20261125T090000Z',
    DTEND: '20261125T100000Z',
    SUMMARY: 'Clean the Bitaxe',
    DESCRIPTION: 'It runs hot.',
  });
  expect(event?.parts.map(({ name, properties }) => [name, properties.get('TRIGGER')])).toEqual([
    ['VALARM', '-P1D'],
  ]);
});

test('work with a cheapest window stands in it, and overdue work stands now', () => {
  const window = { fromMs: NOW + 3_600_000, toMs: NOW + 3 * 3_600_000 };
  const [cheap] = events(icsOf([{ ...work, window }], words, NOW));
  expect(cheap?.properties.get('DTSTART')).toBe('20261122T185530Z');
  expect(cheap?.properties.get('DTEND')).toBe('20261122T205530Z');
  const gone = { fromMs: NOW - 7_200_000, toMs: NOW - 3_600_000 };
  const [late] = events(icsOf([{ ...work, window: gone, dueAtMs: NOW - 86_400_000 }], words, NOW));
  expect(late?.properties.get('DTSTART')).toBe('20261122T175530Z');
});

test('the same work keeps its UID when it moves', () => {
  const uid = (dueAtMs: number, nowMs: number) =>
    events(icsOf([{ ...work, dueAtMs }], words, nowMs))[0]?.properties.get('UID');
  expect(uid(work.dueAtMs + 86_400_000, NOW + 5)).toBe(uid(work.dueAtMs, NOW));
});

test('whatever the words and the times, every line fits and a reader finds the same words again', () => {
  const text = fc.string({ unit: 'binary', maxLength: 150 });
  const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(
      text,
      text,
      text,
      time,
      time,
      time,
      fc.nat(1e9),
      (id, summary, description, due, now, from, long) => {
        const planned = { ...work, id, dueAtMs: due, window: { fromMs: from, toMs: from + long } };
        const ics = icsOf([planned, work], () => ({ summary, description }), now);
        const [event, second] = events(ics);
        const plain = (told: string) =>
          told
            .replaceAll(/\r\n|\r/g, '\n')
            .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
            .replaceAll(/\p{Cs}/gu, '\uFFFD');
        expect(unescaped(event?.properties.get('SUMMARY'))).toBe(plain(summary));
        expect(unescaped(event?.properties.get('DESCRIPTION'))).toBe(plain(description));
        expect(unescaped(event?.properties.get('UID'))).toBe(`${plain(id)}@davylamp`);
        expect(second?.properties.get('UID')).toBe('aabbccddee01 clean@davylamp');
        for (const each of [event, second]) {
          const [start = '', end = ''] = ['DTSTART', 'DTEND'].map((name) => each?.properties.get(name) ?? '');
          expect(start).toMatch(/^\d{8}T\d{6}Z$/);
          expect(end > start).toBe(true);
          expect(each?.alarms).toHaveLength(1);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('there is no calendar of nothing, nor of a day that no calendar has', () => {
  expect(() => icsOf([], words, NOW)).toThrow(RangeError);
  for (const nowMs of [Number.NaN, 1e308, -1e308, 253_402_300_800_000])
    expect(() => icsOf([work], words, nowMs)).toThrow(RangeError);
});
