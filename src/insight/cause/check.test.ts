import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankedCause } from '../../domain/health/cause.ts';
import { CAUSES } from './cause-rates.ts';
import { CHECKS, nextChecks } from './check.ts';
import { SYMPTOM_CAUSES } from './symptom-causes.ts';

const PRICES = { perWorkHour: 15, perMinerHour: 0.05 };
const ranked = (chances: Partial<Record<RankedCause['cause'], number>>): readonly RankedCause[] =>
  CAUSES.map((cause) => ({ cause, chance: chances[cause] ?? 0, reasons: [] }));

describe('what to look at first', () => {
  test('is what is found out in a minute, before a likelier cause that takes half an hour', () => {
    const order = nextChecks(ranked({ 'dry-paste': 0.5, 'hot-room': 0.2, dust: 0.3 }), PRICES);
    expect(order.map(({ cause }) => cause)).toEqual(['hot-room', 'dust', 'dry-paste']);
  });

  test('leaves out what is hardly possible', () => {
    expect(nextChecks(ranked({ dust: 0.5, pool: 0.001 }), PRICES).map(({ cause }) => cause)).toEqual([
      'dust',
    ]);
  });

  test('is the likeliest where looking costs nothing', () => {
    const free = { perWorkHour: 0, perMinerHour: -1 };
    const order = nextChecks(ranked({ dust: 0.4, network: 0.3, pool: 0.6 }), free);
    expect(order.map(({ cause, cost }) => [cause, cost])).toEqual([
      ['pool', 0],
      ['dust', 0],
      ['network', 0],
    ]);
  });

  test('finds the cause at no more expected cost than any other order', () => {
    const chances = fc.array(fc.double({ min: 0.02, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    const four = ['dust', 'worn-fan', 'weak-supply', 'network'] as const;
    fc.assert(
      fc.property(chances, (drawn) => {
        const order = nextChecks(
          ranked(Object.fromEntries(four.map((cause, at) => [cause, drawn[at]]))),
          PRICES,
        );
        const spent = (checks: typeof order) =>
          checks.reduce(
            ({ sum, cost }, each) => ({
              cost: cost + each.cost,
              sum: sum + each.chance * (cost + each.cost),
            }),
            { sum: 0, cost: 0 },
          ).sum;
        for (const other of permutations(order))
          expect(spent(order)).toBeLessThanOrEqual(spent(other) + 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  test('is confirmed by what the cause brings about', () => {
    for (const { cause, confirmedBy } of Object.values(CHECKS))
      for (const symptom of confirmedBy)
        expect(SYMPTOM_CAUSES[symptom].by[cause], `${cause}: ${symptom}`).toBeDefined();
  });
});

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length === 0) return [[]];
  return all.flatMap((each, at) => permutations(all.toSpliced(at, 1)).map((rest) => [each, ...rest]));
}
