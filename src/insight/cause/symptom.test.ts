import { describe, expect, test } from 'vitest';
import type { ParameterName } from '../../domain/health/parameter-name.ts';
import type { Symptom } from '../../domain/health/symptom.ts';
import { Random } from '../../numerics/random.ts';
import { addToDrift, type Drift, type DriftRule, NEW_DRIFT } from '../anomaly/drift.ts';
import { type MinerWatch, NEW_MINER } from '../anomaly/miner-watch.ts';
import { PARAMETERS } from '../anomaly/parameters.ts';
import { symptomsOf } from './symptom.ts';

const HOUR_MS = 3_600_000;
/** Long after a trouble began. */
const LATER: MinerWatch = { ...NEW_MINER, atMs: 100 * HOUR_MS };
const AIR_RULE: DriftRule = { tolerance: 4, floor: 0.2 };

function ruleOf(name: ParameterName): DriftRule {
  const parameter = PARAMETERS.find((each) => each.name === name);
  if (!parameter) throw new Error(`${name} is not watched`);
  return parameter.rule;
}

/** Ten days of a figure that keeps to its normal, and two days that it is off by so many tolerances. */
function driftOff(rule: DriftRule, tolerances: number): Drift {
  const random = Random.labelled(3, 'drift');
  let drift = NEW_DRIFT;
  for (let hour = 0; hour < 12 * 24; hour += 1) {
    const off = hour < 10 * 24 ? 0 : tolerances * rule.tolerance;
    drift = addToDrift(drift, hour * HOUR_MS, off + 0.1 * rule.tolerance * random.normal(), rule);
  }
  return drift;
}

function watchWith(name: ParameterName, tolerances: number): MinerWatch {
  const drift = driftOff(ruleOf(name), tolerances);
  return {
    ...LATER,
    parameters: { ...NEW_MINER.parameters, [name]: { ...NEW_MINER.parameters[name], drift } },
  };
}

describe('what a miner shows', () => {
  test('is nothing of what is not learned yet, or not told', () => {
    const shown = symptomsOf(NEW_MINER, 0);
    for (const symptom of [
      'cooling-worse',
      'supply-lower',
      'shares-refused',
      'air-warmer',
      'others-too',
    ] as const)
      expect(shown[symptom]).toBeUndefined();
  });

  test.each<[ParameterName, 1 | -1, Symptom]>([
    ['cooling', 1, 'cooling-worse'],
    ['supply', -1, 'supply-lower'],
    ['fan-speed', -1, 'fan-slower'],
    ['errors', 1, 'errors-more'],
  ])(
    'speaks of %s that went off by three times what is tolerated, and against it where it kept',
    (name, sign, symptom) => {
      expect(symptomsOf(watchWith(name, sign * 3), 0)[symptom]).toBeGreaterThan(4);
      expect(symptomsOf(watchWith(name, 0), 0)[symptom]).toBeLessThan(-2);
      expect(symptomsOf(watchWith(name, sign * -3), 0)[symptom]).toBeLessThan(-2);
      // Just as far as is tolerated it speaks neither for nor against.
      expect(Math.abs(symptomsOf(watchWith(name, sign), 0)[symptom] ?? Number.NaN)).toBeLessThan(0.7);
    },
  );

  test('tells a chip that is far above its heatsink from a regulator that nears it', () => {
    const far = symptomsOf(watchWith('chip-over-sink', 3), 0);
    expect([far['chip-far-above-sink'], far['regulator-hotter']].map((nats = 0) => nats > 0)).toEqual([
      true,
      false,
    ]);
    const near = symptomsOf(watchWith('chip-over-sink', -3), 0);
    expect([near['chip-far-above-sink'], near['regulator-hotter']].map((nats = 0) => nats > 0)).toEqual([
      false,
      true,
    ]);
  });

  test('takes the miner’s own word for what it tells', () => {
    const shown = symptomsOf(
      {
        ...NEW_MINER,
        stalled: { part: 'board 2', sinceMs: 0, quarters: 3 },
        failover: { sinceMs: 0, pool: 'stratum+tcp://second.example:3333' },
        told: { ...NEW_MINER.told, changes: { 'pool-address': { atMs: 0, from: 'a', to: 'b' } } },
      },
      0,
    );
    expect(shown).toMatchObject({ 'part-still': 8, 'other-pool': 8, 'address-other': 8, 'no-answer': -3 });
  });

  test('is silence only after more shares failed to come than luck explains', () => {
    const silent = (silentDue: number) =>
      symptomsOf({ ...NEW_MINER, gap: { ...NEW_MINER.gap, silentDue } }, 0)['no-shares'];
    expect(silent(6.9)).toBeCloseTo(0, 9);
    expect(silent(1)).toBe(-3);
    expect(silent(12)).toBeGreaterThan(4);
  });

  test('counts others that fell alike for what the place has in common', () => {
    const others = (watched: number, alike: number) =>
      symptomsOf(NEW_MINER, 0, undefined, { watched, alike })['others-too'];
    expect(others(0, 0)).toBeUndefined();
    expect(others(4, 4)).toBe(8);
    expect(others(4, 0)).toBe(-3);
    expect(others(4, 1) ?? Number.NaN).toBeLessThan(others(4, 2) ?? Number.NaN);
  });

  test('knows the air of the place', () => {
    expect(
      symptomsOf(LATER, 0, { drift: driftOff(AIR_RULE, 3), rule: AIR_RULE })['air-warmer'],
    ).toBeGreaterThan(4);
    expect(symptomsOf(LATER, 0, { drift: driftOff(AIR_RULE, 0), rule: AIR_RULE })['air-warmer']).toBeLessThan(
      -2,
    );
  });
});
