import * as Comlink from 'comlink';
import uPlot from 'uplot';
import type { SeriesColumns, SeriesName } from '../../../src/domain/series.ts';
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
    drawTimes(query: ColumnsQuery, times: number): Promise<number[]>;
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
  /** From the page's question to every row of the columns drawn. */
  async drawTimes(query, times) {
    const ms: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const beganMs = performance.now();
      const chart = await drawn(await worker.columns(query), query.names);
      ms.push(performance.now() - beganMs);
      chart.destroy();
    }
    return ms;
  },
};

function drawn({ atMs, values }: SeriesColumns, names: readonly SeriesName[]): Promise<uPlot> {
  const columns = names.map((name) => values[name] ?? new Float64Array(atMs.length));
  return new Promise((resolve) => {
    new uPlot(
      {
        width: 900,
        height: 320,
        ms: 1,
        series: [{}, ...names.map((name) => ({ scale: name, stroke: 'black' }))],
        hooks: { draw: [resolve] },
      },
      [atMs, ...columns],
      document.body,
    );
  });
}
