import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benjaminiHochberg, holm } from './multiple-testing.ts';
import { Random } from './random.ts';

const pValues = fc.array(
  fc.nat(1000).map((n) => n / 1000),
  { maxLength: 30 },
);

test('adjusted values keep their order, are at least the plain ones, and Holm is the more careful', () => {
  fc.assert(
    fc.property(pValues, (p) => {
      const [careful, lenient] = [holm(p), benjaminiHochberg(p)];
      p.forEach((plain, at) => {
        expect(lenient[at]).toBeGreaterThanOrEqual(plain - 1e-15);
        expect(careful[at]).toBeGreaterThanOrEqual((lenient[at] ?? Number.NaN) - 1e-12);
        expect(careful[at]).toBeLessThanOrEqual(1);
        p.forEach((other, place) => {
          if (plain < other) expect(careful[at]).toBeLessThanOrEqual(careful[place] ?? Number.NaN);
          if (plain < other) expect(lenient[at]).toBeLessThanOrEqual(lenient[place] ?? Number.NaN);
        });
      });
    }),
  );
});

test('the order in which tests were made changes nothing', () => {
  fc.assert(
    fc.property(pValues, (p) => {
      for (const adjust of [holm, benjaminiHochberg])
        expect([...adjust(p.toReversed())]).toEqual([...adjust(p)].reverse());
    }),
  );
});

test('of twenty tests of nothing, any is taken for something in about 5 of 100 cases', () => {
  const random = new Random(77);
  let errors = 0;
  for (let run = 0; run < 2000; run++) {
    const p = Array.from({ length: 20 }, () => random.uniform());
    if (holm(p).some((each) => each <= 0.05)) errors += 1;
  }
  expect(Math.abs(errors / 2000 - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 2000));
});

test('of what is taken for something, no more is false than was promised', () => {
  const random = new Random(78);
  let falsePart = 0;
  for (let run = 0; run < 1000; run++) {
    const p = Array.from({ length: 20 }, (_, at) => random.uniform() * (at < 10 ? 1 : 1e-3));
    const found = [...benjaminiHochberg(p)].map((each, at) => ({ at, isFound: each <= 0.1 }));
    const taken = found.filter(({ isFound }) => isFound);
    falsePart += taken.filter(({ at }) => at < 10).length / Math.max(1, taken.length) / 1000;
  }
  // Half of the tests are of nothing: the rate is half of what is allowed.
  expect(falsePart).toBeGreaterThan(0.03);
  expect(falsePart).toBeLessThan(0.07);
});

test('a missing value stays missing and is no test', () => {
  expect([...holm([0.01, Number.NaN, 0.04])]).toEqual([0.02, Number.NaN, 0.04]);
  expect([...benjaminiHochberg([Number.NaN, 0.01, 0.04])]).toEqual([Number.NaN, 0.02, 0.04]);
  expect([...holm([])]).toEqual([]);
});
