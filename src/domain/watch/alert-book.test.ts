import { expect, test } from 'vitest';
import { AlertBook } from './alert-book.ts';
import type { Condition } from './condition.ts';
import { mayBeOneTrouble } from './same-trouble.ts';

const silent = (minerId: string, sinceMs: number, change: Partial<Condition> = {}): Condition => ({
  kind: 'silent-death',
  minerId,
  severity: 'watch',
  confidence: 0.999,
  evidence: { sinceMs, chart: 'sharesAccepted' },
  ...change,
});
const book = () =>
  new AlertBook({
    fellTogether: (alert, condition) =>
      Math.abs(alert.evidence.sinceMs - condition.evidence.sinceMs) < 60_000,
  });
/** These did not answer: nobody knows. */
const away =
  (...ids: string[]) =>
  (_: unknown, minerId: string) =>
    ids.includes(minerId) ? 'goes-on' : undefined;

test('one trouble has one alert from opening to its end, and the end is told', () => {
  const alerts = book();
  expect(alerts.update([silent('a', 0)], 1_000)).toMatchObject([{ kind: 'silent-death', openedAtMs: 1_000 }]);
  expect(alerts.update([silent('a', 0)], 2_000)).toEqual([]);
  expect(alerts.update([], 3_000)).toMatchObject([{ openedAtMs: 1_000, resolvedAtMs: 3_000 }]);
  expect(alerts.open).toEqual([]);
});

test('two miners that fall together share one alert, a third an hour later has its own', () => {
  const alerts = book();
  alerts.update([silent('a', 0)], 1_000);
  const changed = alerts.update([silent('a', 0), silent('b', 20_000)], 2_000);
  expect(changed).toMatchObject([{ minerIds: ['a', 'b'] }]);
  alerts.update([silent('a', 0), silent('b', 20_000), silent('c', 3_600_000)], 3_700_000);
  expect(alerts.open.map((alert) => alert.minerIds)).toEqual([['a', 'b'], ['c']]);
});

test('a miner that is well again leaves its shared alert, and its end is told', () => {
  const alerts = book();
  alerts.update([silent('a', 0), silent('b', 0), silent('c', 0)], 1_000);
  const [resolved, rest] = alerts.update([silent('b', 0), silent('c', 0)], 2_000);
  expect(resolved).toMatchObject({ minerIds: ['a'], openedAtMs: 1_000, resolvedAtMs: 2_000 });
  expect(rest).toMatchObject({ minerIds: ['b', 'c'], openedAtMs: 1_000 });
  expect(resolved?.id).not.toBe(rest?.id);
  expect(alerts.open).toEqual([rest]);
  expect(alerts.update([], 3_000)).toMatchObject([
    { id: rest?.id, minerIds: ['b', 'c'], resolvedAtMs: 3_000 },
  ]);
});

test('of a shared alert, a miner of whom nothing is known now stays with it', () => {
  const alerts = book();
  alerts.update([silent('a', 0), silent('b', 0)], 1_000);
  expect(alerts.update([silent('b', 0)], 2_000, away('a'))).toEqual([]);
  expect(alerts.open[0]?.minerIds).toEqual(['a', 'b']);
});

test('severity rises and does not sink back', () => {
  const alerts = book();
  alerts.update([silent('a', 0)], 1_000);
  expect(alerts.update([silent('a', 0, { severity: 'act', confidence: 0.99999 })], 2_000)).toMatchObject([
    { severity: 'act' },
  ]);
  expect(alerts.update([silent('a', 0)], 3_000)[0]?.severity).not.toBe('watch');
});

test('of a miner that was not asked yet nothing is resolved', () => {
  const alerts = new AlertBook({
    fellTogether: () => false,
    open: [
      {
        id: 'x',
        kind: 'silent-death',
        minerIds: ['a'],
        severity: 'watch',
        openedAtMs: 1,
        evidence: { sinceMs: 0 },
      },
    ],
  });
  expect(alerts.update([], 2_000, away('a'))).toEqual([]);
  expect(alerts.update([], 3_000)).toMatchObject([{ id: 'x', resolvedAtMs: 3_000 }]);
});

