import { describe, expect, it } from 'vitest';
import { homeOf } from './faults/home.ts';
import { liveIn } from './faults/lived-home.ts';
import { FAULT_PLANS } from './faults/scripted-fault.ts';
import { tallyOf } from './faults/tally.ts';

describe('the faults backtest', () => {
  it('scripts every fault as often, on machines that can have it', () => {
    const names = FAULT_PLANS.flatMap((_, index) =>
      homeOf(index, 90).ills.map(({ plan, twin }) => {
        const model = homeOf(index, 90).twins[twin ?? 0]?.model;
        expect(model && (plan.wholePlace === true || plan.shows(model))).toBe(true);
        return plan.name;
      }),
    );
    expect(names.toSorted()).toEqual(FAULT_PLANS.flatMap(({ name }) => [name, name]).toSorted());
  });

  // A small home for three weeks; `npm run backtest -- --suite faults` takes twenty for three months.
  it('names what falls ill, and nothing of what is well', () => {
    const index = Array.from({ length: 40 }, (_, each) => each).find(
      (each) =>
        homeOf(each, 20).twins.length === 2 &&
        homeOf(each, 20).ills.some(({ plan }) => plan.name === 'shares-lost'),
    );
    const home = homeOf(index ?? 0, 20);
    const tally = tallyOf(home, liveIn(home, 20, { falseAlarmsPerMonth: 1 }), 20);
    expect(tally.falseAlarms).toEqual([]);
    const lost = tally.outcomes.find(({ kind }) => kind === 'shares-lost');
    expect(lost?.foundAfterDays).toBeLessThan(1);
    expect(lost?.causes).toContain(lost?.blamed);
  });

  it('counts an alarm on a machine that is well as false, and one that follows from a fault as none', () => {
    const home = homeOf(0, 90);
    const [dust] = home.ills;
    expect(dust?.plan.name).toBe('dust');
    const atMs = (dust?.fault.fromMs ?? 0) + 86_400_000;
    const raised = [
      { atMs: atMs - 2 * 86_400_000, trouble: 'thermal-resistance', twin: 0 },
      { atMs, trouble: 'supply-sag', twin: 0 },
      { atMs, trouble: 'error-rise', twin: 0 },
      { atMs: atMs + 86_400_000, trouble: 'thermal-resistance', twin: 0 },
    ] as const;
    const tally = tallyOf(home, { raised, byFixedRules: [], trippedAtMs: [], glances: [] }, 90);
    expect(tally.falseAlarms).toEqual(['thermal-resistance', 'supply-sag']);
    expect(tally.outcomes[0]?.foundAfterDays).toBeCloseTo(2, 9);
  });
});
