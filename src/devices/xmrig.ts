import type { Algorithm } from '../domain/miner.ts';
import type { Board, Fan, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { largest, total } from './board-totals.ts';
import { attempt } from './evidence.ts';
import { RawRecord } from './raw-record.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';
import { xmrigControl } from './xmrig-control.ts';
import { xmrigJson } from './xmrig-web.ts';

/**
 * XMRig on a computer, over its HTTP API at the port its owner chose (`doc/API.md` of xmrig/xmrig, `doc/api/2`). Rates
 * are H/s, null until their window is filled. Its access token, where there is one, is the owner's password for it.
 */
export const xmrig: DeviceAdapter = {
  async read(transport, options) {
    const summary = await readSummary(transport, options);
    // Graphics cards are told apart from the rest; a miner on a processor alone has none.
    const backends = await attempt(() => xmrigJson(transport, '/2/backends', options));
    const told = backends instanceof DeviceError ? undefined : backends;
    return refuseBlank(parseXmrig({ summary, backends: told }, options.nowMs()), '/2/summary');
  },
  control: xmrigControl,
};

/** Before version 3 of XMRig, and in miners made of that, it is version 1 of the API, of nearly the same fields. */
async function readSummary(transport: DeviceTransport, options: ReadOptions): Promise<unknown> {
  const summary = await attempt(() => xmrigJson(transport, '/2/summary', options));
  if (!(summary instanceof DeviceError)) return summary;
  if (summary.kind !== 'unreadable-reply') throw summary;
  const first = await attempt(() => xmrigJson(transport, '/1/summary', options));
  if (first instanceof DeviceError) throw summary;
  return first;
}

export interface XmrigReplies {
  readonly summary: unknown;
  readonly backends?: unknown;
}

/** The replies → one moment. */
export function parseXmrig({ summary, backends }: XmrigReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const info = new RawRecord(summary, oddities);
  const connection = info.record('connection');
  const cards = new RawRecord({ backends }, oddities).records('backends').flatMap(cardsOf);
  return {
    identity: {
      family: 'xmrig',
      make: 'XMRig',
      model: info.record('cpu').text('brand'),
      firmware: info.text('version'),
      hostname: info.text('worker_id'),
      algorithm: algorithmOf(info.text('algo') ?? connection.text('algo')),
    },
    reading: {
      atMs,
      ...rates(info),
      powerW: total(cards.map(({ powerW }) => powerW)),
      tempChipMaxC: largest(cards.map(({ board }) => board.tempChipC)),
      fans: cards.flatMap(({ fans }) => fans),
      shares: shares(info, connection),
      bestShare: bestShare(info),
      poolDifficulty: connection.difficulty('diff'),
      uptimeS: info.count('uptime'),
      paused: info.boolean('paused'),
      poolLatencyMs: connection.number('ping', { min: 1, max: 600_000 }),
      boards: cards.map(({ board }, id) => ({ ...board, id })),
      pools: pools(connection),
      faults: [],
      oddities,
    },
  };
}

const MOST_HS = 1e15;

/** `hashrate.total` are the windows of 10 s, 60 s and 15 min; the longest that is filled is the average. */
function rates(info: RawRecord): Pick<Reading, 'hashrateHs' | 'hashrateAvgHs' | 'mining'> {
  const windows = info.record('hashrate').numbers('total');
  const filled = windows.filter((rate) => rate >= 0 && rate <= MOST_HS);
  const [hashrateHs] = filled;
  const hashing = hashrateHs === undefined ? undefined : hashrateHs > 0;
  return {
    hashrateHs,
    hashrateAvgHs: filled.at(-1),
    mining: info.boolean('paused') === true ? false : hashing,
  };
}

function shares(info: RawRecord, connection: RawRecord): Reading['shares'] {
  const results = info.record('results');
  const accepted = results.count('shares_good');
  const all = results.count('shares_total');
  return {
    accepted: accepted ?? connection.count('accepted'),
    rejected:
      all !== undefined && accepted !== undefined && all >= accepted
        ? all - accepted
        : connection.count('rejected'),
  };
}

/** The ten best, the best first; 0 is a place that nobody took yet. */
function bestShare(info: RawRecord): number | undefined {
  const [best] = info.record('results').numbers('best');
  return best !== undefined && best > 0 && best < 1e18 ? best : undefined;
}

/** The pool in use, the only one that is told; without a connection its time there stands at 0. */
function pools(connection: RawRecord): readonly PoolConnection[] {
  const url = connection.text('pool');
  if (url === undefined) return [];
  const connectedS = connection.count('uptime');
  return [
    {
      url,
      active: true,
      alive: connectedS === undefined ? undefined : connectedS > 0,
      accepted: connection.count('accepted'),
      rejected: connection.count('rejected'),
    },
  ];
}

interface Card {
  readonly board: Omit<Board, 'id'>;
  readonly powerW: number | undefined;
  readonly fans: readonly Fan[];
}

/**
 * Graphics cards of a backend (`opencl`, `cuda`): what their driver tells stands in `health`, clocks of core and memory
 * in MHz among it (xmrig/xmrig src/backend/cuda/wrappers/CudaDevice.cpp, src/backend/opencl/wrappers/OclDevice.cpp).
 */
function cardsOf(backend: RawRecord): readonly Card[] {
  if (!['opencl', 'cuda'].includes(backend.text('type') ?? '')) return [];
  return backend.records('threads').map((thread) => {
    const health = thread.record('health');
    const [rate] = thread.numbers('hashrate').filter((each) => each >= 0 && each <= MOST_HS);
    return {
      board: {
        hashrateHs: rate,
        tempChipC: health.temperature('temperature'),
        frequencyMhz: health.number('clock', { min: 1, max: 20_000 }),
        memoryClockMhz: health.number('mem_clock', { min: 1, max: 50_000 }),
      },
      powerW: health.number('power', { min: 1, max: 5_000 }),
      fans: fansOf(health),
    };
  });
}

/** AMD's driver tells rpm, NVIDIA's `fan_speed` in per cent. */
function fansOf(health: RawRecord): readonly Fan[] {
  const within = (found: number | undefined, most: number) =>
    found !== undefined && found >= 0 && found <= most ? found : undefined;
  const rpm = health.numbers('rpm');
  const percent = health.numbers('fan_speed');
  const places = [...(rpm.length > percent.length ? rpm : percent).keys()];
  return places
    .map((place) => ({ rpm: within(rpm[place], 50_000), percent: within(percent[place], 100) }))
    .filter((fan) => fan.rpm !== undefined || fan.percent !== undefined);
}

/** `rx/0` and its variants are RandomX; the other families of XMRig (CryptoNight, Argon2 …) have no unit of their own. */
function algorithmOf(algo: string | undefined): Algorithm {
  if (algo === undefined) return 'randomx';
  return /^(?:rx\/|randomx)/.test(algo) ? 'randomx' : 'other';
}
