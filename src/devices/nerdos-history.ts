import type { Reading } from '../domain/reading.ts';
import type { DeviceAdapter, HistoricReading } from './adapter.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';

type History = NonNullable<DeviceAdapter['history']>;

/** The firmware answers at most this much at once (NERD http_server: limit ≤ 1000, span ≤ 3 h). */
const MOST_SAMPLES = 1_000;
const LONGEST_SPAN_MS = 10_800_000;
/** Pages of one recall: three hours of a sample every five seconds need three. */
const MOST_PAGES = 12;
/** Every sample is sent as value × 100, as a whole number. */
const SCALE = 0.01;

/** What NerdOS remembers, up to three hours, page by page. */
export const nerdosHistory: History = async (transport, { sinceMs, nowMs, signal }) => {
  const found: HistoricReading[] = [];
  const receivedAtMs = nowMs();
  let fromMs = Math.max(sinceMs, receivedAtMs - LONGEST_SPAN_MS);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const span = Math.max(1, Math.min(LONGEST_SPAN_MS, receivedAtMs - fromMs));
    const query = `ts=${Math.floor(fromMs)}&cur=${Math.floor(receivedAtMs)}&limit=${MOST_SAMPLES}&history_span=${Math.ceil(span)}`;
    const reply = await transport.http({ path: `/api/system/info?${query}`, ...(signal ? { signal } : {}) });
    const { moments, hasMore } = parseNerdosHistory(replyJson(reply, '/api/system/info'), fromMs);
    // A moment from the future belongs to no clock we know, and would end the paging early.
    const news = moments.filter(({ atMs }) => atMs > fromMs && atMs <= receivedAtMs);
    found.push(...news);
    const last = news.at(-1);
    if (!hasMore || !last) break;
    fromMs = last.atMs;
  }
  return found;
};

/**
 * The `history` of an info reply. Its times count from `timestampBase` where given, else from the asked `ts`.
 */
export function parseNerdosHistory(
  info: unknown,
  askedFromMs: number,
): { readonly moments: readonly HistoricReading[]; readonly hasMore: boolean } {
  const history = new RawRecord(info, []).record('history');
  const times = history.numbers('timestamps');
  const base = history.number('timestampBase', { min: 0 }) ?? askedFromMs;
  const short = history.numbers('hashrate_1m');
  const columns = {
    rate: short.length > 0 ? short : history.numbers('hashrate_10m'),
    average: history.numbers('hashrate_1h'),
    regulator: history.numbers('vregTemp'),
    chip: history.numbers('asicTemp'),
  };
  const moments = times.flatMap((offset, index): HistoricReading[] => {
    const atMs = Math.round(base + offset);
    if (!Number.isSafeInteger(atMs) || atMs < 0) return [];
    const at = (values: readonly number[]) => (values[index] ?? Number.NaN) * SCALE;
    return [
      {
        atMs,
        ...rates(at(columns.rate), at(columns.average)),
        ...temperatures(at(columns.chip), at(columns.regulator)),
      },
    ];
  });
  return { moments: moments.sort((a, b) => a.atMs - b.atMs), hasMore: history.boolean('hasMore') ?? false };
}

/** The largest miner of this family does 10 TH/s; what is a thousand times that is no rate. */
const MOST_GHS = 1e7;

function rates(ghs: number, averageGhs: number): Partial<Reading> {
  const isRate = (value: number) => value >= 0 && value <= MOST_GHS;
  return {
    ...(isRate(ghs) ? { hashrateHs: ghs * 1e9 } : {}),
    ...(isRate(averageGhs) ? { hashrateAvgHs: averageGhs * 1e9 } : {}),
  };
}

/** 0 and less say that there is no sensor. */
function temperatures(chipC: number, regulatorC: number): Partial<Reading> {
  const isMeasured = (tempC: number) => tempC > 0 && tempC <= 250;
  return {
    ...(isMeasured(chipC) ? { tempChipMaxC: chipC } : {}),
    ...(isMeasured(regulatorC) ? { tempVrC: regulatorC } : {}),
  };
}
