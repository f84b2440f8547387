import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gammaFromInterval } from '../../numerics/survival/gamma-rate.ts';
import { expectedSurvival, hazardMoments } from '../../numerics/survival/hazard-mixture.ts';
import { componentBelief, hazardAhead, type LoadedLife, ownSpeaks } from './component-belief.ts';
import { PUBLISHED_RATES } from './published-rates.ts';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.2425;

function life(fromDay: number, toDay: number, rest: Partial<LoadedLife> = {}): LoadedLife {
  return { minerId: 'a', fromMs: fromDay * DAY_MS, toMs: toDay * DAY_MS, failed: false, load: {}, ...rest };
}

const believe = (component: 'fan' | 'controller' | 'board', lives: readonly LoadedLife[]) =>
  componentBelief(component, 'small', lives, PUBLISHED_RATES);

describe('what is believed of a part', () => {
  test('that does not age is gamma and Poisson’s closed form, with the owner’s failures and days added', () => {
    const { shape, exposure } = gammaFromInterval(PUBLISHED_RATES['dead-controller'].small);
    const belief = believe('controller', [life(0, 400, { failed: true }), life(0, 1000)]);
    const years = 1400 / YEAR_DAYS;
    const ahead = 90 / YEAR_DAYS;
    const closed = ((exposure + years) / (exposure + years + ahead)) ** (shape + 1);
    expect(expectedSurvival(hazardAhead('controller', belief, {}, 400, 90))).toBeCloseTo(closed, 12);
    expect(belief.ownEvents).toBe(1);
    expect(belief.ownDays).toBeCloseTo(1400, 9);
  });

  test('that ages is the same as by a sum over a fine grid of its shape, its effects and its rate', () => {
    const lives = [
      life(200, 700, { bornMs: 0, failed: true, load: { airC: 35, fanDuty: 0.9 } }),
      life(0, 900, { bornMs: 0, load: { airC: 22, fanDuty: 0.4 } }),
      life(0, 300, { bornMs: 0, failed: true, load: { airC: 30, fanDuty: 0.7 } }),
    ];
    const load = { airC: 28, fanDuty: 0.6 };
    const { mean } = hazardMoments(hazardAhead('fan', believe('fan', lives), load, 500, 90));
    expect(mean / bySum(lives, load, 500, 90)).toBeCloseTo(1, 2);
  });

  test('whose age nobody knows fails at the mean rate of a life, whenever it is asked', () => {
    const belief = believe('fan', []);
    const { mean } = hazardMoments(hazardAhead('fan', belief, {}, undefined, YEAR_DAYS));
    const { shape, exposure } = gammaFromInterval(PUBLISHED_RATES['worn-fan'].small);
    expect(mean).toBeCloseTo(shape / exposure, 9);
  });

  test('that is new fails as often within three years, for which rates are told', () => {
    const belief = believe('fan', []);
    const { mean } = hazardMoments(hazardAhead('fan', belief, {}, 0, 3 * YEAR_DAYS));
    const { shape, exposure } = gammaFromInterval(PUBLISHED_RATES['worn-fan'].small);
    expect(mean).toBeCloseTo((3 * shape) / exposure, 6);
  });

  test('speaks for itself once it weighs as much as what is published, in failures or in years', () => {
    const { shape, exposure } = gammaFromInterval(PUBLISHED_RATES['lost-part'].small);
    const failed = life(0, 10, { failed: true });
    const lost = (count: number) =>
      believe(
        'board',
        Array.from({ length: count }, () => failed),
      );
    expect(ownSpeaks(lost(Math.ceil(shape) - 1))).toBe(false);
    expect(ownSpeaks(lost(Math.ceil(shape)))).toBe(true);
    expect(ownSpeaks(believe('board', [life(0, 0.99 * exposure * YEAR_DAYS)]))).toBe(false);
    expect(ownSpeaks(believe('board', [life(0, 1.01 * exposure * YEAR_DAYS)]))).toBe(true);
  });

  test('ages twice as fast 10 K above 60 °C, as Arrhenius has it', () => {
    const belief = believe('board', []);
    const at = (chipC: number) => hazardMoments(hazardAhead('board', belief, { chipC }, 0, 90)).mean;
    // 0.7 eV makes 2.04 times; that it may be 0.5 or 0.9 eV makes the mean a little more.
    expect(at(70) / at(60)).toBeGreaterThan(2.03);
    expect(at(70) / at(60)).toBeLessThan(2.09);
  });

  test('is likelier to fail the more failed and the shorter they were watched, at whatever age and load', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const anyLife = fc
      .tuple(number(0, 3000), number(1, 3000), fc.boolean(), number(-50, 200), fc.boolean())
      .map(([from, days, failed, airC, known]) =>
        life(from, from + days, { failed, load: { airC }, bornMs: known ? 0 : undefined }),
      );
    fc.assert(
      fc.property(
        fc.array(anyLife, { maxLength: 6 }),
        number(0, 4000),
        number(1, 1000),
        (lives, age, days) => {
          // Of unknown age, so that one more life says nothing of how parts age.
          const chance = (more: readonly LoadedLife[]) =>
            1 -
            expectedSurvival(
              hazardAhead('controller', believe('controller', [...lives, ...more]), {}, age, days),
            );
          const now = chance([]);
          expect(now).toBeGreaterThanOrEqual(0);
          expect(now).toBeLessThanOrEqual(1);
          expect(chance([life(0, 1, { failed: true })])).toBeGreaterThan(now);
          expect(chance([life(0, 500)])).toBeLessThan(now);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** ∫∫∫ by plain sums: shape 1.1 to 3, both effects over ±4 deviations, and the rate over 1e-4 to 1 a year. */
function bySum(
  lives: readonly LoadedLife[],
  load: LoadedLife['load'],
  ageDays: number,
  days: number,
): number {
  const { shape: a, exposure: b } = gammaFromInterval(PUBLISHED_RATES['worn-fan'].small);
  const heat = { mean: Math.log(1.5), deviation: Math.log(2 / 1.3) / 3.2897072539 };
  const speed = { mean: 0.5, deviation: 0.5 / 1.6448536269514722 };
  const hazardOf = (k: number, pace: number, from: number, to: number) =>
    3 * ((pace * to) / YEAR_DAYS / 3) ** k - 3 * ((pace * from) / YEAR_DAYS / 3) ** k;
  let [weights, sum] = [0, 0];
  for (let i = 0; i < 12; i++)
    for (let j = 0; j < 12; j++)
      for (let m = 0; m < 12; m++) {
        const k = 1.1 + (1.9 * (i + 0.5)) / 12;
        const [u, v] = [-4 + (8 * (j + 0.5)) / 12, -4 + (8 * (m + 0.5)) / 12];
        const [h, s] = [heat.mean + u * heat.deviation, speed.mean + v * speed.deviation];
        const paceOf = ({ airC = 25, fanDuty = 2 / 3 }: LoadedLife['load']) =>
          Math.exp((h * (airC - 25)) / 10 + s * Math.log(1.5 * fanDuty));
        const prior = Math.exp(-(u * u + v * v) / 2);
        for (let n = 0; n < 40; n++) {
          const rate = 10 ** (-4 + (4 * (n + 0.5)) / 40);
          let log = a * Math.log(rate) - b * rate;
          for (const { fromMs, toMs, failed, load: its } of lives) {
            const [from, to, pace] = [fromMs / DAY_MS, toMs / DAY_MS, paceOf(its)];
            log -= rate * hazardOf(k, pace, from, to);
            if (failed) log += Math.log(rate * k * pace ** k * (to / YEAR_DAYS / 3) ** (k - 1));
          }
          const weight = prior * Math.exp(log);
          weights += weight;
          sum += weight * rate * hazardOf(k, paceOf(load), ageDays, ageDays + days);
        }
      }
  return sum / weights;
}
