import { expose, wrap } from 'comlink';
import { expect, test } from 'vitest';
import type { SeriesColumns } from '../domain/series.ts';
import { transferred } from './transferred.ts';

test('columns cross to another thread without a copy, even those that share one array', async () => {
  const { port1, port2 } = new MessageChannel();
  const atMs = Float64Array.of(1, 2);
  const columns: SeriesColumns = { atMs, values: { powerW: Float64Array.of(5, 6), uptimeS: atMs } };
  expose({ columns: async () => transferred(columns) }, port1);
  const remote = wrap<{ columns(): Promise<SeriesColumns> }>(port2);
  expect(await remote.columns()).toEqual({
    atMs: Float64Array.of(1, 2),
    values: { powerW: Float64Array.of(5, 6), uptimeS: Float64Array.of(1, 2) },
  });
  expect([atMs.length, columns.values.powerW?.length]).toEqual([0, 0]);
  port1.close();
  port2.close();
});