test('an alert that the owner has seen stays open and says so', () => {
  const alerts = book();
  const [opened] = alerts.update([silent('a', 0)], 1_000);
  expect(alerts.acknowledge(opened?.id ?? '', 1_500)).toMatchObject({ acknowledgedAtMs: 1_500 });
  expect(alerts.update([silent('a', 0)], 2_000)).toEqual([]);
  expect(alerts.open[0]?.acknowledgedAtMs).toBe(1_500);
  expect(alerts.acknowledge('gone', 2_000)).toBeUndefined();
});

test('a removed miner leaves its shared alert to the others', () => {
  const alerts = book();
  alerts.update([silent('a', 0), silent('b', 0)], 1_000);
  expect(alerts.forget('a', 2_000)).toMatchObject([{ minerIds: ['b'] }]);
  expect(alerts.forget('b', 3_000)).toMatchObject([{ resolvedAtMs: 3_000 }]);
  expect(alerts.open).toEqual([]);
});

test('of miners that share an alert each leaves it as its own part ended', () => {
  const alerts = book();
  alerts.update([silent('a', 0), silent('b', 0), silent('c', 0)], 1_000);
  const changed = alerts.update([silent('b', 0)], 2_000, (_, id) => (id === 'a' ? 'paused' : undefined));
  expect(changed).toMatchObject([
    { minerIds: ['a'], resolvedAtMs: 2_000, endedBy: 'paused' },
    { minerIds: ['c'], resolvedAtMs: 2_000 },
    { minerIds: ['b'] },
  ]);
  expect(changed[1]).not.toHaveProperty('endedBy');
});

test('of two conditions of one kind on one miner the worse is told, in one alert', () => {
  const alerts = book();
  const both = [silent('a', 0), silent('a', 0, { severity: 'act', confidence: 0.9999 })];
  expect(alerts.update(both, 1_000)).toMatchObject([{ minerIds: ['a'], severity: 'act' }]);
  expect(alerts.update(both, 2_000)).toEqual([]);
});

test('a thousand alerts that stand are gone through once, not once for each other', () => {
  let looks = 0;
  const conditions = Array.from({ length: 1_000 }, (_, place) => {
    const condition = silent(`m${place}`, place * 120_000);
    return Object.defineProperty({ ...condition }, 'minerId', {
      get: () => {
        looks += 1;
        return condition.minerId;
      },
    });
  });
  const alerts = book();
  expect(alerts.update(conditions, 1)).toHaveLength(1_000);
  looks = 0;
  expect(alerts.update(conditions, 2)).toEqual([]);
  expect(looks).toBeLessThan(10_000);
});

const seen = (kind: Condition['kind'], change: Partial<Condition> = {}): Condition => ({
  kind,
  minerId: 'a',
  severity: 'watch',
  evidence: { sinceMs: 0 },
  ...change,
});
const fanWear = (change: Partial<Condition> = {}): Condition =>
  seen('finding', {
    confidence: 0.99,
    evidence: {
      sinceMs: 0,
      found: {
        findingId: 'f',
        trouble: 'fan-wear',
        confidence: 0.99,
        cause: { cause: 'worn-fan', chance: 0.8 },
      },
    },
    ...change,
  });
const knowing = () => new AlertBook({ fellTogether: () => false, mayBeOneTrouble });

test('a miner that hashes nothing, on its spare pool and below its rate, is one alert', () => {
  const alerts = knowing();
  const all = [seen('low-hashrate'), seen('pool-failover'), seen('not-hashing', { severity: 'act' })];
  expect(alerts.update(all, 1)).toMatchObject([
    { kind: 'not-hashing', severity: 'act', also: ['low-hashrate', 'pool-failover'] },
  ]);
  expect(alerts.update(all, 2)).toEqual([]);
});

test('what is left of a trouble when its alert ends is an alert of its own', () => {
  const alerts = knowing();
  alerts.update([seen('pool-failover'), seen('not-hashing', { severity: 'act' })], 1);
  expect(alerts.update([seen('pool-failover')], 2)).toMatchObject([
    { kind: 'not-hashing', resolvedAtMs: 2 },
    { kind: 'pool-failover', openedAtMs: 2 },
  ]);
});

