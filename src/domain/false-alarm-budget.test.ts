import { expect, test } from 'vitest';
import { guardBudget } from './false-alarm-budget.ts';
import { silenceThreshold } from './share-arrivals.ts';

test('what the silent-death rule, the mining watch and the earnings watch may raise is together what was promised', () => {
  for (const promised of [0.01, 1, 100]) expect(3 * guardBudget(promised)).toBeCloseTo(promised, 12);
});

test('sharing the budget makes a silence later by 1.1 expected shares', () => {
  const perSecond = 1 / 30;
  const alone = silenceThreshold(perSecond, 1);
  expect(silenceThreshold(perSecond, guardBudget(1)) - alone).toBeCloseTo(1.0986, 4);
});
