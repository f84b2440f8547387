import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { acceleratedLives } from '../../../tests/reference/survival/accelerated-lives.ts';
import { acceleratedLife, UnboundedParameter } from './accelerated-life.ts';
import { lifeQuantile, lifeSurvival } from './accelerated-survival.ts';
import { LIFETIME_LAWS, type LifetimeLawName } from './lifetime-law.ts';
import { UnidentifiedParameter } from './newton-ascent.ts';

it.each(
  ['real', 'hardware'].flatMap((data) =>
    ['weibull', 'lognormal', 'exponential'].map((law) => `${data}-aft-${law}`),
  ),
)('an accelerated life is R’s survreg: %s', (id) => {
  expect(disagreementsOf('survival', id, acceleratedLives)).toEqual([]);
});

const STOP = [5, 7, 6, 9, 8, 4, 11, 12, 7, 9, 10, 3, 8, 14, 9, 5, 6, 13, 10, 12];
const EVENT = [1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1];
const X = [
  0.4, -1.2, 1.1, 0.3, 0.9, 1.5, -0.7, -0.2, 0.8, 0.1, -0.4, 2, 0.6, -1.5, -0.1, 1.3, 0, -0.9, 0.2, -0.6,
];
const Z = [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1];
const WEIGHT = [1, 2, 1, 0.5, 1, 1.5, 1, 2, 1, 1, 0.5, 1, 2, 1, 1, 1.5, 1, 1, 2, 1];

describe('accelerated failure times', () => {
  it('by the log-logistic law and with weights are those of R 4.2.2, survival 3.5-3', () => {
    const model = acceleratedLife(
      { stop: STOP, event: EVENT, weight: WEIGHT, covariates: [X, Z] },
      'log-logistic',
    );
    const expected = [2.2458754189, -0.5054259059, 0.0765043505];
    for (const [at, each] of expected.entries()) expect(model.coefficients[at]).toBeCloseTo(each, 6);
    expect(model.sigma).toBeCloseTo(0.0876386076, 6);
    const errors = [0.0605688943, 0.0468399176, 0.0719866303, 0.1912140976];
    for (const [at, each] of errors.entries())
      expect(Math.sqrt(model.covariance[at * 5] ?? NaN)).toBeCloseTo(each, 6);
    expect(model.logLikelihoodWithout).toBeCloseTo(-52.1091362, 6);
    expect(model.logLikelihood).toBeCloseTo(-29.3481798, 6);
    const { lower, upper } = lifeQuantile(model, [0.5, 1], 0.5, 0.95);
    expect([lower, upper]).toEqual([expect.closeTo(7.21312334, 5), expect.closeTo(8.70094447, 5)]);
  });

  it('tell the same survival at a quantile, whatever the law', () => {
    for (const law of Object.keys(LIFETIME_LAWS) as LifetimeLawName[]) {
      const model = acceleratedLife({ stop: STOP, event: EVENT, covariates: [X] }, law);
      for (const share of [0.01, 0.5, 0.99]) {
        const { value } = lifeQuantile(model, [0.3], share, 0.9);
        const survival = lifeSurvival(model, [0.3], value, 0.9);
        expect(survival.value).toBeCloseTo(1 - share, 10);
        expect(survival.lower).toBeLessThan(survival.value);
        expect(survival.upper).toBeGreaterThan(survival.value);
      }
    }
  });

  it('stretch with the unit of time', () => {
    const hours = acceleratedLife({ stop: STOP, event: EVENT, covariates: [X] }, 'weibull');
    const seconds = acceleratedLife(
      { stop: STOP.map((each) => 3600 * each), event: EVENT, covariates: [X] },
      'weibull',
    );
    expect(seconds.sigma).toBeCloseTo(hours.sigma, 8);
    expect(seconds.coefficients[1]).toBeCloseTo(hours.coefficients[1] ?? NaN, 8);
    expect(seconds.coefficients[0]).toBeCloseTo((hours.coefficients[0] ?? NaN) + Math.log(3600), 8);
  });

  it('say which parameter has no best value', () => {
    const spared = STOP.map((_, row) => Number(row % 5 === 0));
    const event = EVENT.map((each, row) => (spared[row] === 1 ? 0 : each));
    const learnt = () => acceleratedLife({ stop: STOP, event, covariates: [X, spared] }, 'weibull');
    expect(learnt).toThrow(UnboundedParameter);
    expect(learnt).toThrow('parameter 2');
    // All alike: σ shrinks to 0.
    expect(() =>
      acceleratedLife({ stop: [3, 3, 3], event: [1, 1, 1], covariates: [] }, 'log-normal'),
    ).toThrow(UnboundedParameter);
    expect(() =>
      acceleratedLife({ stop: STOP, event: EVENT, covariates: [STOP.map(() => 1)] }, 'weibull'),
    ).toThrow(UnidentifiedParameter);
    expect(() => acceleratedLife({ stop: [0, 1], event: [1, 1], covariates: [] }, 'weibull')).toThrow(
      'the lifetime of row 0 is 0, not above 0',
    );
    expect(() => acceleratedLife({ stop: [1], event: [0], covariates: [] }, 'weibull')).toThrow('no event');
  });
});

describe('laws of lifetimes', () => {
  it('have slopes and curvatures that are those of what they tell', () => {
    const laws = fc.constantFrom(...Object.values(LIFETIME_LAWS));
    fc.assert(
      fc.property(
        laws,
        fc.constantFrom('density', 'tail' as const),
        fc.double({ min: -6, max: 6, noNaN: true }),
        (law, part, z) => {
          const h = 1e-4;
          const [before, here, after] = [law[part](z - h), law[part](z), law[part](z + h)];
          const near = (found: number, expected: number) =>
            expect(Math.abs(found - expected)).toBeLessThan(1e-5 * (1 + Math.abs(expected)));
          near(here.slope, (after.value - before.value) / (2 * h));
          near(here.curvature, (after.slope - before.slope) / (2 * h));
        },
      ),
    );
  });

  it('keep their digits where next to nobody is left', () => {
    // log Φ(−20) and log Φ(−40), as SciPy's norm.logcdf has them.
    expect(LIFETIME_LAWS['log-normal'].tail(20).value).toBeCloseTo(-203.91715537109727, 9);
    expect(LIFETIME_LAWS['log-normal'].tail(40).value).toBeCloseTo(-804.6084420137538, 9);
    expect(LIFETIME_LAWS['log-logistic'].tail(800).value).toBeCloseTo(-800, 9);
  });
});
