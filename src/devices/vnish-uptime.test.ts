import { expect, test } from 'vitest';
import { RawRecord } from './raw-record.ts';
import { vnishUptimeS } from './vnish-uptime.ts';

test.each([
  ['9 days,  3:58', 791_880],
  ['1 day, 0:12', 87_120],
  ['10 days', 864_000],
  ['10 days, 18:00', 928_800],
  [' 1:00', 3_600],
  ['0:06', 360],
  ['0:00:42', 42],
  ['42 min', 2_520],
  ['3 days, 7 min', 259_620],
  [86_400, 86_400],
  ['', undefined],
  [null, undefined],
])('%j is %j seconds', (uptime, seconds) => {
  expect(vnishUptimeS(new RawRecord({ uptime }, []))).toBe(seconds);
});

test.each(['soon', '1:2:3:4', '12 weeks', 'days', {}, []])('%j is no time, and said to be none', (uptime) => {
  const system = new RawRecord({ uptime }, []);
  expect(vnishUptimeS(system)).toBeUndefined();
  expect(system.oddities).toMatchObject([{ field: 'uptime' }]);
});
