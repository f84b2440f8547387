import { describe, expect, it } from 'vitest';
import { awayPlanOf } from './away-plan.ts';
import type { FleetPlan, FoundModes, PlanMode, PlanModeName, PlanSlot, PlanWhy } from './plan.ts';
import { type PlanRules, USUAL_PLAN_RULES } from './plan-rules.ts';

const HOUR_MS = 3_600_000;
const mode = (name: PlanModeName, powerW: number): PlanMode => ({
  name,
  hashrateHs: powerW * 3e10,
  powerW,
  changes: [],
  known: 'measured',
});
const found = (normalW: number): FoundModes => ({
  modes: [mode('off', 10), mode('normal', normalW)],
  current: 'normal',
});
const FOUND = new Map([
  ['a', found(3_000)],
  ['b', found(1_200)],
]);

function slotsOf(...told: readonly (readonly [PlanModeName, PlanWhy])[]): readonly PlanSlot[] {
  return told.map(([name, why], hour) => ({
    fromMs: hour * HOUR_MS,
    toMs: (hour + 1) * HOUR_MS,
    mode: name,
    why,
    hashrateHs: 0,
    powerW: 0,
    ownPowerW: 0,
    earned: 0,
    powerCost: 0,
    heatWorth: 0,
    switchingCost: 0,
    net: 0,
    usualNet: 0,
  }));
}

function handedOver(slots: readonly PlanSlot[], rules: Partial<PlanRules> = {}) {
  const plan = {
    madeAtMs: 7,
    miners: ['a', 'b', 'c'].map((minerId) => ({ minerId, slots, net: 0, usualNet: 0, strikes: [] })),
  } as unknown as FleetPlan;
  return awayPlanOf(plan, { ...USUAL_PLAN_RULES, ...rules }, FOUND, new Set(['a', 'c']));
}

describe('what of a plan the helper may carry out', () => {
  it('is the hours of those miners whose owner allows it and whose modes are known', () => {
    const { miners, madeAtMs } = handedOver(
      slotsOf(['normal', 'pays'], ['off', 'too-dear'], ['off', 'circuit'], ['normal', 'pays']),
    );
    expect(madeAtMs).toBe(7);
    expect(miners.map(({ minerId }) => minerId)).toEqual(['a']);
    expect(miners[0]?.steps).toEqual([
      { fromMs: 0, toMs: HOUR_MS, mode: 'normal', why: 'pays' },
      { fromMs: HOUR_MS, toMs: 3 * HOUR_MS, mode: 'off', why: 'too-dear' },
      { fromMs: 3 * HOUR_MS, toMs: 4 * HOUR_MS, mode: 'normal', why: 'pays' },
    ]);
  });

  it('counts on each breaker what others may draw at most', () => {
    const circuits = [
      { id: 'x', name: 'Shed', limitW: 5_000, minerIds: ['a', 'b', 'gone'], otherLoadW: 200 },
    ];
    expect(handedOver(slotsOf(['normal', 'pays']), { circuits }).circuits).toEqual([
      { id: 'x', name: 'Shed', limitW: 5_000, minerIds: ['a'], otherLoadW: 1_400 },
    ]);
  });

  it('ends with the way back to the usual mode, never out of a curtailment nor where quiet hours may be', () => {
    const off = slotsOf(['normal', 'pays'], ['off', 'too-dear']);
    expect(handedOver(off).miners[0]?.steps.at(-1)).toEqual({
      fromMs: 2 * HOUR_MS,
      toMs: 3 * HOUR_MS,
      mode: 'normal',
      why: 'nothing-known',
    });
    const window = { fromMinute: 22 * 60, toMinute: 6 * 60 };
    const quietHours = [{ window, most: { kind: 'mode', mode: 'off' } as const }];
    expect(handedOver(off, { quietHours }).miners[0]?.steps.at(-1)?.mode).toBe('off');
    expect(handedOver(slotsOf(['off', 'curtailed'])).miners[0]?.steps).toHaveLength(1);
  });
});