test('what is worse than the alert that stands is news, and takes that one in', () => {
  const alerts = knowing();
  alerts.update([seen('chip-hot')], 1);
  const changed = alerts.update([seen('chip-hot'), seen('overheated', { severity: 'act' })], 2);
  expect(changed).toMatchObject([
    { kind: 'chip-hot', resolvedAtMs: 2, endedBy: 'grown' },
    { kind: 'overheated', openedAtMs: 2 },
  ]);
  expect(alerts.update([seen('chip-hot'), seen('overheated', { severity: 'act' })], 3)).toMatchObject([
    { kind: 'overheated', also: ['chip-hot'] },
  ]);
  expect(alerts.open).toHaveLength(1);
});

test('what wants action does not hide behind an alert that its owner has put aside', () => {
  const alerts = knowing();
  const [hot] = alerts.update([seen('chip-hot', { severity: 'act' })], 1);
  alerts.acknowledge(hot?.id ?? '', 2);
  const both = [seen('chip-hot', { severity: 'act' }), seen('overheated', { severity: 'act' })];
  alerts.update(both, 3);
  expect(alerts.open).toMatchObject([{ kind: 'overheated', openedAtMs: 3 }]);
});

test('troubles that have nothing to do with one another have an alert each', () => {
  const alerts = knowing();
  expect(alerts.update([seen('chip-hot'), seen('pool-failover')], 1)).toHaveLength(2);
});

test('a finding joins the rule that was quicker, and tells its cause', () => {
  const alerts = knowing();
  alerts.update([seen('fan-stopped', { severity: 'act' })], 1);
  expect(alerts.update([seen('fan-stopped', { severity: 'act' }), fanWear()], 2)).toMatchObject([
    {
      kind: 'fan-stopped',
      evidence: { found: { trouble: 'fan-wear', cause: { cause: 'worn-fan', chance: 0.8 } } },
    },
  ]);
  expect(alerts.open).toHaveLength(1);
});

test('a finding that was quicker keeps its alert, and a rule of the same trouble joins it', () => {
  const alerts = knowing();
  alerts.update([fanWear()], 1);
  expect(alerts.update([fanWear(), seen('chip-hot')], 2)).toMatchObject([
    { kind: 'finding', openedAtMs: 1, also: ['chip-hot'] },
  ]);
});

test('findings of one miner with one likely cause are one alert', () => {
  const alerts = knowing();
  const found = {
    findingId: 'g',
    trouble: 'thermal-resistance',
    confidence: 0.9,
    cause: { cause: 'worn-fan', chance: 0.7 },
  } as const;
  alerts.update([fanWear(), fanWear({ evidence: { sinceMs: 0, found } })], 1);
  expect(alerts.open).toHaveLength(1);
});

test('of a miner that does not answer, what else its trouble showed stays with its alert', () => {
  const alerts = knowing();
  alerts.update([seen('pool-failover'), seen('not-hashing', { severity: 'act' })], 1);
  expect(alerts.update([], 2, away('a'))).toEqual([]);
  expect(alerts.open).toMatchObject([{ also: ['pool-failover'] }]);
});

const network = (sinceMs: number): Condition =>
  seen('finding', {
    severity: 'act',
    evidence: { sinceMs, found: { findingId: 'n', trouble: 'network', confidence: 1 } },
  });

test('what a rule has seen end is no alert again because the mining watch finds it a quarter later', () => {
  const alerts = knowing();
  alerts.update([seen('unreachable')], 1);
  alerts.update([], 1_000);
  expect(alerts.update([network(0)], 2_000)).toEqual([]);
  expect(alerts.open).toEqual([]);
});

test('an outage that the mining watch also found is over with the rule’s alert', () => {
  const alerts = knowing();
  alerts.update([seen('unreachable'), network(0)], 1);
  expect(alerts.open).toHaveLength(1);
  expect(alerts.update([network(0)], 2)).toMatchObject([{ kind: 'unreachable', resolvedAtMs: 2 }]);
  expect(alerts.open).toEqual([]);
});

test('a trouble of the network that no rule saw, or that began after, is an alert of the mining watch', () => {
  const alerts = knowing();
  alerts.update([seen('unreachable')], 1);
  alerts.update([], 1_000);
  expect(alerts.update([network(5_000)], 6_000)).toMatchObject([{ kind: 'finding', openedAtMs: 6_000 }]);
});
