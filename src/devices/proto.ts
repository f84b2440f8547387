import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { total } from './board-totals.ts';
import { userOf } from './esp-fields.ts';
import { RawRecord } from './raw-record.ts';
import { TokenApi, type TokenLogin } from './token-api.ts';

/** What Proto OS told, each as parsed JSON; what was not told is undefined. */
export interface ProtoReplies {
  readonly system?: unknown;
  readonly network?: unknown;
  readonly mining?: unknown;
  readonly hardware?: unknown;
  readonly cooling?: unknown;
  readonly pools?: unknown;
  readonly errors?: unknown;
  readonly telemetry?: unknown;
}

/** The owner sets the password when the rig is first switched on (asic-rs, proto `v1/web.rs`). */
const LOGIN: TokenLogin = {
  shipped: { password: '' },
  form: ({ password }) => ({ path: '/api/v1/auth/login', body: { password } }),
  tokenIn: ({ access_token: token }) => token,
  header: (token) => ({ authorization: `Bearer ${token}` }),
};

/** Proto OS (Proto Rig) over HTTP. Field names and units: asic-rs, proto `v1/mod.rs`. */
export const proto: DeviceAdapter = {
  async read(transport, options) {
    const api = new TokenApi(transport, LOGIN, options);
    const replies: ProtoReplies = {
      mining: await api.jsonIfKnown('/api/v1/mining'),
      telemetry: await api.jsonIfKnown('/api/v1/telemetry?level=miner,hashboard,psu'),
      hardware: await api.jsonIfKnown('/api/v1/hardware'),
      cooling: await api.jsonIfKnown('/api/v1/cooling'),
      pools: await api.jsonIfKnown('/api/v1/pools'),
      errors: await api.jsonIfKnown('/api/v1/errors'),
      network: await api.jsonIfKnown('/api/v1/network'),
      system: await api.jsonIfKnown('/api/v1/system'),
    };
    return api.told(parseProto(replies, options.nowMs()), '/api/v1');
  },
};

/** The replies → one moment. */
export function parseProto(replies: ProtoReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const hardware = new RawRecord(replies.hardware, oddities)
    .record('hardware-info')
    .records('hashboards-info');
  return {
    identity: identityOf(replies, hardware[0], oddities),
    reading: readingOf(replies, hardware, atMs, oddities),
  };
}

function identityOf(
  replies: ProtoReplies,
  hashboard: RawRecord | undefined,
  oddities: Oddity[],
): MinerIdentity {
  const system = new RawRecord(replies.system, oddities).record('system-info');
  const network = new RawRecord(replies.network, oddities).record('network-info');
  const os = system.record('os');
  return {
    family: 'proto',
    mac: normaliseMac(network.text('mac') ?? ''),
    make: system.text('manufacturer') ?? 'Proto',
    model: system.text('model') ?? system.text('product_name'),
    firmware: os.text('version'),
    hostname: network.text('hostname') ?? os.text('hostname'),
    algorithm: 'sha256',
    asicModel: hashboard?.text('chip_id'),
    boardVersion: system.text('board'),
  };
}

function readingOf(
  replies: ProtoReplies,
  hardware: readonly RawRecord[],
  atMs: number,
  oddities: Oddity[],
): Reading {
  const mining = new RawRecord(replies.mining, oddities).record('mining-status');
  const telemetry = new RawRecord(replies.telemetry, oddities);
  const cooling = new RawRecord(replies.cooling, oddities).record('cooling-status');
  const pools = new RawRecord(replies.pools, oddities).records('pools').flatMap(poolOf);
  const whole = telemetry.record('miner');
  const status = mining.text('status');
  const hashrateHs = gigahashes(mining, 'hashrate_ghs') ?? terahashes(whole);
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs: gigahashes(mining, 'average_hashrate_ghs'),
    expectedHashrateHs: gigahashes(mining, 'ideal_hashrate_ghs'),
    powerW:
      mining.number('power_usage_watts', { min: 0, max: 100_000 }) ??
      whole.record('power').number('value', { min: 0, max: 100_000 }),
    powerLimitW: mining.number('power_target_watts', { min: 0, max: 100_000 }),
    tempChipAvgC: mining.temperature('average_asic_temp_c'),
    fans: cooling.records('fans').map((fan) => ({
      rpm: fan.number('rpm', { min: 0, max: 50_000 }),
      percent: fan.number('speed_percentage', { min: 0, max: 100 }),
    })),
    shares: {
      accepted: total(pools.map(({ accepted }) => accepted)),
      rejected: total(pools.map(({ rejected }) => rejected)),
    },
    hwErrors: mining.count('hw_errors'),
    // Of the mining process: what it counts begins with it.
    uptimeS: mining.count('mining_uptime_s') ?? mining.count('reboot_uptime_s'),
    mining: isMining(status, hashrateHs),
    paused: status === undefined ? undefined : status === 'Stopped',
    boards: boardsOf(telemetry.records('hashboards'), hardware),
    pools,
    faults: errorsOf(new RawRecord({ errors: replies.errors }, oddities)),
    oddities,
  };
}

/** `PoweringOn`, `PoweringOff`, `Stopped`, `NoPools`, `Error` … are none of them work. */
function isMining(status: string | undefined, hashrateHs: number | undefined): boolean | undefined {
  if (status !== undefined) return status === 'Mining' || status === 'DegradedMining';
  return hashrateHs === undefined ? undefined : hashrateHs > 0;
}

/** Boards are the same by their serial number; where that was lost, by their port. */
function boardsOf(telemetry: readonly RawRecord[], hardware: readonly RawRecord[]): readonly Board[] {
  return telemetry.map((board, place) => {
    const id = board.number('index', { min: 0, max: 1_000 }) ?? place;
    const serial = board.text('serial_number');
    const built =
      hardware.find((each) => serial !== undefined && each.text('hb_sn') === serial) ??
      hardware.find((each) => each.number('port') === id);
    return {
      id,
      hashrateHs: terahashes(board),
      chips: built?.count('mining_asic_count'),
      tempBoardC: board.record('temperature').temperature('average'),
      voltageV: board.record('voltage').number('value', { min: 0, max: 100 }),
    };
  });
}

function poolOf(pool: RawRecord): readonly PoolConnection[] {
  const url = pool.text('url');
  if (url === undefined) return [];
  const status = pool.text('status');
  return [
    {
      url,
      user: userOf(pool, 'user'),
      active: status === undefined ? undefined : status === 'Active',
      alive: status === undefined ? undefined : status !== 'Dead',
      accepted: pool.count('accepted'),
      rejected: pool.count('rejected'),
    },
  ];
}

/** `error_code` is a number or a word (`PSU_FAULT`). */
function errorsOf(told: RawRecord): readonly Fault[] {
  return told.records('errors').flatMap((error): Fault[] => {
    const code = error.text('error_code');
    const message = error.text('message') ?? code;
    return message === undefined ? [] : [{ code, message }];
  });
}

function gigahashes(record: RawRecord, name: string): number | undefined {
  return record.number(name, { min: 0, max: 1e18, scale: 1e9 });
}

/** Telemetry names its units; rates have been in TH/s in each version seen. */
function terahashes(record: RawRecord): number | undefined {
  return record.record('hashrate').number('value', { min: 0, max: 1e18, scale: 1e12 });
}
