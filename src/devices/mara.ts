import { type Algorithm, type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Fan, Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { largest, total } from './board-totals.ts';
import { userOf } from './esp-fields.ts';
import { clockMhz, maraBoards } from './mara-boards.ts';
import { maraControl } from './mara-control.ts';
import { maraRates } from './mara-rates.ts';
import { maraWeb, payload } from './mara-web.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What MARA's firmware told, each as parsed JSON; what was not told is undefined. */
export interface MaraReplies {
  readonly brief?: unknown;
  readonly overview?: unknown;
  readonly hashboards?: unknown;
  readonly details?: unknown;
  readonly fans?: unknown;
  readonly pools?: unknown;
  readonly networkConfig?: unknown;
  readonly minerConfig?: unknown;
  readonly events?: unknown;
}

/** MARA (KaonSu) over HTTP with a digest login. Fields: asic-rs, marathon `v1/mod.rs`; pyasic, `marathon.py`. */
export const mara: DeviceAdapter = {
  async read(transport, options) {
    const opened = maraWeb(transport, options);
    const ask = (name: string) => askIfKnown(opened, `/kaonsu/v1/${name}`, options);
    const replies: MaraReplies = {
      brief: await ask('brief'),
      overview: await ask('overview'),
      hashboards: await ask('hashboards'),
      details: await ask('details'),
      fans: await ask('fans'),
      pools: await ask('pools'),
      networkConfig: await ask('network_config'),
      minerConfig: await ask('miner_config'),
      events: await ask('event_chart'),
    };
    return refuseBlank(parseMara(replies, options.nowMs()), '/kaonsu/v1/brief');
  },
  control: maraControl,
};

/** What a version does not know is not there; a refused login concerns everything. */
async function askIfKnown(
  transport: DeviceTransport,
  path: string,
  { signal }: ReadOptions,
): Promise<unknown> {
  try {
    return replyJson(await transport.http({ path, ...(signal ? { signal } : {}) }), path);
  } catch (error) {
    if (error instanceof DeviceError && error.kind === 'unreadable-reply') return undefined;
    throw error;
  }
}

/** The replies → one moment. */
export function parseMara(replies: MaraReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const overview = payload(replies.overview, oddities);
  return {
    identity: identityOf(overview, payload(replies.networkConfig, oddities)),
    reading: readingOf(replies, atMs, oddities),
  };
}

function identityOf(overview: RawRecord, network: RawRecord): MinerIdentity {
  // The longer name has the rate that it was sold with behind it: `Antminer KS5 Pro (21.0TH)`.
  const model = (overview.text('model') ?? overview.text('model_extended'))?.replace(
    /^AntMiner\b/i,
    'Antminer',
  );
  return {
    family: 'mara',
    mac: normaliseMac(overview.text('mac') ?? ''),
    make: model?.split(' ')[0],
    model,
    firmware: overview.text('version_firmware'),
    hostname: network.text('hostname') ?? overview.text('hostname'),
    algorithm: algorithmOf(model),
  };
}

function readingOf(replies: MaraReplies, atMs: number, oddities: Oddity[]): Reading {
  const brief = payload(replies.brief, oddities);
  const rates = maraRates(brief);
  const hashboards = payload(replies.hashboards, oddities);
  const boards = maraBoards(
    hashboards.records('hashboards'),
    payload(replies.details, oddities).records('hashboard_infos'),
    rates.averageHs ?? rates.realtimeHs,
  );
  const config = payload(replies.minerConfig, oddities).record('mode');
  const pools = poolsOf(replies.pools, oddities);
  const status = brief.text('status');
  const workMode = config.text('work-mode-selector') ?? brief.text('work_mode');
  return {
    atMs,
    hashrateHs: rates.realtimeHs,
    hashrateAvgHs: rates.averageHs,
    expectedHashrateHs: rates.idealHs,
    powerW: brief.number('power_consumption_estimated', { min: 0, max: 50_000 }),
    powerLimitW: config.record('concorde').number('power-target', { min: 1, max: 50_000 }),
    tempChipMaxC: largest(boards.map(({ tempChipC }) => tempChipC)),
    // The hottest that `/brief` tells is a board's sensor as it is read; the boards add what it lies below the chips.
    tempBoardMaxC: largest(
      boards.length > 0 ? boards.map(({ tempBoardC }) => tempBoardC) : [brief.temperature('temperature_max')],
    ),
    fans: fansOf(payload(replies.fans, oddities)),
    frequencyMhz: clockMhz(hashboards),
    shares: {
      accepted: total(pools.map(({ accepted }) => accepted)),
      rejected: total(pools.map(({ rejected }) => rejected)),
    },
    uptimeS: brief.count('elapsed'),
    mining: isMining(status, rates.realtimeHs),
    paused: workMode === undefined ? undefined : /^sleep$/i.test(workMode),
    workMode,
    boards,
    pools,
    faults: [...indicatorFault(brief), ...eventsOf(payload(replies.events, oddities), atMs)],
    oddities,
  };
}

/** All fans follow one speed, in percent. */
function fansOf(told: RawRecord): readonly Fan[] {
  const percent = told.number('percent', { min: 0, max: 100 });
  return told.records('fans').map((fan) => ({
    rpm: fan.number('current_speed', { min: 0, max: 50_000 }) ?? fan.number('rpm', { min: 0, max: 50_000 }),
    percent,
  }));
}

/** Its lamp, in words: `Degraded`, `Hash board error`. In good health it is `Fully functional`, asleep as well. */
function indicatorFault(brief: RawRecord): readonly Fault[] {
  const message = brief.text('indicator_long');
  return message === undefined || /^fully functional/i.test(brief.text('indicator') ?? '')
    ? []
    : [{ message }];
}

function isMining(status: string | undefined, hashrateHs: number | undefined): boolean | undefined {
  if (status !== undefined) return status === 'Mining';
  return hashrateHs === undefined ? undefined : hashrateHs > 0;
}

/** In use is the one that answers and comes first by its priority. */
function poolsOf(reply: unknown, oddities: Oddity[]): readonly PoolConnection[] {
  const list = Array.isArray(reply)
    ? { pools: reply }
    : isRecord(reply) && isRecord(reply.data)
      ? reply.data
      : reply;
  const pools = new RawRecord(list, oddities).records('pools');
  const alive = pools.filter((pool) => isAlive(pool) === true);
  const [inUse] = [...alive].sort((a, b) => priorityOf(a) - priorityOf(b));
  return pools.flatMap((pool) => {
    const url = pool.text('url');
    if (url === undefined) return [];
    return [
      {
        url,
        user: userOf(pool, 'user'),
        active: pool === inUse,
        alive: isAlive(pool),
        accepted: pool.count('accepted'),
        rejected: pool.count('rejected'),
      },
    ];
  });
}

function isAlive(pool: RawRecord): boolean | undefined {
  const status = pool.text('status');
  return status === undefined ? undefined : status === 'Alive';
}

function priorityOf(pool: RawRecord): number {
  return pool.number('priority') ?? Number.MAX_SAFE_INTEGER;
}

/** Events are a log: what is older than a quarter of an hour is past, or would have been logged again. */
const RECENT_S = 15 * 60;

function eventsOf(told: RawRecord, atMs: number): readonly Fault[] {
  return told.records('event_flags').flatMap((event): Fault[] => {
    const message = event.text('message');
    const atS = event.number('timestamp');
    if (message === undefined || !/^(error|warning)$/i.test(event.text('level') ?? '')) return [];
    return atS !== undefined && Math.abs(atMs / 1_000 - atS) > RECENT_S ? [] : [{ message }];
  });
}

function algorithmOf(model: string | undefined): Algorithm {
  if (/\bKS\d/i.test(model ?? '')) return 'kheavyhash';
  return /\bL\d/i.test(model ?? '') ? 'scrypt' : 'sha256';
}
