import { expect, it } from 'vitest';
import { dieboldMariano } from '../../numerics/diebold-mariano.ts';
import { Random } from '../../numerics/random.ts';
import { beatsRuleP } from './loss-test.ts';

const random = new Random(3);
const losses = (count: number, level: number) =>
  Float64Array.from({ length: count }, () => level + random.normal() ** 2);

it('is half of the two-sided p on the side of the better one, and the rest on the other', () => {
  const [model, rule] = [losses(80, 0.6), losses(80, 1)];
  const { p, statistic } = dieboldMariano(model, rule, 3);
  expect(statistic).toBeLessThan(0);
  expect(beatsRuleP(model, rule, 3)).toBeCloseTo(p / 2, 12);
  expect(beatsRuleP(rule, model, 3)).toBeCloseTo(1 - p / 2, 12);
});

it('gets less sure where some are missing, and errs no more often for that', () => {
  let errors = 0;
  for (let world = 0; world < 400; world++) {
    const [model, rule] = [losses(60, 1), losses(60, 1)];
    for (let at = 0; at < 60; at += 3) model[at] = Number.NaN;
    errors += Number(beatsRuleP(model, rule, 4) < 0.05);
  }
  expect(errors / 400).toBeLessThan(0.08);
  const [model, rule] = [losses(200, 0.2), losses(200, 1)];
  const all = beatsRuleP(model, rule, 1);
  model.fill(Number.NaN, 50, 150);
  expect(beatsRuleP(model, rule, 1)).toBeGreaterThan(all);
});

it('says nothing of equal forecasts, of none, and of fewer than they overlap', () => {
  expect(beatsRuleP([1, 1, 1], [1, 1, 1], 1)).toBeNaN();
  expect(beatsRuleP([], [], 1)).toBeNaN();
  expect(beatsRuleP([1, 2, 3], [3, 3, 3], 5)).toBeNaN();
});
