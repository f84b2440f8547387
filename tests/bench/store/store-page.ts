import * as Comlink from 'comlink';
import uPlot from 'uplot';
import type { SeriesColumns, SeriesName } from '../../../src/domain/series.ts';
import type { ColumnsQuery } from '../../../src/store/telemetry-store.ts';
import type { Peer } from './row-tables.ts';
import type { StoreBenchApi } from './store-worker.ts';

export interface ReadTimes {
  readonly ms: number[];
  /** Of each read. */
  readonly rows: number[];
}

declare global {
  /** What the suite asks of the page. */
  var bench: {
    readonly worker: Comlink.Remote<StoreBenchApi>;
    /** From the page's question to the columns in the page's hands, each question in turn. */
    readTimes(queries: readonly ColumnsQuery[], peer?: Peer): Promise<ReadTimes>;
    /** From the page's question to every row of the columns drawn. */
    drawTimes(queries: readonly ColumnsQuery[]): Promise<number[]>;
    /** From a closed database to the columns in the page's hands, ms. */
    firstReadTime(database: string, query: ColumnsQuery): Promise<number>;
  };
}

const worker = Comlink.wrap<StoreBenchApi>(
  new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' }),
);

globalThis.bench = {
  worker,
  async readTimes(queries, peer) {
    const ms: number[] = [];
    const rows: number[] = [];
    for (const query of queries) {
      const beganMs = performance.now();
      const columns = await (peer ? worker.columnsOfPeer(peer, query) : worker.columns(query));
      ms.push(performance.now() - beganMs);
      rows.push(columns.atMs.length);
    }
    return { ms, rows };
  },
  async drawTimes(queries) {
    const ms: number[] = [];
    for (const query of queries) {
      const beganMs = performance.now();
      const chart = await drawn(await worker.columns(query), query.names);
      ms.push(performance.now() - beganMs);
      chart.destroy();
    }
    return ms;
  },
  async firstReadTime(database, query) {
    const beganMs = performance.now();
    await worker.open(database);
    const { atMs } = await worker.columns(query);
    if (atMs.length === 0) throw new Error(`${database} has nothing of the range that was asked for`);
    return performance.now() - beganMs;
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
