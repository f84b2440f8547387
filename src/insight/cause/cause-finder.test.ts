import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cause } from './cause.ts';
import { rankCauses } from './cause-finder.ts';
import { CAUSES } from './cause-rates.ts';
import type { Symptom, SymptomEvidence } from './symptom.ts';
import { SYMPTOM_CAUSES } from './symptom-causes.ts';

const SMALL = { watchedMs: 91 * 86_400_000, size: 'small' } as const;
const SYMPTOMS = Object.keys(SYMPTOM_CAUSES) as Symptom[];

/** A miner that tells everything and shows these symptoms only, beyond doubt. */
const showing = (...shown: readonly Symptom[]): SymptomEvidence =>
  Object.fromEntries(SYMPTOMS.map((symptom) => [symptom, shown.includes(symptom) ? 8 : -3]));

const first = (evidence: SymptomEvidence) => rankCauses(evidence, SMALL).causes[0];

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
    const found = first(showing(...shown));
    expect(found?.cause).toBe(cause);
    expect(found?.chance).toBeGreaterThan(0.4);
  });
});

describe('causes', () => {
  test('are ranked by how common they are where nothing can be judged', () => {
    const ranked = rankCauses({}, SMALL).causes;
    expect(ranked.map(({ reasons }) => reasons)).toEqual(CAUSES.map(() => []));
    const chances = ranked.map(({ chance }) => chance);
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
    expect(chances[0]).toBeLessThan(0.5);
  });

  test('explain each other away: who knows of the paste blames dust less', () => {
    const chanceOf = (cause: Cause, evidence: SymptomEvidence) =>
      rankCauses(evidence, SMALL).causes.find((each) => each.cause === cause)?.chance ?? Number.NaN;
    const warm = { 'cooling-worse': 8 };
    expect(chanceOf('dust', { ...warm, 'chip-far-above-sink': 8 })).toBeLessThan(chanceOf('dust', warm));
  });

  test('give the reasons that moved their odds most, for and against', () => {
    const paste = first(showing('cooling-worse', 'chip-far-above-sink'));
    expect(
      paste?.reasons
        .slice(0, 2)
        .map(({ symptom }) => symptom)
        .sort(),
    ).toEqual(['chip-far-above-sink', 'cooling-worse']);
    const dust = rankCauses(showing('cooling-worse', 'chip-far-above-sink'), SMALL).causes.find(
      ({ cause }) => cause === 'dust',
    );
    expect(dust?.reasons.some(({ symptom, nats }) => symptom === 'chip-far-above-sink' && nats < 0)).toBe(
      true,
    );
  });

  test('are never sure nor out of the question, whatever was seen', () => {
    const evidence = fc.dictionary(fc.constantFrom(...SYMPTOMS), fc.double({ min: -3, max: 8, noNaN: true }));
    fc.assert(
      fc.property(evidence, fc.integer({ min: 0, max: 3_650 }), (seen, days) => {
        const { causes, otherwise } = rankCauses(seen, { ...SMALL, watchedMs: days * 86_400_000 });
        expect(otherwise).toBeGreaterThan(0);
        for (const { chance } of causes) {
          expect(chance).toBeGreaterThan(0);
          expect(chance).toBeLessThan(1);
          expect(chance).toBeLessThanOrEqual(1 - otherwise + 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('become likelier with every symptom of theirs that shows more clearly', () => {
    const own = CAUSES.flatMap((cause) =>
      SYMPTOMS.filter((symptom) => SYMPTOM_CAUSES[symptom].by[cause]).map((symptom) => ({ cause, symptom })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...own),
        fc.double({ min: -3, max: 5, noNaN: true }),
        ({ cause, symptom }, nats) => {
          const chance = (seen: number) =>
            rankCauses({ [symptom]: seen }, SMALL).causes.find((each) => each.cause === cause)?.chance ?? 0;
          expect(chance(nats + 1)).toBeGreaterThan(chance(nats));
        },
      ),
      { numRuns: 60 },
    );
  });
});
