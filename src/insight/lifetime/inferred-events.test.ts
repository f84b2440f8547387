import { describe, expect, test } from 'vitest';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import type { Quarter } from '../anomaly/quarter.ts';
import { inferEvents } from './inferred-events.ts';
import type { OutlookFinding } from './miner-outlook.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 5, 1);
const DAY = 96;

/** Four days: the fan slows down by a third on the second day, and is as before after a stop of an hour on the third. */
function quarters(rpmAfter: number, answersInStop = 0): readonly Quarter[] {
  return Array.from({ length: 4 * DAY }, (_, at): Quarter => {
    const fromMs = START_MS + at * QUARTER_MS;
    const stopped = at >= 2.5 * DAY && at < 2.5 * DAY + 4;
    const fanRpm = at < DAY ? 6000 : at < 2.5 * DAY ? 4000 : rpmAfter;
    const answers = stopped ? answersInStop : 3;
    return {
      fromMs,
      toMs: fromMs + QUARTER_MS,
      answers,
      restarts: 0,
      steady: !stopped,
      fanRpm,
      fanPercent: 50,
    };
  });
}

const slow: OutlookFinding = {
  minerIds: ['a'],
  trouble: 'fan-wear',
  sinceMs: START_MS + DAY_MS,
  confidence: 0.999,
  size: { value: -1 / 3, low: -0.35, high: -0.3, unit: 'part' },
  evidence: [{ figure: 'fan-speed', direction: 'down', nats: 20, sinceMs: START_MS + DAY_MS, charts: [] }],
};
const past = {
  minerId: 'a',
  quarters: quarters(6000),
  findings: [slow],
  log: [] as readonly MaintenanceEvent[],
  nowMs: START_MS + 4 * DAY_MS,
};

describe('what a miner’s telemetry shows of its maintenance', () => {
  test('a fan that was slow and is quick again after a stop was replaced in that stop', () => {
    expect(inferEvents(past)).toEqual([
      {
        id: `inferred a fan-replaced ${START_MS + 2.5 * DAY_MS}`,
        minerId: 'a',
        atMs: START_MS + 2.5 * DAY_MS,
        kind: 'fan-replaced',
        told: 'inferred',
      },
    ]);
  });

  test('what is not watched is a stop, too', () => {
    const unwatched = past.quarters.filter(({ answers }) => answers > 0);
    expect(inferEvents({ ...past, quarters: unwatched })).toEqual(inferEvents(past));
  });

  test('one that stays slow was not, nor one that speeds up without a stop', () => {
    expect(inferEvents({ ...past, quarters: quarters(4000) })).toEqual([]);
    expect(inferEvents({ ...past, quarters: quarters(4500) })).toEqual([]);
    expect(inferEvents({ ...past, quarters: quarters(6000, 3) })).toEqual([]);
  });

  test('what its owner has written down is not told again', () => {
    const byHand = { ...inferEvents(past)[0], id: 'x', told: 'hand' } as MaintenanceEvent;
    expect(inferEvents({ ...past, log: [{ ...byHand, atMs: byHand.atMs + DAY_MS }] })).toEqual([]);
    expect(inferEvents({ ...past, log: [{ ...byHand, kind: 'cleaned' }] })).toHaveLength(1);
    expect(inferEvents({ ...past, log: [{ ...byHand, minerId: 'b' }] })).toHaveLength(1);
  });

  test('heat that is gone was dust, and with warm chips on a cool heatsink paste', () => {
    const hot = past.quarters.map((quarter, at) => ({
      ...quarter,
      roomC: 22,
      powerW: 15,
      fanRpm: 5000,
      chipC: at >= DAY && at < 2.5 * DAY ? 72 : 60,
    }));
    const dust = {
      ...slow,
      trouble: 'thermal-resistance' as const,
      size: { value: 12 / 38, low: 0.3, high: 0.33, unit: 'part' as const },
      evidence: [{ ...slow.evidence[0], figure: 'cooling', direction: 'up' }] as OutlookFinding['evidence'],
    };
    const kinds = (finding: OutlookFinding) =>
      inferEvents({ ...past, quarters: hot, findings: [finding] }).map(({ kind }) => kind);
    expect(kinds(dust)).toEqual(['cleaned']);
    const paste = [...dust.evidence, { ...dust.evidence[0], figure: 'chip-over-sink' }];
    expect(kinds({ ...dust, evidence: paste as OutlookFinding['evidence'] })).toEqual(['repasted']);
  });

  test('a part that is gone for a week is dead', () => {
    const lost: OutlookFinding = { ...slow, trouble: 'part-loss', evidence: [], size: undefined };
    const deathsAfter = (days: number) =>
      inferEvents({ ...past, findings: [lost], nowMs: lost.sinceMs + days * DAY_MS });
    expect(deathsAfter(6.9)).toEqual([]);
    expect(deathsAfter(7)).toMatchObject([{ kind: 'part-failed', component: 'board', atMs: lost.sinceMs }]);
    expect(deathsAfter(30)).toEqual(deathsAfter(7));
  });
});
