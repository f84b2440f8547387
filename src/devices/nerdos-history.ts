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
    found.push(...moments.filter(({ atMs }) => atMs > fromMs));
    const last = moments.at(-1);
    if (!hasMore || !last || last.atMs <= fromMs) break;
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
  const base = history.number('timestampBase') ?? askedFromMs;
  const column = (name: string) => history.numbers(name);
  const columns = {
    rate: column('hashrate_1m').length > 0 ? column('hashrate_1m') : column('hashrate_10m'),
    average: column('hashrate_1h'),
    regulator: column('vregTemp'),
    chip: column('asicTemp'),
  };
  const moments = times.flatMap((offset, index): HistoricReading[] => {
    if (Number.isNaN(offset)) return [];
    const at = (values: readonly number[]): number | undefined => {
      const value = values[index];
      return value === undefined || Number.isNaN(value) ? undefined : value * SCALE;
    };
    return [
      {
        atMs: base + offset,
        ...rates(at(columns.rate), at(columns.average)),
        ...temperatures(at(columns.chip), at(columns.regulator)),
      },
    ];
  });
  return { moments: moments.sort((a, b) => a.atMs - b.atMs), hasMore: history.boolean('hasMore') ?? false };
}

function rates(ghs: number | undefined, averageGhs: number | undefined): Partial<Reading> {
  return {
    ...(ghs === undefined ? {} : { hashrateHs: ghs * 1e9 }),
    ...(averageGhs === undefined ? {} : { hashrateAvgHs: averageGhs * 1e9 }),
  };
}

/** 0 and less say that there is no sensor. */
function temperatures(chipC: number | undefined, regulatorC: number | undefined): Partial<Reading> {
  return {
    ...(chipC !== undefined && chipC > 0 ? { tempChipMaxC: chipC } : {}),
    ...(regulatorC !== undefined && regulatorC > 0 ? { tempVrC: regulatorC } : {}),
  };
}
