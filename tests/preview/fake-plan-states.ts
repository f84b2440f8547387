import type { PlanRules } from '../../src/domain/plan-rules.ts';
import type { FakeCollector } from './fake-collector.ts';
import { fakePolicy } from './fake-policy.ts';

const HOUR_MS = 3_600_000;

/** Shows the Plan page as it may be met. */
export function showPlan({ planner, nowMs }: FakeCollector, state: string | null): void {
  if (state === 'live' || state === 'paused') planner.show({ carrying: state });
  if (state === 'no-tariff' || state === 'no-earning' || state === 'no-miners')
    planner.show({}, { missing: state });
  if (state === 'elsewhere') planner.show({ carrying: 'live' }, { isElsewhere: true });
  if (state === 'curtailed') planner.show({ carrying: 'live', curtailedUntilMs: nowMs + 2 * HOUR_MS });
  if (state === 'failed')
    planner.fails = {
      failure: true,
      kind: 'internal',
      detail: 'the solver could not be loaded',
      atMs: nowMs,
    };
  if (state === 'loading') planner.hangs = true;
  if (state === 'override') {
    const fromMs = Math.ceil(nowMs / HOUR_MS) * HOUR_MS + 3 * HOUR_MS;
    const override = { id: 'o', minerId: 'e5', fromMs, toMs: fromMs + 4 * HOUR_MS, mode: 'boost' } as const;
    planner.show({ overrides: [override] });
  }
  if (state?.startsWith('policy')) planner.show({}, { policy: fakePolicy(state, nowMs) });
  if (state === 'rules') planner.show(fakeRules());
}

/** One of each rule. */
function fakeRules(): Partial<PlanRules> {
  return {
    aim: { kind: 'cautious', weight: 0.5, tail: 0.1 },
    circuits: [{ id: 'c', name: 'Garage', limitW: 2_500, minerIds: ['e5', 'd4'], otherLoadW: 100 }],
    quietHours: [{ window: { fromMinute: 1_320, toMinute: 420 }, most: { kind: 'mode', mode: 'eco' } }],
    heat: [
      {
        id: 'h',
        name: 'Bathroom',
        minerIds: ['d4'],
        heating: { kind: 'resistive' },
        thermostat: { targetC: 21, bandC: 1 },
      },
    ],
  };
}
