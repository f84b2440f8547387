import { beforeAll, describe, expect, it } from 'vitest';
import { USUAL_PLAN_RULES } from '../../domain/plan-rules.ts';
import type { PolicyStanding } from '../../domain/policy-standing.ts';
import { openHighs } from '../../numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { Random } from '../../numerics/random.ts';
import { newPolicy } from '../../numerics/reinforcement/proximal-policy.ts';
import type { PlanMiner } from '../planning/plan-inputs.ts';
import { hourPolicyFile, readHourPolicy } from './hour-policy.ts';
import { pastHours } from './past-hours.ts';
import { policyStanding } from './policy-gain.ts';
import { POLICY_STATE_SIZE } from './policy-state.ts';
import { shadowTest } from './shadow.ts';

const HOURS = 24 * 70;
const MINER: PlanMiner = {
  minerId: 'm',
  usual: 'normal',
  current: 'normal',
  modes: [
    { name: 'off', hashrateHs: 0, powerW: 15, changes: [], known: 'measured' },
    { name: 'eco', hashrateHs: 70e12, powerW: 1_850, changes: [], known: 'measured' },
    { name: 'normal', hashrateHs: 100e12, powerW: 3_050, changes: [], known: 'measured' },
  ],
};

/** Draws like a year of prices: days that are dear and days that are not. */
function hours() {
  const random = new Random(3);
  const pricePerKwh = Float64Array.from(
    { length: HOURS + 24 },
    (_, hour) => 0.08 + 0.07 * Math.sin((2 * Math.PI * hour) / 24) + 0.02 * random.normal(),
  );
  pricePerKwh[100] = Number.NaN;
  return pastHours({
    startMs: Date.UTC(2024, 0, 1),
    timeZone: 'UTC',
    pricePerKwh,
    earnedPerThDay: new Float64Array(HOURS + 24).fill(0.06),
  });
}

const untrained = () =>
  newPolicy({ stateSize: POLICY_STATE_SIZE, actionSize: 1 }, { hidden: [4] }, new Random(1));

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

describe('a policy in the planner’s shadow', () => {
  it('that knows nothing is not promoted, and the planner speaks', () => {
    const rules = { ...USUAL_PLAN_RULES, minerIds: ['m'] };
    const policies = [{ from: 24, policy: untrained() }];
    const test = shadowTest({ hours: hours(), miners: [MINER], rules, policies, solver, seed: 1 });
    let step = test.next();
    const parts: number[] = [];
    for (; !step.done; step = test.next()) parts.push(step.value);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(step.value).toMatchObject({ kind: 'planner-speaks', days: 69 });
    const standing = step.value as Extract<PolicyStanding, { kind: 'planner-speaks' | 'promoted' }>;
    expect(standing.plannerPerDay).toBeGreaterThan(standing.policyPerDay);
    expect(standing.gain.high95).toBeLessThan(0);
  }, 60_000);

  const noisy = (mean: number, seed: number) => {
    const random = new Random(seed);
    return Float64Array.from({ length: HOURS }, () => mean + random.normal());
  };

  it('is promoted only where its gain is surely above 0', () => {
    expect(policyStanding(noisy(0.5, 1), noisy(0, 2), 7).kind).toBe('promoted');
    expect(policyStanding(noisy(0, 1), noisy(0.5, 2), 7).kind).toBe('planner-speaks');
    const equal = Array.from({ length: 40 }, (_, seed) =>
      policyStanding(noisy(0, seed), noisy(0, seed + 900), 7),
    );
    expect(equal.filter(({ kind }) => kind === 'promoted').length).toBeLessThan(6);
  });

  it('is not judged by less than eight weeks, nor by hours of which nothing is known', () => {
    expect(policyStanding(noisy(9, 1).subarray(0, 24 * 50), noisy(0, 2), 7)).toEqual({
      kind: 'too-short',
      days: 50,
      needed: 56,
    });
    const unknown = noisy(9, 1).map((money, hour) => (hour < 24 * 20 ? Number.NaN : money));
    expect(policyStanding(unknown, noisy(0, 2), 7)).toMatchObject({ kind: 'too-short', days: 50 });
  });
});

describe('a policy’s file', () => {
  it('says the same as the policy, to single precision', () => {
    const policy = untrained();
    const read = readHourPolicy(JSON.parse(JSON.stringify(hourPolicyFile(policy))));
    expect(read.actor.sizes).toEqual(policy.actor.sizes);
    read.actor.weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(policy.actor.weights[at] ?? Number.NaN, 6);
    });
  });

  it.each([
    ['no object', 3],
    ['cut weights', { ...hourPolicyFile(untrained()), critic: { sizes: [26, 4, 1], weights: '' } }],
    [
      'another state',
      hourPolicyFile(newPolicy({ stateSize: 5, actionSize: 1 }, { hidden: [2] }, new Random(1))),
    ],
  ])('is refused where it is %s', (_, file) => {
    expect(() => readHourPolicy(file)).toThrow(RangeError);
  });
});
