import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { brierScores, integratedBrierScore } from './brier-score.ts';
import { concordance } from './concordance.ts';
import { curveAt, kaplanMeier } from './kaplan-meier.ts';
import { logRankTest } from './log-rank.ts';
import { LogRankSearch } from './log-rank-split.ts';
import {
  forestHazards,
  growSurvivalForest,
  type SurvivalForestOptions,
  survivalForestDefaults,
} from './survival-forest.ts';

/** Lifetimes that the first covariate's distance from 0 shortens, beside one that says nothing. */
function machines(count: number, seed: number) {
  const random = new Random(seed);
  const x = Float64Array.from({ length: count }, () => random.normal());
  const noise = x.map(() => random.normal());
  const life = x.map((each) => 20 * random.exponential() * Math.exp(-2 * Math.abs(each)));
  const seen = x.map(() => 20 * random.exponential());
  return {
    stop: life.map((each, row) => Math.min(each, seen[row] ?? NaN)),
    event: life.map((each, row) => Number(each <= (seen[row] ?? NaN))),
    columns: [x, noise],
  };
}

function grown(data: ReturnType<typeof machines>, options: Partial<SurvivalForestOptions> = {}) {
  const growing = growSurvivalForest(
    data,
    data.columns,
    { ...survivalForestDefaults(2), trees: 40, ...options },
    3,
  );
  for (;;) {
    const step = growing.next();
    if (step.done) return step.value;
  }
}

describe('a division of a survival tree', () => {
  it('is the one with the greatest log-rank statistic of all, with rows that were drawn several times', () => {
    const row = fc.record({
      stop: fc.integer({ min: 1, max: 6 }),
      event: fc.integer({ min: 0, max: 1 }),
      x: fc.integer({ min: 0, max: 5 }),
      drawn: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 14 }), (rows) => {
        const column = Float32Array.from(rows, ({ x }) => x);
        const stop = rows.map(({ stop }) => stop);
        const event = rows.map(({ event }) => event);
        const drawn = Uint32Array.from(rows, (each) => each.drawn);
        const search = new LogRankSearch(
          { columns: [column], timesUntil: Uint32Array.from(stop), event: Uint8Array.from(event), times: 6 },
          drawn,
        );
        const found = search.best(Uint32Array.from(rows.keys()), [0], 1);
        const statistics = [1, 2, 3, 4, 5].map((threshold) => {
          const group = rows.map(({ x }) => Number(x >= threshold));
          return logRankTest({ stop, event, weight: rows.map((each) => each.drawn) }, group).statistic;
        });
        expect(found?.gain ?? 0).toBeCloseTo(Math.max(...statistics), 8);
      }),
    );
  });
});

describe('a survival forest', () => {
  it('finds what no straight line tells, on rows that its trees have not seen', () => {
    const data = machines(300, 1);
    const forest = grown(data);
    expect(concordance(data, forest.outOfBag).index).toBeGreaterThan(0.7);
    const fresh = machines(300, 2);
    const hazards = forestHazards(forest, fresh.columns);
    expect(
      concordance(
        fresh,
        hazards.map((each) => each.reduce((sum, one) => sum + one, 0)),
      ).index,
    ).toBeGreaterThan(0.7);
    const moments = [1, 4, 8];
    const told = moments.map((moment) =>
      hazards.map((each) => Math.exp(-(each[forest.times.findLastIndex((time) => time <= moment)] ?? 0))),
    );
    const curve = kaplanMeier(data);
    const alike = moments.map((moment) =>
      fresh.stop.map(() => curveAt(curve, moment, 0.9, 'plain').survival),
    );
    const score = (survival: ArrayLike<number>[]) =>
      integratedBrierScore(brierScores(fresh, survival, moments), moments);
    expect(score(told)).toBeLessThan(0.9 * score([...alike]));
  });

  it('has hazards that never fall, and is the same for the same seed', () => {
    const data = machines(80, 5);
    const [one, other] = [grown(data, { mostTimes: 12 }), grown(data, { mostTimes: 12 })];
    expect(one.times.length).toBeLessThanOrEqual(12);
    expect(one.times.at(-1)).toBe(
      data.stop
        .filter((_, row) => data.event[row] === 1)
        .sort()
        .at(-1),
    );
    const hazards = forestHazards(one, data.columns);
    expect(forestHazards(other, data.columns)).toEqual(hazards);
    for (const hazard of hazards)
      for (const [at, each] of hazard.entries()) expect(each).toBeGreaterThanOrEqual(hazard[at - 1] ?? 0);
  });

  it('of one leaf alone tells everybody the same, near Nelson’s and Aalen’s hazard', () => {
    const data = machines(200, 6);
    const forest = grown(data, { maxDepth: 0, mostTimes: 1000 });
    const [first, second] = forestHazards(forest, data.columns);
    expect(first).toEqual(second);
    const { cumulativeHazard } = kaplanMeier(data);
    const middle = Math.floor(cumulativeHazard.length / 2);
    expect(Math.abs((first?.[middle] ?? NaN) / (cumulativeHazard[middle] ?? NaN) - 1)).toBeLessThan(0.1);
  });

  it('refuses rows without any event', () => {
    expect(() =>
      growSurvivalForest({ stop: [1], event: [0] }, [[1]], survivalForestDefaults(1), 1).next(),
    ).toThrow('no event');
  });
});

describe('Brier scores of censored outcomes', () => {
  it('are plain mean squares where nobody is censored', () => {
    const outcomes = { stop: [1, 2, 3, 4], event: [1, 1, 1, 1] };
    expect([
      ...brierScores(
        outcomes,
        [
          [0.5, 0.5, 0.5, 0.5],
          [0, 0, 0, 1],
        ],
        [2, 3],
      ),
    ]).toEqual([0.25, 0]);
  });

  it('let who is watched stand for who is not', () => {
    // Half of those beyond 1 are censored there, so who is seen further counts twice.
    const outcomes = { stop: [1, 1, 2, 3], event: [0, 0, 1, 1] };
    expect(brierScores(outcomes, [[0, 0, 0.5, 0.9]], [2.5])[0]).toBeCloseTo((2 * 0.25 + 2 * 0.01) / 4, 12);
    expect(integratedBrierScore([0.1, 0.3], [1, 2])).toBeCloseTo(0.2, 12);
  });

  it('are unknown after nobody is watched any more', () => {
    expect(brierScores({ stop: [1, 2], event: [1, 0] }, [[0.5, 0.5]], [3])[0]).toBeNaN();
  });
});
