import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RecorderFleet } from '../../src/domain/recorder-fleet.ts';
import { FleetBook, parseFleet } from './fleet-book.ts';

let folder: string;
let file: string;
let nowMs = 1_700_000_000_000;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-book-'));
  file = join(folder, 'fleet.json');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const opened = () => new FleetBook(file, () => nowMs);
const fleet = (browserId: string, ...ids: string[]): RecorderFleet => ({
  browserId,
  pollMs: 10_000,
  miners: ids.map((id) => ({ id, address: { host: id, port: 80 }, identity: { family: 'axeos' } })),
});
const idsOf = (book: FleetBook) => book.miners.map(({ id }) => id).sort();

test('what browsers told is known after a start, for the owner’s eyes alone', () => {
  const book = opened();
  book.tell(fleet('browser-one', 'a', 'b'));
  book.tell(fleet('browser-two', 'b', 'c'));
  expect(idsOf(opened())).toEqual(['a', 'b', 'c']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each(['', '[{"browserId":"brow', '{}', '\0\0\0\0'])(
  'a book that is damaged (%j) is set aside, and a new one is begun',
  (damage) => {
    const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
    writeFileSync(file, damage);
    const book = opened();
    expect(book.miners).toEqual([]);
    expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`${file}.damaged`));
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(damage);
    book.tell(fleet('browser-one', 'a'));
    expect(idsOf(opened())).toEqual(['a']);
  },
);

test('a paired device has one fleet of its own, and it goes with the device', () => {
  const book = opened();
  book.tell(fleet('browser-one', 'a'));
  book.tell(fleet('browser-one', 'b'), 'phone');
  book.tell(fleet('browser-six', 'c'), 'phone');
  book.tell(fleet('browser-ten', 'd'), 'tablet');
  expect(idsOf(book)).toEqual(['a', 'c', 'd']);
  book.keepDevices(new Set(['tablet']));
  expect(idsOf(book)).toEqual(['a', 'd']);
  expect(idsOf(opened())).toEqual(['a', 'd']);
});

test('the fewest false alarms that a browser of the owner allows are kept to, also after a start', () => {
  const book = opened();
  book.tell(fleet('browser-one', 'a'));
  expect(book.falseAlarmsPerMonth).toBeUndefined();
  book.tell({ ...fleet('browser-one', 'a'), falseAlarmsPerMonth: 4 });
  book.tell({ ...fleet('browser-two', 'b'), falseAlarmsPerMonth: 0.5 });
  // Without miners it watches nothing, and what it was left at is nobody's wish.
  book.tell({ ...fleet('browser-six'), falseAlarmsPerMonth: 0.01 });
  expect(opened().falseAlarmsPerMonth).toBe(0.5);
  book.tell({ ...fleet('browser-two', 'b'), falseAlarmsPerMonth: 9 });
  expect(book.falseAlarmsPerMonth).toBe(4);
});

test('a paired device cannot make the alarms of the owner rare', () => {
  const book = opened();
  book.tell({ ...fleet('browser-ten', 'c'), falseAlarmsPerMonth: 0.01 }, 'phone');
  expect(book.falseAlarmsPerMonth).toBe(0.01);
  book.tell({ ...fleet('browser-one', 'a'), falseAlarmsPerMonth: 2 });
  expect(book.falseAlarmsPerMonth).toBe(2);
});

test.each([0, -1, 0.009, 100.1, Number.POSITIVE_INFINITY, Number.NaN, '1', null])(
  'false alarms that nobody can allow (%j) are no fleet',
  (falseAlarmsPerMonth) => {
    expect(() => parseFleet({ ...fleet('browser-one', 'a'), falseAlarmsPerMonth })).toThrow();
  },
);

test('a clock that goes back, or an hour that passes, loses no fleet', () => {
  const book = opened();
  book.tell(fleet('browser-one', 'a'));
  nowMs -= 365 * 86_400_000;
  book.tell(fleet('browser-two', 'b'));
  nowMs += 3 * 3_600_000;
  book.tell(fleet('browser-two', 'b'));
  expect(idsOf(opened())).toEqual(['a', 'b']);
});

test('a miner is muted as long as any browser wants, and not once none does', () => {
  const book = opened();
  const muted = (browserId: string, mutedUntilMs?: number) => ({
    ...fleet(browserId),
    miners: fleet(browserId, 'a').miners.map((each) => ({ ...each, mutedUntilMs })),
  });
  book.tell(muted('browser-one', nowMs + 60_000));
  book.tell(muted('browser-two', nowMs + 30_000));
  expect(book.miners).toMatchObject([{ id: 'a', mutedUntilMs: nowMs + 60_000 }]);
  book.tell(fleet('browser-one', 'a'));
  expect(opened().miners).toMatchObject([{ mutedUntilMs: nowMs + 30_000 }]);
  book.tell(fleet('browser-two', 'a'));
  expect(book.miners[0]).not.toHaveProperty('mutedUntilMs');
});
