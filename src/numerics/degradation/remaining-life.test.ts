import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { lifeByAge } from './life-by-age.ts';
import { learnRemainingLife, REMAINING_LIFE_DEFAULTS, remainingLife } from './remaining-life.ts';
import { phmScore } from './remaining-life-score.ts';
import { type MachineHistory, wearFeatures } from './wear-features.ts';
import { wearErrors, wearRadii } from './wear-interval.ts';
import { boostedWear, forestWear } from './wear-learner.ts';

/** A machine that fails when wear, which grows ever faster, reaches 1; one sensor shows it in noise, one shows nothing. */
function machine(random: Random): MachineHistory {
  const life = 60 + Math.floor(80 * random.uniform());
  const offset = random.normal();
  const wear = Float64Array.from({ length: life }, (_, moment) => ((moment + 1) / life) ** 3);
  return {
    sensors: [
      wear.map((each) => offset + 10 * each + 0.3 * random.normal()),
      wear.map(() => random.normal()),
    ],
  };
}

const FAST = {
  ...REMAINING_LIFE_DEFAULTS,
  cap: 50,
  learners: [
    boostedWear('boosted', { rounds: 40, learningRate: 0.15, maxDepth: 3 }),
    boostedWear('one step', { rounds: 1, learningRate: 0.01 }),
    forestWear('forest', 5, 20),
  ],
};

function learned(machines: readonly MachineHistory[], options = FAST) {
  const shares: number[] = [];
  const learning = learnRemainingLife(machines, options, new Random(8));
  for (;;) {
    const step = learning.next();
    if (step.done) return { model: step.value, shares };
    shares.push(step.value);
  }
}

describe('remaining life', () => {
  const random = new Random(3);
  const fleet = Array.from({ length: 40 }, () => machine(random));
  const { model, shares } = learned(fleet.slice(0, 25));

  it('of machines not seen is told better than by age, within the interval as often as promised', () => {
    const lives = fleet.slice(0, 25).map(({ sensors }) => sensors[0]?.length ?? 0);
    let [own, rule, inside, count] = [0, 0, 0, 0];
    for (const unseen of fleet.slice(25)) {
      const told = remainingLife(model, unseen, 0.9);
      for (const [moment, { value, lower, upper }] of told.entries()) {
        const came = Math.min(50, told.length - 1 - moment);
        own += (value - came) ** 2;
        rule += (lifeByAge(lives, moment + 1, 50) - came) ** 2;
        inside += Number(lower <= came && came <= upper);
        count += 1;
      }
    }
    expect(own).toBeLessThan(0.5 * rule);
    expect(inside / count).toBeGreaterThan(0.8);
  });

  it('is learnt by whoever did best on machines that it had not seen', () => {
    const errors = [...model.validation.entries()].sort(([, a], [, b]) => a - b);
    expect(model.learner).toBe(errors[0]?.[0]);
    expect(errors.at(-1)?.[0]).toBe('one step');
  });

  it('says how much is done while it learns', () => {
    expect(shares[0]).toBe(0);
    expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share < 1)).toBe(true);
  });

  it('is wider for a higher level, and unknown where machines are too few for it', () => {
    const [unseen] = fleet.slice(30);
    if (!unseen) throw new TypeError('there is no machine');
    const [narrow, wide] = [0.5, 0.9].map((level) => remainingLife(model, unseen, level)[20]);
    expect((wide?.upper ?? 0) - (wide?.lower ?? 0)).toBeGreaterThan(
      (narrow?.upper ?? 0) - (narrow?.lower ?? 0),
    );
    // 25 machines cannot promise more than 25 of 26.
    expect(remainingLife(model, unseen, 0.99)[20]).toMatchObject({ lower: 0, upper: 50 });
  });

  it('needs as many machines as it makes parts of, and a learner', () => {
    expect(() => learned(fleet.slice(0, 2))).toThrow('2 machines for 3 folds');
    expect(() => learned(fleet.slice(0, 3), { ...FAST, learners: [] })).toThrow('no learner');
    const [one, other] = fleet;
    const odd = [one, other, { sensors: [[1, 2]] }].filter((each) => each !== undefined);
    expect(() => learned(odd)).toThrow('machine 2 has 1 sensors, the first one has 2');
    expect(() => learned([{ sensors: [[]] }, { sensors: [[]] }, { sensors: [[]] }])).toThrow(
      'machine 0 has no moments',
    );
  });
});

describe('what tells wear', () => {
  it('is never told by what comes later', () => {
    const sensor = fc.array(
      fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN)),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(sensor, fc.nat(), (values, cut) => {
        const until = 1 + (cut % values.length);
        const whole = wearFeatures({ sensors: [values] });
        const part = wearFeatures({ sensors: [values.slice(0, until)] });
        for (const [feature, column] of part.entries())
          for (let moment = 0; moment < until; moment++) {
            const [early, late] = [column[moment] ?? NaN, whole[feature]?.[moment] ?? NaN];
            if (Number.isNaN(early)) expect(late).toBeNaN();
            else expect(late).toBeCloseTo(early, 6);
          }
      }),
    );
  });

  it('is age, level, distance from when it was new, and course', () => {
    const values = Float64Array.from({ length: 100 }, (_, moment) => 1e6 + 2 * moment);
    const [age, level, gone, course] = wearFeatures(
      { sensors: [values] },
      { level: 3, course: 10, first: 5 },
    ).map((column) => column[99]);
    expect(age).toBe(100);
    expect(level).toBeCloseTo(1e6 + 2 * 98, 6);
    expect(gone).toBeCloseTo(2 * 98 - 2 * 2, 6);
    expect(course).toBeCloseTo(2, 9);
  });

  it('passes over what is missing', () => {
    const [, level, , course] = wearFeatures(
      { sensors: [[NaN, 1, NaN, 3]] },
      { level: 4, course: 4, first: 1 },
    );
    expect(Array.from(level ?? [])).toEqual([NaN, 1, 1, 2]);
    expect(course?.[3]).toBeCloseTo(1, 12);
  });
});

describe('intervals of remaining life', () => {
  it('are wider where errors were greater, and one machine of long life counts as one', () => {
    const said = (count: number) => Float64Array.from({ length: count }, (_, at) => (at / count) * 100);
    const off = (values: Float64Array, by: number) => values.map((each) => each + (each < 50 ? 1 : 10) * by);
    const short = Array.from({ length: 19 }, () => said(20)).map((own) => ({ said: own, came: off(own, 1) }));
    const long = { said: said(5000), came: off(said(5000), 1) };
    const [near, far] = wearRadii(wearErrors([...short, long]), Float64Array.of(5, 95), 0.9);
    expect(near).toBeCloseTo(1, 6);
    expect(far).toBeCloseTo(10, 6);
  });

  it('know no bounds without machines', () => {
    expect([...wearRadii(wearErrors([]), Float64Array.of(1), 0.5)]).toEqual([Infinity]);
  });
});

it('the PHM08 score takes too long a life for worse than too short a one', () => {
  expect(phmScore([10, 90], [10, 90])).toBe(0);
  expect(phmScore([20], [10])).toBeCloseTo(Math.E - 1, 12);
  expect(phmScore([10], [23])).toBeCloseTo(Math.E - 1, 12);
  expect(phmScore([23], [10])).toBeGreaterThan(phmScore([10], [23]));
});

it('life by age is the mean of what those had left that lived so long', () => {
  expect(lifeByAge([10, 20, 200], 12, 100)).toBe((8 + 100) / 2);
  expect(lifeByAge([10, 20], 21, 100)).toBe(0);
});
