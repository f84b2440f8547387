import type { MinerTwin } from '../miner-twin.ts';

const HOUR_MS = 3_600_000;
const LONGEST_SPAN_MS = 3 * HOUR_MS;
const MOST_ROWS = 1000;

/**
 * The `history` of GET /api/system/info?ts=…&cur=…: rows from `ts` (the asker's clock) over `history_span`, at most
 * `limit` of them. `cur` is what the asker's clock shows now; times come back relative to `ts`, every value times 100 as
 * a whole number (NerdQAxePlus main/history.cpp, exportHistoryData). Nothing unless `ts` was given.
 */
export function nerdosHistory(twin: MinerTwin, query: URLSearchParams): { readonly history?: unknown } {
  const askedFromMs = whole(query.get('ts'));
  if (askedFromMs === 0) return {};
  const askerNowMs = whole(query.get('cur'));
  const limit = Math.min(MOST_ROWS, whole(query.get('limit')) || MOST_ROWS);
  const spanMs = Math.min(LONGEST_SPAN_MS, whole(query.get('history_span')) || HOUR_MS);
  const fromMs = twin.state.atMs + (askedFromMs - askerNowMs);
  const inSpan = twin.history.list().filter((row) => row.atMs >= fromMs && row.atMs <= fromMs + spanMs);
  const rows = inSpan.slice(0, limit);
  const scaled = (values: readonly number[]): number[] => values.map((value) => Math.trunc(value * 100));
  return {
    history: {
      hashrate_1m: scaled(rows.map((row) => row.mean1mHs / 1e9)),
      hashrate_10m: scaled(rows.map((row) => row.mean10mHs / 1e9)),
      hashrate_1h: scaled(rows.map((row) => row.mean1hHs / 1e9)),
      hashrate_1d: scaled(rows.map((row) => row.mean1dHs / 1e9)),
      vregTemp: scaled(rows.map((row) => row.regulatorC)),
      asicTemp: scaled(rows.map((row) => row.chipC)),
      timestamps: rows.map((row) => Math.round(row.atMs - fromMs)),
      timestampBase: askedFromMs,
      hasMore: inSpan.length > rows.length,
    },
  };
}

/** Whole milliseconds out of a query, 0 where there are none (as C's strtoull reads it). */
function whole(text: string | null): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
