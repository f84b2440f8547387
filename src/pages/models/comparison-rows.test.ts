import { expect, test } from 'vitest';
import { fakeModels } from '../../../tests/preview/fake-models.ts';
import { comparisonRows, parameterFigure, parameterName } from './comparison-rows.ts';

const [second, first] = fakeModels(Date.UTC(2026, 0, 5));

test('two models stand side by side, and what differs is marked', () => {
  if (!first || !second) throw new Error('no models');
  const rows = comparisonRows([second, first], (_, value) => value.toFixed(5), 'en-GB');
  const row = (name: string) => rows.find((each) => each.name === name);
  expect(row('What it may do')).toMatchObject({ cells: ['Speaks', 'Archived'], differs: true });
  expect(row('MASE')).toMatchObject({ cells: ['0.81', '0.81'], differs: false });
  expect(row('Depth')).toMatchObject({ cells: ['4', '5'], differs: true });
  expect(row('Worked out by')?.differs).toBe(false);
});

test('a parameter that only one has is none of the other', () => {
  const other = fakeModels(0)[3];
  if (!first || !other) throw new Error('no models');
  const rows = comparisonRows([first, other], String);
  expect(rows.find(({ name }) => name === 'Dropout')?.cells).toEqual(['None', '0.2']);
});

test('parameters are named as people write them', () => {
  expect(parameterName('learningRate')).toBe('Learning rate');
  expect(parameterName('min_child_weight')).toBe('Min child weight');
  expect(parameterFigure(true)).toBe('true');
});
