import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceSnapshot } from './adapter.ts';
import { largest } from './board-totals.ts';
import { braiinsMake } from './braiins-make.ts';
import { userOf } from './esp-fields.ts';
import { RawRecord } from './raw-record.ts';
import type { TokenApi, TokenLogin } from './token-api.ts';

/** What `/api/v1` of Braiins OS told, each as parsed JSON; what was not told is undefined. */
export interface BraiinsRestReplies {
  readonly details?: unknown;
  readonly stats?: unknown;
  readonly hashboards?: unknown;
  readonly cooling?: unknown;
  readonly pools?: unknown;
  readonly tuner?: unknown;
  readonly errors?: unknown;
}

/** The token travels bare, without `Bearer` (asic-rs, braiins `v25_07/web.rs`). */
export const BRAIINS_REST_LOGIN: TokenLogin = {
  shipped: { username: 'root', password: 'root' },
  form: ({ username = 'root', password }) => ({ path: '/api/v1/auth/login', body: { username, password } }),
  tokenIn: ({ token }) => token,
  header: (token) => ({ authorization: token }),
};

/** Reads everything that one moment needs. @throws DeviceError when the way fails; what is refused is just not there */
export async function askBraiinsRest(api: TokenApi): Promise<BraiinsRestReplies> {
  return {
    details: await api.jsonIfKnown('/api/v1/miner/details'),
    stats: await api.jsonIfKnown('/api/v1/miner/stats'),
    hashboards: await api.jsonIfKnown('/api/v1/miner/hw/hashboards'),
    cooling: await api.jsonIfKnown('/api/v1/cooling/state'),
    pools: await api.jsonIfKnown('/api/v1/pools'),
    tuner: await api.jsonIfKnown('/api/v1/performance/tuner-state'),
    errors: await api.jsonIfKnown('/api/v1/miner/errors'),
  };
}

/** Braiins OS since 25.07 → one moment. Field names and units: asic-rs, braiins `v25_07` and `v26_04`. */
export function parseBraiinsRest(replies: BraiinsRestReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const details = new RawRecord(replies.details, oddities);
  const hashboards = new RawRecord(replies.hashboards, oddities).records('hashboards');
  return {
    identity: identityOf(details, hashboards[0]),
    reading: readingOf({ details, hashboards, replies, atMs, oddities }),
  };
}

function identityOf(details: RawRecord, hashboard: RawRecord | undefined): MinerIdentity {
  const named = details.record('miner_identity');
  const model = named.text('miner_model') ?? named.text('name');
  return {
    family: 'braiins',
    mac: normaliseMac(details.text('mac_address') ?? ''),
    make: braiinsMake(model),
    model,
    firmware: details.record('bos_version').text('current'),
    hostname: details.text('hostname'),
    algorithm: 'sha256',
    asicModel: hashboard?.text('chip_type'),
  };
}

interface Parts {
  readonly details: RawRecord;
  readonly hashboards: readonly RawRecord[];
  readonly replies: BraiinsRestReplies;
  readonly atMs: number;
  readonly oddities: Oddity[];
}

function readingOf({ details, hashboards, replies, atMs, oddities }: Parts): Reading {
  const stats = new RawRecord(replies.stats, oddities);
  const ofMiner = stats.record('miner_stats');
  const ofPools = stats.record('pool_stats');
  const real = ofMiner.record('real_hashrate');
  const hashrateHs = gigahashes(real, 'last_5s');
  const boards = hashboards.map(boardOf);
  const status = details.number('status', { min: 0, max: 100 });
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs: gigahashes(real, 'last_1h'),
    expectedHashrateHs: gigahashes(ofMiner, 'nominal_hashrate'),
    powerW: watts(stats.record('power_stats'), 'approximated_consumption'),
    powerLimitW: powerTargetW(new RawRecord(replies.tuner, oddities)),
    tempChipMaxC: largest(boards.map(({ tempChipC }) => tempChipC)),
    tempBoardMaxC: largest(boards.map(({ tempBoardC }) => tempBoardC)),
    fans: new RawRecord(replies.cooling, oddities).records('fans').map((fan) => ({
      rpm: fan.number('rpm', { min: 0, max: 50_000 }),
      percent: fan.number('target_speed_ratio', { min: 0, max: 100, scale: 100 }),
    })),
    shares: {
      accepted: ofPools.count('accepted_shares'),
      rejected: ofPools.count('rejected_shares'),
      stale: ofPools.count('stale_shares'),
    },
    // A text since 26.04, because the number may be too long to be exact.
    bestShare: ofMiner.difficulty('best_share_str') ?? ofMiner.difficulty('best_share'),
    poolDifficulty: ofPools.difficulty('last_difficulty') || undefined,
    // Of the mining process: what it counts begins with it, not with the system.
    uptimeS: details.count('bosminer_uptime_s') ?? details.count('system_uptime_s'),
    mining: isMining(status, hashrateHs),
    paused: status === undefined ? undefined : status === PAUSED,
    boards,
    pools: poolsOf(new RawRecord({ groups: replies.pools }, oddities)),
    faults: [...stateFaults(status), ...recentErrors(new RawRecord(replies.errors, oddities), atMs)],
    oddities,
  };
}

