import { describe, expect, test } from 'vitest';
import { minerAtPool } from '../../../tests/support/miner-at-pool.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import type { BookedFinding } from '../../insight/health/finding-book.ts';
import { type JudgedPast, NOTHING_JUDGED } from '../../insight/health/judged-past.ts';
import { minerOutlooks } from '../../insight/lifetime/miner-outlook.ts';
import { readWatchedMachines } from '../../insight/lifetime/watched-machines.ts';
import { outlookMachines } from './outlook-machines.ts';
import { rememberMachines } from './remembered-machines.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 1);
const daysAgo = (days: number) => NOW_MS - days * DAY_MS;

const miner = (id: string): MinerView =>
  minerAtPool(id, NOW_MS, { url: 'stratum+tcp://solo.ckpool.org:3333' });
const meansOf = (fromMs: number) => ({
  fromMs,
  quarters: 96,
  restarts: 0,
  sums: { chipC: { sum: 61 * 96, count: 96 } },
  hours: [],
  underWay: [],
});
const DUSTY: BookedFinding = {
  id: 'b:thermal-resistance:1',
  finding: {
    minerId: 'b',
    trouble: 'thermal-resistance',
    sinceMs: daysAgo(150),
    confidence: 0.999,
    evidence: [],
  },
  foundAtMs: daysAgo(149),
  stoodAtMs: daysAgo(140),
  endedAtMs: daysAgo(140),
};

/** Of both miners, with what was found of the one that goes. */
const BOTH: JudgedPast = {
  ...NOTHING_JUDGED,
  fromMs: daysAgo(300),
  toMs: daysAgo(100),
  book: [DUSTY],
  means: { a: meansOf(daysAgo(300)), b: meansOf(daysAgo(300)) },
  heard: { a: [daysAgo(100.25)], b: [daysAgo(100.25)] },
};
/** The same, judged again once the history of the other is gone. */
const ALONE: JudgedPast = { ...BOTH, toMs: NOW_MS, book: [], means: { a: meansOf(daysAgo(300)) } };

const event = (kind: MaintenanceEvent['kind'], days: number): MaintenanceEvent => ({
  id: `${kind} ${days}`,
  minerId: 'b',
  atMs: daysAgo(days),
  kind,
  told: 'hand',
});
const LOG = [event('supply-replaced', 200), event('cleaned', 140)];

/** What the watch keeps, in memory. */
function memory() {
  let value: unknown;
  let written = 0;
  const health = {
    kept: async () => structuredClone(value),
    keep: async (_: string, next: unknown) => {
      written += 1;
      value = structuredClone(next);
    },
  };
  return { health, writes: () => written };
}

async function afterRemoval() {
  const { health } = memory();
  await rememberMachines(BOTH, { entities: { health }, view: () => ({ miners: [miner('a'), miner('b')] }) });
  await rememberMachines(ALONE, { entities: { health }, view: () => ({ miners: [miner('a')] }) });
  const watched = readWatchedMachines(await health.kept());
  const machines = outlookMachines(ALONE, { miners: [miner('a')] }, watched);
  return minerOutlooks({ nowMs: NOW_MS, machines, log: LOG, findings: [] });
}

describe('a machine that its owner removed', () => {
  test('still counts with its failures and its days, and nothing is foretold of it', async () => {
    const outlooks = await afterRemoval();
    expect(outlooks.map(({ minerId }) => minerId)).toEqual(['a']);
    const supply = outlooks[0]?.components.find(({ component }) => component === 'supply');
    expect(supply?.ownEvents).toBe(1);
    // 300 of its own, and 200 of the one that went 100 days ago.
    expect(supply?.ownDays).toBeCloseTo(500, 6);
  });

  test('was mended, not just cleaned, where the watch had found that it cools worse', async () => {
    const cooling = (await afterRemoval())[0]?.components.find(({ component }) => component === 'cooling');
    expect(cooling?.ownEvents).toBe(1);
  });
});

test('what is remembered is written again only when it is another', async () => {
  const { health, writes } = memory();
  const ports = { entities: { health }, view: () => ({ miners: [miner('a')] }) };
  await rememberMachines(ALONE, ports);
  await rememberMachines(ALONE, ports);
  expect(writes()).toBe(1);
  await rememberMachines({ ...ALONE, means: {} }, ports);
  expect(writes()).toBe(1);
});
