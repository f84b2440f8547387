import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cause } from '../../domain/health/cause.ts';
import type { Symptom } from '../../domain/health/symptom.ts';
import { rankCauses } from './cause-finder.ts';
import type { SymptomEvidence } from './symptom.ts';
import { SYMPTOM_CAUSES } from './symptom-causes.ts';

const HOUR_MS = 3_600_000;
const SYMPTOMS = Object.keys(SYMPTOM_CAUSES) as Symptom[];

/** A trouble of a small miner that began two hours ago. */
const troubleOf = (found: Symptom) => ({ found, ageMs: 2 * HOUR_MS, size: 'small' }) as const;

/** A miner that tells everything and shows these symptoms only, beyond doubt. */
const showing = (...shown: readonly Symptom[]): SymptomEvidence =>
  Object.fromEntries(SYMPTOMS.map((symptom) => [symptom, shown.includes(symptom) ? 8 : -3]));

describe('the likeliest cause', () => {
  test.each<[string, readonly Symptom[], Cause]>([
    ['cooling gets worse, and all between chip and heatsink is as ever', ['cooling-worse'], 'dust'],
    [
      'cooling gets worse between chip and heatsink',
      ['cooling-worse', 'chip-far-above-sink', 'errors-more'],
      'dry-paste',
    ],
    ['the fan is slower at like duty', ['fan-slower'], 'worn-fan'],
    ['the input voltage gives way under load', ['supply-lower', 'errors-more'], 'weak-supply'],
    ['the regulator nears the chip', ['regulator-hotter'], 'hot-regulator'],
    ['wrong answers get more, and nothing else', ['errors-more', 'hashrate-less'], 'weak-chips'],
    ['a board is gone', ['board-less', 'hashrate-less', 'part-still', 'loss-at-once'], 'lost-part'],
    ['it says that it hashes and finds nothing', ['no-shares', 'fewer-shares'], 'hung-firmware'],
    ['none of the machines answers', ['no-answer', 'others-too'], 'network'],
    ['the pool refuses shares, of others as well', ['shares-refused', 'others-too'], 'pool'],
    ['all machines find the air warm', ['air-warmer', 'others-too'], 'hot-room'],
    ['it mines to another address', ['address-other'], 'somebody-else'],
  ])('where %s', (_, shown, cause) => {
    const [found = 'no-shares'] = shown;
    const [first] = rankCauses(showing(...shown), troubleOf(found)).causes;
    expect(first?.cause).toBe(cause);
    expect(first?.chance).toBeGreaterThan(0.5);
  });
});

describe('causes', () => {
  test('are those only that can bring about what was found', () => {
    const { causes } = rankCauses({ 'cooling-worse': 8 }, troubleOf('other-pool'));
    expect(causes.map(({ cause }) => cause).sort()).toEqual(['network', 'pool']);
  });

  test('are ranked by how common they are where nothing else can be judged', () => {
    const { causes, otherwise } = rankCauses({}, troubleOf('cooling-worse'));
    expect(causes.map(({ cause }) => cause)).toEqual(['hot-room', 'dust', 'dry-paste']);
    const sum = causes.reduce((total, { chance }) => total + chance, otherwise);
    expect(sum).toBeGreaterThan(0.95);
    expect(sum).toBeLessThan(1.05);
  });

  test('that pass by themselves are less likely, the longer a trouble lasts', () => {
    const chanceOf = (ageMs: number) =>
      rankCauses({}, { ...troubleOf('cooling-worse'), ageMs }).causes.find(
        ({ cause }) => cause === 'hot-room',
      )?.chance ?? Number.NaN;
    expect(chanceOf(30 * 24 * HOUR_MS)).toBeLessThan(0.05);
    expect(chanceOf(7 * 24 * HOUR_MS)).toBeLessThan(chanceOf(HOUR_MS));
  });

  test('explain each other away: who knows of the paste blames dust less', () => {
    const chanceOf = (cause: Cause, evidence: SymptomEvidence) =>
      rankCauses(evidence, troubleOf('cooling-worse')).causes.find((each) => each.cause === cause)?.chance ??
      Number.NaN;
    expect(chanceOf('dust', { 'chip-far-above-sink': 8 })).toBeLessThan(chanceOf('dust', {}));
  });

  test('give the reasons that moved their odds most, for and against', () => {
    const { causes } = rankCauses(
      showing('cooling-worse', 'chip-far-above-sink'),
      troubleOf('cooling-worse'),
    );
    const reasonsOf = (wanted: Cause) => causes.find(({ cause }) => cause === wanted)?.reasons ?? [];
    expect(
      reasonsOf('dry-paste')
        .slice(0, 2)
        .map(({ symptom }) => symptom)
        .sort(),
    ).toEqual(['chip-far-above-sink', 'cooling-worse']);
    expect(reasonsOf('dust').some(({ symptom, nats }) => symptom === 'chip-far-above-sink' && nats < 0)).toBe(
      true,
    );
  });

  test('are never sure nor out of the question, whatever was seen', () => {
    const evidence = fc.dictionary(fc.constantFrom(...SYMPTOMS), fc.double({ min: -3, max: 8, noNaN: true }));
    const found = fc.constantFrom(...SYMPTOMS);
    fc.assert(
      fc.property(evidence, found, fc.integer({ min: 0, max: 60 }), (seen, symptom, days) => {
        const ageMs = days * 24 * HOUR_MS;
        const { causes, otherwise } = rankCauses(seen, { ...troubleOf(symptom), ageMs });
        for (const chance of [otherwise, ...causes.map((each) => each.chance)]) {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 40 },
    );
  });
});
