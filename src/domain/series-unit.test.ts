import { expect, test } from 'vitest';
import { SERIES } from './series.ts';
import { unitOfSeries } from './series-unit.ts';

test('every series has in its name the unit that it is listed with', () => {
  for (const { name, unit } of SERIES)
    expect([name, unitOfSeries(name)]).toEqual([name, unit === '0/1' ? '' : unit]);
});
