import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coxTables } from '../../../tests/backtest/lifetimes/cox-tables.ts';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { coxBreslow, coxEfron, ridgeCox, startStopCox } from '../../../tests/reference/survival/cox.ts';
import { Random } from '../random.ts';
import { concordance } from './concordance.ts';
import { COX_DEFAULTS, type CoxOptions, coxRegression, linearPredictors } from './cox-regression.ts';
import { coxSurvival, PREDICTION_DEFAULTS } from './cox-survival.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { UnidentifiedParameter } from './newton-ascent.ts';
import { proportionality } from './proportionality.ts';

const FREE: CoxOptions = { ties: 'efron', ridge: 0, ridgeScaled: false };

it.each([
  ['real-cox-efron', coxEfron],
  ['real-cox-breslow', coxBreslow],
  ['real-cox-ridge', ridgeCox],
  ['hardware-cox-efron', coxEfron],
  ['hardware-cox-breslow', coxBreslow],
  ['hardware-cox-ridge', ridgeCox],
  ['start-stop-cox', startStopCox],
] as const)('a Cox model is R’s coxph: %s', (id, solution) => {
  expect(disagreementsOf('survival', id, solution)).toEqual([]);
});

it('coefficients of rossi and lung are the printed ones', () => {
  const folder = '../shared/data';
  if (!existsSync(folder)) {
    console.log(`Skipped: no recorded lifetimes at ${folder}.`);
    return;
  }
  const { checks, faults } = coxTables(folder);
  expect(checks.filter(({ pass }) => !pass)).toEqual([]);
  expect(faults).toEqual([]);
});

/** Machines watched late, in three strata, weighted, several rows a machine: figures of R 4.2.2, survival 3.5-3. */
const FLEET = {
  start: [0, 2, 1, 0, 3, 0, 5, 1, 0, 2, 4, 0, 1, 0, 3, 2, 0, 1, 0, 6],
  stop: [5, 7, 6, 9, 8, 4, 11, 12, 7, 9, 10, 3, 8, 14, 9, 5, 6, 13, 10, 12],
  event: [1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1],
  x: [0.4, -1.2, 1.1, 0.3, 0.9, 1.5, -0.7, -0.2, 0.8, 0.1, -0.4, 2, 0.6, -1.5, -0.1, 1.3, 0, -0.9, 0.2, -0.6],
  z: [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1],
  w: [1, 2, 1, 0.5, 1, 1.5, 1, 2, 1, 1, 0.5, 1, 2, 1, 1, 1.5, 1, 1, 2, 1],
  g: [0, 0, 1, 1, 2, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1],
  id: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10],
};

const all = (found: ArrayLike<number>, expected: readonly number[], digits = 6) => {
  expect(found.length).toBe(expected.length);
  for (const [at, each] of expected.entries()) expect(found[at]).toBeCloseTo(each, digits);
};

describe('what the reference problems leave out is as R has it', () => {
  const { start, stop, event, x, z } = FLEET;
  const rows = { start, stop, event, covariates: [x, z] };

  it('weights, strata, offsets and clusters', () => {
    const model = coxRegression(
      { ...rows, weight: FLEET.w, stratum: FLEET.g, offset: z.map((each) => each / 4) },
      { ...FREE, cluster: FLEET.id },
    );
    all(model.coefficients, [3.506779471, -0.522584508]);
    all(model.covariance, [1.27397828, -0.35425804, -0.35425804, 1.19861683]);
    all(model.robustCovariance, [1.048337367, -0.528236431, -0.528236431, 0.740261172]);
    all([model.logLikelihoodAtZero, model.logLikelihood], [-24.6617162, -12.9357106]);
  });

  it('limits of what is foretold, the test of proportional hazards, and concordance with its error', () => {
    const model = coxRegression(rows, FREE);
    const told = coxSurvival(model, [0.5, 1], [5, 9], { ...PREDICTION_DEFAULTS, scale: 'log' });
    all(
      told.flatMap(({ survival, lower, upper }) => [survival, lower, upper]),
      [0.9346849949, 0.83084048983, 1, 0.0927938695, 0.00468778126, 1],
    );
    const { covariates, all: whole } = proportionality(rows, model);
    all(
      [...covariates, whole].map(({ statistic }) => statistic),
      [0.178746508, 0.200694341, 0.370126308],
    );
    const { index, standardError } = concordance(rows, linearPredictors(model, rows.covariates));
    all([index, standardError], [0.9407407407, 0.0319551734]);
  });

  it('a ridge on scaled covariates, and how much freedom it leaves', () => {
    const model = coxRegression(rows, { ...COX_DEFAULTS, ridge: 2 });
    all(model.coefficients, [1.9635265931, -0.0625226592]);
    all(model.covariance, [0.22382253308, -0.00743797173, -0.00743797173, 0.27967944378]);
    expect(model.wald.degrees).toBeCloseTo(1.47178366, 6);
  });
});

