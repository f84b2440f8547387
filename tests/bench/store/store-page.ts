import * as Comlink from 'comlink';
import type { ColumnsQuery } from '../../../src/store/telemetry-store.ts';
import type { StoreBenchApi } from './store-worker.ts';

declare global {
  /** What the suite asks of the page. */
  var bench: {
    readonly worker: Comlink.Remote<StoreBenchApi>;
    readTimes(
      from: 'columns' | 'columnsOfRows',
      query: ColumnsQuery,
      times: number,
    ): Promise<{ readonly ms: number[]; readonly rows: number }>;
  };
}

const worker = Comlink.wrap<StoreBenchApi>(
  new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' }),
);

globalThis.bench = {
  worker,
  /** From the page's question to the columns in the page's hands. */
  async readTimes(from, query, times) {
    const ms: number[] = [];
    let rows = 0;
    for (let time = 0; time < times; time += 1) {
      const beganMs = performance.now();
      rows = (await worker[from](query)).atMs.length;
      ms.push(performance.now() - beganMs);
    }
    return { ms, rows };
  },
};
