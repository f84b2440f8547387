import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanModeName } from '../../domain/plan.ts';
import { type PlanRules, USUAL_PLAN_RULES } from '../../domain/plan-rules.ts';
import { openHighs } from '../../numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { hourPlan } from '../planning/hour-plan.ts';
import type { InputSlot, PlanInputs, PlanMiner } from '../planning/plan-inputs.ts';
import { HOUR_MS } from './past-hours.ts';
import { replacedWishes } from './shadow-hour.ts';

const NOW_MS = Date.UTC(2026, 0, 15, 12);
const mode = (name: PlanModeName, hashrateHs: number, powerW: number) =>
  ({ name, hashrateHs, powerW, changes: [{ kind: 'pause' }], known: 'measured' }) as const;
const MODES = [
  mode('off', 0, 15),
  mode('eco', 70e12, 1_850),
  mode('normal', 100e12, 3_050),
  mode('boost', 110e12, 3_700),
];
const miner = (minerId: string, more: Partial<PlanMiner> = {}): PlanMiner => ({
  minerId,
  modes: MODES,
  usual: 'normal',
  current: 'normal',
  ...more,
});

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

/** A day of hours in which `normal` pays well, with what the policy says of the first. */
function planned(
  wishes: Readonly<Record<string, PlanModeName>>,
  rules: Partial<PlanRules> = {},
  more: { readonly miners?: readonly PlanMiner[]; readonly slot?: Partial<InputSlot> } = {},
) {
  const miners = more.miners ?? [miner('a')];
  const slots = Array.from(
    { length: 24 },
    (_, hour): InputSlot => ({
      fromMs: NOW_MS + hour * HOUR_MS,
      toMs: NOW_MS + (hour + 1) * HOUR_MS,
      pricePerKwh: 0.05,
      price: 'known',
      earnedPerThDay: 0.06,
      earning: 'known',
      ...more.slot,
    }),
  );
  const inputs: PlanInputs = {
    nowMs: NOW_MS,
    timeZone: 'UTC',
    currency: 'EUR',
    rules: { ...USUAL_PLAN_RULES, minerIds: miners.map(({ minerId }) => minerId), ...rules },
    slots,
    miners,
    wishes: { untilMs: NOW_MS + HOUR_MS, modes: new Map(Object.entries(wishes)) },
  };
  const plan = hourPlan(inputs, solver);
  const now = plan.miners.map(({ slots: [first] }) => [first?.mode, first?.why]);
  return { plan, now, replaced: replacedWishes(plan, new Map(Object.entries(wishes))) };
}

describe('what a learned policy says of the hour that begins', () => {
  it('is done for that hour, against all money, and the planner goes on from there', () => {
    const { plan, now, replaced } = planned({ a: 'off' });
    expect(now).toEqual([['off', 'policy']]);
    expect(plan.miners[0]?.slots[2]?.mode).not.toBe('off');
    expect(plan.miners[0]?.slots.slice(1).map(({ why }) => why)).not.toContain('policy');
    expect(replaced).toEqual([]);
    // Money is that of the hours, not of the wish.
    expect(Math.abs(plan.net.mean)).toBeLessThan(10);
  });

  const curfew = (most: PlanModeName) => ({
    quietHours: [{ window: { fromMinute: 0, toMinute: 1_440 }, most: { kind: 'mode', mode: most } as const }],
  });
  const override = { id: 'o', minerId: 'a', fromMs: NOW_MS, toMs: NOW_MS + HOUR_MS, mode: 'eco' } as const;
  const resistive = { kind: 'resistive' } as const;

  it.each<[string, PlanModeName, Partial<PlanRules>, PlanModeName | undefined]>([
    ['quiet hours', 'boost', curfew('eco'), 'eco'],
    ['a breaker', 'boost', { circuits: [{ id: 'c', name: 'C', limitW: 2_000, minerIds: ['a'] }] }, 'eco'],
    ['a curtailment', 'normal', { curtailedUntilMs: NOW_MS + HOUR_MS }, 'off'],
    ['the owner’s word', 'boost', { overrides: [override] }, 'eco'],
    [
      'a wish for heat',
      'off',
      { heat: [{ id: 'h', name: 'R', minerIds: ['a'], heating: resistive }] },
      undefined,
    ],
    ['the owner’s strike price', 'off', { aim: { kind: 'strike-price', pricePerKwh: 0.2 } }, 'normal'],
  ])('gives way to %s, and that is told', (_, wish, rules, instead) => {
    const { now, replaced } = planned({ a: wish }, rules);
    expect(now[0]?.[0]).not.toBe(wish);
    if (instead) expect(now[0]?.[0]).toBe(instead);
    expect(now[0]?.[1]).not.toBe('policy');
    expect(replaced).toMatchObject([{ minerId: 'a', wished: wish, instead: now[0]?.[0] }]);
  });

  it('gives way to the least time of a run, and of a rest', () => {
    const begun = { sinceMs: NOW_MS - 60_000 };
    const running = planned({ a: 'off' }, {}, { miners: [miner('a', begun)] });
    expect(running.now[0]?.[0]).not.toBe('off');
    const switching = { ...USUAL_PLAN_RULES.switching, leastRestMinutes: 60 };
    const resting = planned(
      { a: 'normal' },
      { switching },
      { miners: [miner('a', { ...begun, current: 'off' })] },
    );
    expect(resting.now[0]?.[0]).toBe('off');
  });

  it('gives way to own sun, to a pool that is away and to a miner that cannot rest', () => {
    const sun = planned({ a: 'off' }, {}, { slot: { surplusW: 5_000, feedInPerKwh: 0.01 } });
    expect(sun.now[0]?.[0]).not.toBe('off');
    const away = planned({ a: 'boost' }, {}, { miners: [miner('a', { isPoolDown: true })] });
    expect(away.now[0]).toEqual(['eco', 'pool-down']);
    const kept = planned({ a: 'off' }, {}, { miners: [miner('a', { cannotRest: true })] });
    expect(kept.now[0]?.[0]).not.toBe('off');
  });

  it('for two miners on one breaker is never more than it bears', () => {
    const circuits = [{ id: 'c', name: 'C', limitW: 5_000, minerIds: ['a', 'b'] }];
    const { plan, replaced } = planned(
      { a: 'boost', b: 'boost' },
      { circuits },
      { miners: [miner('a'), miner('b')] },
    );
    const drawnW = plan.miners.reduce((sum, { slots: [first] }) => sum + (first?.powerW ?? 0), 0);
    expect(drawnW).toBeLessThanOrEqual(5_000);
    expect(replaced.length).toBeGreaterThan(0);
  });
});
