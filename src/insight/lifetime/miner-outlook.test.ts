import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MinerOutlook } from '../../domain/health/lifetime.ts';
import type { Component, MaintenanceEvent, MaintenanceKind } from '../../domain/health/maintenance.ts';
import { minerOutlooks, type OutlookFinding, type OutlookMachine } from './miner-outlook.ts';
import { partLives } from './part-lives.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 1);

function machine(minerId: string, rest: Partial<OutlookMachine> = {}): OutlookMachine {
  return {
    minerId,
    size: 'small',
    watchedFromMs: NOW_MS - 300 * DAY_MS,
    load: {},
    limits: { chipC: 75 },
    ...rest,
  };
}

function event(
  minerId: string,
  daysAgo: number,
  kind: MaintenanceKind,
  component?: Component,
): MaintenanceEvent {
  return {
    id: `${minerId} ${daysAgo} ${kind}`,
    minerId,
    atMs: NOW_MS - daysAgo * DAY_MS,
    kind,
    component,
    told: 'hand',
  };
}

const hot = {
  fromMs: NOW_MS - DAY_MS,
  toMs: NOW_MS,
  answers: 288,
  restarts: 0,
  steady: true,
  roomC: 22,
  chipC: 68,
  fanPercent: 100,
};
const dust: OutlookFinding = {
  minerIds: ['a'],
  trouble: 'thermal-resistance',
  sinceMs: NOW_MS - 20 * DAY_MS,
  confidence: 0.999,
  size: { value: 0.3, low: 0.27, high: 0.33, unit: 'part' },
  evidence: [{ figure: 'cooling', direction: 'up', nats: 20, sinceMs: NOW_MS - 20 * DAY_MS, charts: [] }],
};

function outlooks(
  machines: readonly OutlookMachine[],
  log: readonly MaintenanceEvent[] = [],
  findings: readonly OutlookFinding[] = [],
): readonly MinerOutlook[] {
  return minerOutlooks({ nowMs: NOW_MS, machines, log, findings });
}

const within = (outlook: MinerOutlook | undefined, days: number) =>
  outlook?.chances.find((each) => each.days === days)?.chance ?? Number.NaN;
const partOf = (outlook: MinerOutlook | undefined, component: Component) =>
  outlook?.components.find((each) => each.component === component);

