import { expect, test } from 'vitest';
import { AlertBook } from './alert-book.ts';
import type { Condition } from './condition.ts';

/** What a book of alerts hands to the next one when the app is closed. */

const APART = { fellTogether: () => false };
const silent = (minerId: string, sinceMs: number): Condition => ({
  kind: 'silent-death',
  minerId,
  severity: 'watch',
  evidence: { sinceMs },
});

/** A trouble that shows for a minute and is away for a minute: how often it opened an alert in an hour. */
function openings(isRestarted: boolean): number {
  let alerts = new AlertBook(APART);
  const opened = new Set<string>();
  for (let minute = 0; minute < 60; minute += 1) {
    const nowMs = minute * 60_000;
    const changed = alerts.update(minute % 2 === 0 ? [silent('a', nowMs)] : [], nowMs);
    for (const alert of changed) opened.add(alert.id);
    const kept = JSON.parse(JSON.stringify({ open: alerts.open, flaps: alerts.flaps })) as object;
    if (isRestarted) alerts = new AlertBook({ ...APART, ...kept });
  }
  return opened.size;
}

test('what comes and goes stays damped however often the app is opened anew', () => {
  expect(openings(true)).toBe(openings(false));
  expect(openings(false)).toBeLessThanOrEqual(3);
});

test('what was damped is forgotten after an hour, also where nobody watched it meanwhile', () => {
  const first = new AlertBook(APART);
  for (const nowMs of [1_000, 2_000, 3_000]) {
    first.update([silent('a', nowMs)], nowMs);
    first.update([], nowMs + 500);
  }
  const open = first.open;
  expect(open).toHaveLength(1);
  const second = new AlertBook({ ...APART, open, flaps: first.flaps });
  second.update([], 3_603_501);
  expect(second.open).toEqual([]);
  expect(second.flaps).toEqual({ 'silent-death a': { flaps: 0, clearSinceMs: 3_603_501 } });
});

test('of an alert that somebody else has ended, and of a removed miner, nothing is remembered', () => {
  const first = new AlertBook(APART);
  for (const nowMs of [1_000, 2_000]) {
    first.update([], nowMs);
    first.update([silent('a', nowMs)], nowMs + 500);
  }
  expect(Object.values(first.flaps)).toEqual([{ flaps: 1 }]);
  expect(new AlertBook({ ...APART, flaps: first.flaps }).flaps).toEqual({});
  first.forget('a', 3_000);
  expect(first.flaps).toEqual({});
});

test('what showed on a miner that its owner paused is forgotten an hour later', () => {
  const alerts = new AlertBook(APART);
  for (const nowMs of [1_000, 2_000]) {
    alerts.update([silent('a', nowMs)], nowMs);
    alerts.update([], nowMs + 500);
  }
  alerts.update([silent('a', 3_000)], 3_000);
  alerts.update([], 4_000, () => 'paused');
  expect(Object.values(alerts.flaps)).toHaveLength(1);
  alerts.update([], 3_604_001);
  expect(alerts.flaps).toEqual({});
});

test('an alert that its owner has seen and that gets worse is as if he had not', () => {
  const alerts = new AlertBook(APART);
  const [opened] = alerts.update([silent('a', 0)], 1_000);
  alerts.acknowledge(opened?.id ?? '', 1_500);
  expect(alerts.update([{ ...silent('a', 0), severity: 'act' }], 2_000)).toMatchObject([
    { id: opened?.id, severity: 'act', acknowledgedAtMs: undefined },
  ]);
  alerts.acknowledge(opened?.id ?? '', 2_500);
  expect(alerts.update([silent('a', 0)], 3_000)).toEqual([]);
  expect(alerts.open).toMatchObject([{ severity: 'act', acknowledgedAtMs: 2_500 }]);
});