describe('Cox regression', () => {
  it('does not care in which order rows come, or in which unit a covariate or time is told', () => {
    const random = new Random(4);
    const count = 60;
    const x = Float64Array.from({ length: count }, () => random.normal());
    const stop = x.map((each) => Math.ceil(8 * random.exponential() * Math.exp(-each)));
    const event = x.map(() => Number(random.uniform() < 0.7));
    const [plain] = coxRegression({ stop, event, covariates: [x] }, FREE).coefficients;
    const turned = coxRegression(
      {
        stop: stop.toReversed().map((each) => each * 3600),
        event: event.toReversed(),
        covariates: [x.toReversed().map((each) => 1e6 + 1000 * each)],
      },
      FREE,
    );
    expect(1000 * (turned.coefficients[0] ?? NaN)).toBeCloseTo(plain ?? NaN, 6);
  });

  it('says that a coefficient grows without end where a trait tells who dies first, and gives the others as if it had', () => {
    const doomed = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0];
    const x = [0.3, -1, 0.8, 0.1, -0.5, 1.2, 0.4, -0.9, 0.7, -0.2];
    const stop = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const rows = { stop, event: stop.map(() => 1), covariates: [doomed, x] };
    const model = coxRegression(rows, FREE);
    expect(model.unbounded).toEqual([0]);
    expect(model.covariance[0]).toBe(Infinity);
    expect(model.robustCovariance[0]).toBe(Infinity);
    const apart = coxRegression({ stop, event: rows.event, stratum: doomed, covariates: [x] }, FREE);
    expect(model.coefficients[1]).toBeCloseTo(apart.coefficients[0] ?? NaN, 4);
    expect(model.covariance[3]).toBeCloseTo(apart.covariance[0] ?? NaN, 4);
    expect(coxSurvival(model, [1, 0], [3])[0]).toMatchObject({ lower: 0, upper: 1 });
    const held = coxRegression(rows, COX_DEFAULTS);
    expect(held.unbounded).toEqual([]);
    expect(held.covariance.every(Number.isFinite)).toBe(true);
  });

  it('names a covariate that others tell, or that never changes; a ridge takes both', () => {
    const x = [1, 2, 4, 3, 0, 5];
    const rows = { stop: [1, 3, 2, 5, 4, 6], event: [1, 1, 1, 1, 0, 1] };
    const learnt = (covariates: number[][], options = FREE) =>
      coxRegression({ ...rows, covariates }, options);
    expect(() => learnt([x, x.map((each) => 3 - 2 * each)])).toThrow(UnidentifiedParameter);
    expect(() => learnt([x, x.map(() => 7)])).toThrow('parameter 1');
    const { coefficients } = learnt([x, x.map(() => 7)], COX_DEFAULTS);
    expect(coefficients[1]).toBe(0);
  });

  it('refuses rows without any event, and numbers that are none', () => {
    expect(() => coxRegression({ stop: [1, 2], event: [0, 0], covariates: [[1, 2]] })).toThrow('no event');
    expect(() => coxRegression({ stop: [1, 2], event: [1, 0], covariates: [[1, NaN]] })).toThrow(
      'covariate 0 of row 1 is NaN',
    );
    expect(() => coxRegression({ stop: [1, 2], event: [1, 0], covariates: [[1e200, -1e200]] })).toThrow(
      'in another unit',
    );
    expect(() => coxRegression({ stop: [1], event: [1], covariates: [] }, { ...FREE, ridge: -1 })).toThrow(
      'a ridge of -1',
    );
  });

  it('with a ridge tells finite figures of any lifetimes and covariates', () => {
    const row = fc.record({
      stop: fc.integer({ min: 1, max: 5 }),
      event: fc.integer({ min: 0, max: 1 }),
      x: fc.double({ min: -1e100, max: 1e100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        fc.pre(rows.some(({ event }) => event === 1));
        const model = coxRegression({
          stop: rows.map(({ stop }) => stop),
          event: rows.map(({ event }) => event),
          covariates: [rows.map(({ x }) => x)],
        });
        expect(model.unbounded).toEqual([]);
        for (const each of [...model.coefficients, ...model.covariance, ...model.robustCovariance])
          expect(each).not.toBeNaN();
        expect(model.logLikelihood).toBeGreaterThanOrEqual(model.logLikelihoodAtZero - 1e-9);
      }),
    );
  });

  it('without covariates has Nelson’s and Aalen’s hazard by Breslow’s ties', () => {
    const rows = { stop: [1, 2, 2, 3, 5], event: [1, 1, 1, 0, 1] };
    const [baseline] = coxRegression({ ...rows, covariates: [] }, { ...FREE, ties: 'breslow' }).baselines;
    expect(baseline?.cumulativeHazard).toEqual(kaplanMeier(rows).cumulativeHazard);
  });
});

describe('concordance', () => {
  const rows = fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 3 }),
      length: fc.integer({ min: 1, max: 4 }),
      event: fc.integer({ min: 0, max: 1 }),
      risk: fc.integer({ min: -2, max: 2 }),
    }),
    { minLength: 2, maxLength: 20 },
  );

  it('is the share of pairs that agree, pair by pair', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const ended = all.map((row) => ({ ...row, stop: row.start + row.length }));
        let [pairs, agreeing] = [0, 0];
        for (const one of ended)
          for (const other of ended) {
            const outlives = other.stop > one.stop || (other.stop === one.stop && other.event === 0);
            if (one.event === 0 || !outlives || other.start >= one.stop) continue;
            pairs += 1;
            agreeing += one.risk > other.risk ? 1 : one.risk === other.risk ? 0.5 : 0;
          }
        const found = concordance(
          {
            start: ended.map(({ start }) => start),
            stop: ended.map(({ stop }) => stop),
            event: ended.map(({ event }) => event),
          },
          ended.map(({ risk }) => risk),
        );
        expect(found.pairs).toBe(pairs);
        if (pairs > 0) expect(found.index).toBeCloseTo(agreeing / pairs, 12);
      }),
    );
  });
});