/** `MinerStatus` of braiins/bos-plus-api, proto/bos/v1/miner.proto: 1 not started, 2 normal, 3 paused, 4 suspended, 5 restricted. */
const PAUSED = 3;
const SUSPENDED = 4;
const AT_WORK: ReadonlySet<number> = new Set([2, 5]);

function isMining(status: number | undefined, hashrateHs: number | undefined): boolean | undefined {
  if (status !== undefined && status > 0) return AT_WORK.has(status);
  return hashrateHs === undefined ? undefined : hashrateHs > 0;
}

function stateFaults(status: number | undefined): readonly Fault[] {
  return status === SUSPENDED
    ? [{ code: 'suspended', message: 'the miner has stopped itself until its trouble is over' }]
    : [];
}

/** Its list of errors is a log of weeks: what stands in it for longer is past, or would have been logged again. */
const RECENT_MS = 15 * 60_000;

function recentErrors(errors: RawRecord, atMs: number): readonly Fault[] {
  const faults = errors.records('errors').flatMap((error): Fault[] => {
    const ageMs = atMs - Date.parse(error.text('timestamp') ?? '');
    if (!(Math.abs(ageMs) <= RECENT_MS)) return [];
    const coded = error.records('error_codes').flatMap((each): Fault[] => {
      const message = each.text('reason') ?? error.text('message');
      return message === undefined ? [] : [{ code: each.text('code'), message }];
    });
    const message = error.text('message');
    return coded.length > 0 || message === undefined ? coded : [{ message }];
  });
  const seen = new Set<string>();
  return faults.filter(({ code, message }) => {
    const same = `${code} ${message}`;
    return !seen.has(same) && seen.add(same);
  });
}

function boardOf(hashboard: RawRecord, place: number): Board {
  const hottest = hashboard.record('highest_chip_temp').record('temperature');
  return {
    id: hashboard.number('id', { min: 0, max: 1_000 }) ?? place,
    hashrateHs: gigahashes(hashboard.record('stats').record('real_hashrate'), 'last_5s'),
    chips: hashboard.count('chips_count'),
    tempChipC: hottest.temperature('degree_c'),
    tempBoardC: hashboard.record('board_temp').temperature('degree_c'),
    frequencyMhz: hashboard.record('current_frequency').number('hertz', { min: 0, max: 5_000, scale: 1e-6 }),
    voltageV: hashboard.record('current_voltage').number('volt', { min: 0, max: 100 }),
  };
}

function poolsOf(pools: RawRecord): readonly PoolConnection[] {
  return pools
    .records('groups')
    .flatMap((group) => group.records('pools'))
    .flatMap((pool) => {
      const url = pool.text('url');
      if (url === undefined) return [];
      const counted = pool.record('stats');
      return [
        {
          url,
          user: userOf(pool, 'user'),
          active: pool.boolean('active'),
          alive: pool.boolean('alive'),
          accepted: counted.count('accepted_shares'),
          rejected: counted.count('rejected_shares'),
        },
      ];
    });
}

/** What the tuner aims at, W, where it aims at a power. */
export function powerTargetW(tuner: RawRecord): number | undefined {
  return watts(tuner.record('mode_state').record('powertargetmodestate'), 'current_target');
}

function watts(record: RawRecord, name: string): number | undefined {
  return record.record(name).number('watt', { min: 0, max: 100_000 });
}

function gigahashes(record: RawRecord, name: string): number | undefined {
  return record.record(name).number('gigahash_per_second', { min: 0, max: 1e18, scale: 1e9 });
}