describe('the outlook of a miner', () => {
  test('that shows nothing is what is published, and says so', () => {
    const [outlook] = outlooks([machine('a')]);
    // All published rates of a small miner together: about 0.5 a year.
    expect(within(outlook, 30)).toBeGreaterThan(0.02);
    expect(within(outlook, 30)).toBeLessThan(0.05);
    expect(outlook?.components.map(({ basis }) => basis)).toEqual(
      Array.from({ length: 6 }, () => 'published'),
    );
    expect(partOf(outlook, 'fan')?.ageDays).toBeUndefined();
    expect(partOf(outlook, 'fan')?.sources.length).toBeGreaterThan(2);
    expect(outlook?.remainingDays).toBeUndefined();
  });

  test('is the product of its parts’ survivals, as of competing risks', () => {
    const [outlook] = outlooks([machine('a', { lastDay: hot })], [], [dust]);
    for (const days of [7, 30, 90]) {
      const parts = outlook?.components.map(
        ({ chances }) => chances.find((each) => each.days === days)?.chance ?? 0,
      );
      const survival = (parts ?? []).reduce((product, chance) => product * (1 - chance), 1);
      expect(within(outlook, days)).toBeCloseTo(1 - survival, 9);
    }
  });

  test('is far worse while dust grows towards a trip, and only of its cooling', () => {
    const [well] = outlooks([machine('a', { lastDay: hot })]);
    const [dusty, other] = outlooks(
      [machine('a', { lastDay: hot }), machine('b', { lastDay: hot })],
      [],
      [dust],
    );
    // 0.3 of it less 0.05 in 20 days; 7 of 46 K are left: 16 days on a straight line, of which trips take 0.78.
    expect(dusty?.remainingDays?.value).toBeCloseTo((0.78 * 20 * 1.3 * (7 / 46)) / 0.25, 6);
    expect(within(dusty, 30)).toBeGreaterThan(0.8);
    expect(within(other, 30)).toBeLessThan(0.05);
    expect(partOf(dusty, 'fan')?.chances).toEqual(partOf(other, 'fan')?.chances);
    const over = { ...dust, endedAtMs: NOW_MS - DAY_MS };
    expect(outlooks([machine('a', { lastDay: hot })], [], [over])[0]).toEqual(well);
  });

  test('whose board has lost a part has lost it', () => {
    const lost: OutlookFinding = { ...dust, trouble: 'part-loss', confidence: 0.97, size: undefined };
    const board = partOf(outlooks([machine('a')], [], [lost])[0], 'board');
    expect(board?.survival.survival[0]).toBeCloseTo(0.03, 9);
  });

  test('is worse by its own fleet’s failures, and of its own size only', () => {
    const log = [
      event('b', 200, 'fan-replaced'),
      event('b', 100, 'fan-replaced'),
      event('b', 10, 'fan-replaced'),
    ];
    const fanOf = (each: MinerOutlook | undefined) => partOf(each, 'fan');
    const [before] = outlooks([machine('a'), machine('b')]);
    const [after, , big] = outlooks([machine('a'), machine('b'), machine('c', { size: 'big' })], log);
    expect(fanOf(after)?.ownEvents).toBe(3);
    expect(fanOf(after)?.chances[2]?.chance).toBeGreaterThan(1.5 * (fanOf(before)?.chances[2]?.chance ?? 1));
    expect(fanOf(big)?.ownEvents).toBe(0);
  });

  test('counts a machine that is not watched any more, and foretells nothing of it', () => {
    const gone = machine('b', { watchedToMs: NOW_MS - 100 * DAY_MS });
    const told = outlooks([machine('a'), gone]);
    expect(told.map(({ minerId }) => minerId)).toEqual(['a']);
    expect(partOf(told[0], 'supply')?.ownDays).toBeCloseTo(500, 6);
  });

  test('has chances within their intervals that rise, and survival that never does', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const any = fc.double();
    fc.assert(
      fc.property(
        fc.record({ airC: any, chipC: any, regulatorC: any, fanDuty: any, startsPerDay: any }),
        fc.option(number(-1e4, 1e4), { nil: undefined }),
        number(0, 5000),
        fc.constantFrom<MaintenanceKind>('cleaned', 'fan-replaced', 'board-replaced', 'supply-replaced'),
        number(-0.9, 5),
        (load, age, agoDays, kind, size) => {
          const finding = {
            ...dust,
            size: { value: size, low: size - 0.1, high: size + 0.1, unit: 'part' as const },
          };
          const newAtMs = age === undefined ? undefined : NOW_MS - age * DAY_MS;
          const [outlook] = outlooks(
            [machine('a', { load, newAtMs, lastDay: hot })],
            [event('a', agoDays, kind)],
            [finding],
          );
          const all = [outlook?.chances ?? [], ...(outlook?.components ?? []).map(({ chances }) => chances)];
          for (const chances of all)
            for (const [at, { chance, low, high }] of chances.entries()) {
              expect(low).toBeGreaterThanOrEqual(0);
              expect(low).toBeLessThanOrEqual(chance);
              expect(chance).toBeLessThanOrEqual(high);
              expect(high).toBeLessThanOrEqual(1);
              expect(chance).toBeGreaterThanOrEqual((chances[at - 1]?.chance ?? 0) - 1e-12);
            }
          for (const { survival: curve } of outlook?.components ?? [])
            for (const line of [curve.survival, curve.low, curve.high])
              for (let at = 1; at < line.length; at++)
                expect(line[at]).toBeLessThanOrEqual((line[at - 1] ?? 0) + 1e-7);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('the lives of a part', () => {
  const lives = (
    component: Component,
    log: readonly MaintenanceEvent[],
    findings: readonly OutlookFinding[] = [],
  ) =>
    partLives(machine('a', { newAtMs: NOW_MS - 1000 * DAY_MS }), component, log, findings, NOW_MS).map(
      ({ fromMs, toMs, bornMs = Number.NaN, failed }) => [
        (NOW_MS - bornMs) / DAY_MS,
        (NOW_MS - fromMs) / DAY_MS,
        (NOW_MS - toMs) / DAY_MS,
        failed,
      ],
    );

  test('begin where the watch begins, at the age that the machine has by then', () => {
    expect(lives('fan', [])).toEqual([[1000, 300, 0, false]]);
  });

  test('end with a replacement, which counts as a failure, and begin anew', () => {
    expect(lives('fan', [event('a', 100, 'fan-replaced')])).toEqual([
      [1000, 300, 100, true],
      [100, 100, 0, false],
    ]);
    expect(lives('supply', [event('a', 100, 'fan-replaced')])).toHaveLength(1);
  });

  test('of what failed and was replaced after some days are one failure, and nothing fails in between', () => {
    const log = [event('a', 100, 'part-failed', 'supply'), event('a', 90, 'supply-replaced')];
    expect(lives('supply', log)).toEqual([
      [1000, 300, 100, true],
      [90, 90, 0, false],
    ]);
  });

  test('of cooling end by routine cleaning without a failure, and with one where the watch had found heat', () => {
    const log = [event('a', 10, 'cleaned')];
    expect(lives('cooling', log)[0]?.[3]).toBe(false);
    expect(lives('cooling', log, [dust])[0]?.[3]).toBe(true);
    expect(lives('cooling', log, [{ ...dust, sinceMs: NOW_MS - 5 * DAY_MS }])[0]?.[3]).toBe(false);
  });

  test('of a regulator end with its board, and it has not failed itself', () => {
    const log = [event('a', 10, 'board-replaced')];
    expect(lives('board', log)[0]?.[3]).toBe(true);
    expect(lives('regulator', log)[0]).toEqual([1000, 300, 10, false]);
  });

  test('before the watch only tell how old a part is', () => {
    expect(lives('fan', [event('a', 400, 'fan-replaced')])).toEqual([[400, 300, 0, false]]);
  });
});
