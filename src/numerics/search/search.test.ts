import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { drawCandidates } from './parameter-space.ts';
import {
  afterTrial,
  beginHalving,
  type HalvingOptions,
  type HalvingState,
  nextTrial,
  ranking,
} from './successive-halving.ts';

function searched(options: HalvingOptions, lossOf: (candidate: number, share: number) => number) {
  const trials: (readonly [candidate: number, share: number])[] = [];
  let state: HalvingState = beginHalving(options);
  for (;;) {
    const next = nextTrial(state, options);
    if (!next) return { state, trials };
    trials.push([next.candidate, next.share]);
    // What is kept of a search is plain data.
    state = structuredClone(afterTrial(state, lossOf(next.candidate, next.share), options));
  }
}

const options = fc.record({
  candidates: fc.integer({ min: 1, max: 40 }),
  eta: fc.constantFrom(2, 3, 4),
  rungs: fc.integer({ min: 1, max: 5 }),
});

test('the candidate that is best with little and with much wins', () => {
  fc.assert(
    fc.property(options, fc.integer({ min: 0, max: 39 }), (given, seed) => {
      const best = seed % given.candidates;
      const { state, trials } = searched(given, (candidate) => Math.abs(candidate - best));
      expect(ranking(state)[0]).toEqual({ candidate: best, loss: 0 });
      expect(new Set(ranking(state).map(({ candidate }) => candidate)).size).toBe(given.candidates);
      expect(trials.at(-1)?.[1]).toBe(1);
    }),
  );
});

test('each rung has a part of those before it, each with more to use', () => {
  const { trials } = searched({ candidates: 9, eta: 3, rungs: 3 }, (candidate) => candidate);
  expect(trials.map(([candidate]) => candidate)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 0]);
  expect([...new Set(trials.map(([, share]) => share.toFixed(3)))]).toEqual(['0.111', '0.333', '1.000']);
});

test('what cannot be tried falls out, and where nothing can nobody wins', () => {
  const { state } = searched({ candidates: 4, eta: 2, rungs: 2 }, (candidate) =>
    candidate === 0 ? Number.NaN : candidate,
  );
  expect(ranking(state)[0]?.candidate).toBe(1);
  expect(ranking(searched({ candidates: 4, eta: 2, rungs: 2 }, () => Number.NaN).state)).toEqual([]);
  expect(() => beginHalving({ candidates: 0, eta: 3, rungs: 1 })).toThrow(RangeError);
});

test('candidates lie within their ranges, begin with the defaults, and are the same for the same seed', () => {
  const space = {
    depth: { kind: 'whole', from: 3, to: 8 },
    rate: { kind: 'log', from: 0.01, to: 0.3 },
    size: { kind: 'choice', of: [16, 32] },
  } as const;
  const defaults = { depth: 6, rate: 0.05, size: 16, rounds: 200 };
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const drawn = drawCandidates(space, defaults, 12, new Random(seed));
      expect(drawn[0]).toEqual(defaults);
      expect(drawn).toEqual(drawCandidates(space, defaults, 12, new Random(seed)));
      for (const { depth, rate, size, rounds } of drawn) {
        expect([3, 4, 5, 6, 7, 8]).toContain(depth);
        expect(Number(rate)).toBeGreaterThanOrEqual(0.01);
        expect(Number(rate)).toBeLessThanOrEqual(0.3);
        expect([16, 32]).toContain(size);
        expect(rounds).toBe(200);
      }
    }),
  );
});
