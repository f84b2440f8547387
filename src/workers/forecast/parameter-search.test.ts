import { expect, test } from 'vitest';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { choosingRows } from '../../insight/forecast/replay-origins.ts';
import { trainableKinds } from './model-kinds.ts';
import { beginSearch } from './parameter-search.ts';

const TARGET: ForecastTarget = {
  id: 'power:a1:hour',
  quantity: 'power',
  subject: { kind: 'miner', id: 'a1' },
  step: 'hour',
  horizon: 24,
  season: 24,
  unit: 'W',
};

test.each([420, 960, 2_880])('with %i rows each rung has enough of them for every candidate', (rows) => {
  const values = new Float64Array(rows);
  for (const kind of trainableKinds(TARGET)) {
    const { candidates, options } = beginSearch(kind, { target: TARGET, values }, 1);
    expect(candidates.length).toBe(options.candidates);
    const least = Math.floor(
      (Math.floor(choosingRows(TARGET, rows) * 0.8) - 24) * options.eta ** (1 - options.rungs),
    );
    for (const each of candidates)
      expect(kind.forecaster(each, TARGET).rowsNeeded(24)).toBeLessThanOrEqual(least);
    expect(beginSearch(kind, { target: TARGET, values }, 1).candidates).toEqual(candidates);
  }
});
