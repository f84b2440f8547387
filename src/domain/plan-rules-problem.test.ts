import { expect, it } from 'vitest';
import { type PlanRules, USUAL_PLAN_RULES } from './plan-rules.ts';
import { rulesProblem } from './plan-rules-problem.ts';

const circuit = { id: 'c', name: 'Shed', limitW: 3_000, minerIds: [] };
const night = { window: { fromMinute: 1_320, toMinute: 420 }, most: { kind: 'mode', mode: 'eco' } } as const;
const room = { id: 'h', name: 'Office', minerIds: [], heating: { kind: 'resistive' } } as const;

it('finds nothing wrong with the usual rules, nor with sound ones', () => {
  expect(rulesProblem(USUAL_PLAN_RULES)).toBeUndefined();
  const sound: PlanRules = {
    ...USUAL_PLAN_RULES,
    aim: { kind: 'cautious', weight: 0.5, tail: 0.1 },
    circuits: [circuit],
    quietHours: [night],
    heat: [{ ...room, thermostat: { targetC: 20, bandC: 1 } }],
  };
  expect(rulesProblem(sound)).toBeUndefined();
});

it.each<[string, Partial<PlanRules>]>([
  ['circuit-limit', { circuits: [{ ...circuit, limitW: Number.NaN }] }],
  ['circuit-load', { circuits: [{ ...circuit, otherLoadW: -1 }] }],
  ['quiet-window', { quietHours: [{ ...night, window: { fromMinute: 60, toMinute: 60 } }] }],
  ['thermostat', { heat: [{ ...room, thermostat: { targetC: 60, bandC: 1 } }] }],
  ['heating', { heat: [{ ...room, heating: { kind: 'heat-pump', cop: 0 } }] }],
  ['run-times', { switching: { ...USUAL_PLAN_RULES.switching, leastRunMinutes: -5 } }],
  ['strike-price', { aim: { kind: 'strike-price', pricePerKwh: Number.NaN } }],
  ['caution', { aim: { kind: 'cautious', weight: 0.5, tail: 0 } }],
])('names %s', (problem, given) => {
  expect(rulesProblem({ ...USUAL_PLAN_RULES, ...given })).toBe(problem);
});
