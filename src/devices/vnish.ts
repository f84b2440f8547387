import { type Algorithm, type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { largest, total } from './board-totals.ts';
import { poolUrl, userOf } from './esp-fields.ts';
import { attempt } from './evidence.ts';
import { RawRecord } from './raw-record.ts';
import { TokenApi, withLoginRefused } from './token-api.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';
import { vnishBoards, vnishChains } from './vnish-boards.ts';
import { vnishControl } from './vnish-control.ts';
import { VNISH_LOGIN } from './vnish-login.ts';
import { hasWebApi, readVnishRpc, vnishType } from './vnish-rpc.ts';
import { vnishUptimeS } from './vnish-uptime.ts';

/** What VNish told, each as parsed JSON; what was not told is undefined. */
export interface VnishReplies {
  readonly info?: unknown;
  /** The only one that needs a login. */
  readonly summary?: unknown;
  readonly status?: unknown;
  readonly chains?: unknown;
  readonly perfSummary?: unknown;
}

/**
 * VNish (AnthillOS) on Antminers over HTTP, 1.2.0 betas to 1.3 (fields and units: facts, section 5; asic-rs, vnish), and
 * VNish 3 of an S9 over the cgminer API.
 */
export const vnish: DeviceAdapter = {
  async read(transport, options) {
    const web = await attempt(() => readWeb(transport, options));
    if (!(web instanceof DeviceError)) return web;
    // A web side that is only slow will tell more the next time than the API does now.
    if (web.kind === 'timeout') throw web;
    const api = await attempt(() => readVnishRpc(transport, options));
    if (api instanceof DeviceError) throw web;
    return web.kind === 'refused' && hasWebApi(api.identity) ? withLoginRefused(api) : api;
  },
  control: vnishControl,
};

/** @throws DeviceError where there is no such web side, or it lets nobody in */
async function readWeb(transport: DeviceTransport, options: ReadOptions): Promise<DeviceSnapshot> {
  const api = new TokenApi(transport, VNISH_LOGIN, options);
  const info = await api.jsonIfKnown('/api/v1/info');
  // Open in every version that has it: behind a login stands a VNish 3, without a word of this API.
  if (api.refusal) throw api.refusal;
  const replies: VnishReplies = {
    info,
    status: await api.jsonIfKnown('/api/v1/status'),
    chains: await api.jsonIfKnown('/api/v1/chains'),
    perfSummary: await api.jsonIfKnown('/api/v1/perf-summary'),
    summary: await api.jsonIfKnown('/api/v1/summary'),
  };
  return api.told(parseVnish(replies, options.nowMs()), '/api/v1/summary');
}

/** The replies → one moment. */
export function parseVnish(replies: VnishReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const info = new RawRecord(replies.info, oddities);
  const summary = new RawRecord(replies.summary, oddities);
  // Betas of 1.2.0 tell of the system in the summary, later versions in the info.
  const system = info.has('system') ? info.record('system') : summary.record('system');
  const miner = summary.record('miner');
  return {
    identity: identityOf(info, miner, system),
    reading: readingOf({ info, miner, system, replies, atMs, oddities }),
  };
}

function identityOf(info: RawRecord, miner: RawRecord, system: RawRecord): MinerIdentity {
  const network = system.record('network_status');
  const typed = vnishType(miner.text('miner_type'));
  const model = info.text('miner') ?? typed.model;
  return {
    family: 'vnish',
    mac: normaliseMac(network.text('mac') ?? ''),
    make: model?.split(' ')[0],
    model,
    firmware: info.text('fw_version') ?? typed.version,
    hostname: network.text('hostname'),
    algorithm: algorithmOf(info.text('algorithm')),
  };
}

interface Parts {
  readonly info: RawRecord;
  readonly miner: RawRecord;
  readonly system: RawRecord;
  readonly replies: VnishReplies;
  readonly atMs: number;
  readonly oddities: Oddity[];
}

function readingOf({ info, miner, system, replies, atMs, oddities }: Parts): Reading {
  const unitHs = UNITS_HS[(info.text('hr_measure') ?? '').toUpperCase()] ?? 1e9;
  const chains = vnishChains(miner, replies.chains, oddities);
  const boards = vnishBoards(chains, unitHs);
  const hashrateHs =
    rate(miner, 'hr_realtime', 'instant_hashrate', unitHs) ??
    total(boards.map(({ hashrateHs: each }) => each));
  const state = stateOf(miner, new RawRecord(replies.status, oddities));
  const status = state.text('miner_state');
  const pools = miner.records('pools').filter((pool) => pool.text('pool_type') !== 'DevFee');
  const cooling = miner.record('cooling');
  const chainWater = (name: string) => largest(chains.map((chain) => chain.temperature(name)));
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs: rate(miner, 'hr_average', 'average_hashrate', unitHs),
    expectedHashrateHs:
      miner.number('hr_nominal', { min: 0, max: 1e18, scale: unitHs }) ??
      total(chains.map((chain) => nominalHs(chain, unitHs))),
    powerW: powerOf(miner, chains),
    tempChipMaxC:
      miner.record('chip_temp').temperature('max') ?? largest(boards.map(({ tempChipC }) => tempChipC)),
    tempBoardMaxC:
      miner.record('pcb_temp').temperature('max') ?? largest(boards.map(({ tempBoardC }) => tempBoardC)),
    tempInletC: chainWater('inlet_water_temp'),
    tempOutletC: chainWater('outlet_water_temp'),
    fans: cooling.records('fans').map((fan) => ({
      rpm: fan.number('rpm', { min: 0, max: 50_000 }),
      percent: cooling.number('fan_duty', { min: 0, max: 100 }),
    })),
    shares: {
      accepted: total(pools.map((pool) => pool.count('accepted'))),
      rejected: total(pools.map((pool) => pool.count('rejected'))),
      stale: total(pools.map((pool) => pool.count('stale'))),
    },
    bestShare: miner.difficulty('best_share'),
    poolDifficulty: pools.find((pool) => pool.text('status') === 'active')?.difficulty('diff') || undefined,
    hwErrors: miner.count('hw_errors'),
    hwErrorPct: miner.number('hw_errors_percent', { min: 0, max: 100 }),
    uptimeS: vnishUptimeS(system),
    mining: isMining(status, hashrateHs),
    paused:
      status === undefined
        ? undefined
        : status === 'paused' || (status === 'stopped' && !state.has('failure_code')),
    workMode: presetOf(new RawRecord(replies.perfSummary, oddities)),
    boards,
    pools: pools.flatMap(poolOf),
    faults: faultsOf(state, chains),
    oddities,
  };
}

/** `/info` says what the rates are counted in: GH/s for SHA-256, MH/s for Scrypt; where it cannot say, GH/s. */
const UNITS_HS: Readonly<Record<string, number>> = {
  'H/S': 1,
  'KH/S': 1e3,
  'MH/S': 1e6,
  'GH/S': 1e9,
  'TH/S': 1e12,
  'SOL/S': 1,
  'KSOL/S': 1e3,
};

/** The older name counts the same in thousands of the unit, and betas of 1.2.0 know no other. */
function rate(miner: RawRecord, name: string, older: string, unitHs: number): number | undefined {
  return (
    miner.number(name, { min: 0, max: 1e18, scale: unitHs }) ??
    miner.number(older, { min: 0, max: 1e18, scale: unitHs * 1e3 })
  );
}

/** W; `power_usage` has been J/TH in some versions, which tell `power_consumption` too. Else what the boards draw. */
function powerOf(miner: RawRecord, chains: readonly RawRecord[]): number | undefined {
  const watts = { min: 0, max: 50_000 };
  return (
    miner.number('power_consumption', watts) ??
    miner.number('power_usage', watts) ??
    total(chains.map((chain) => chain.number('power_consumption', watts)))
  );
}

/** What a board should do, in the summary's word or that of `/chains`. */
function nominalHs(chain: RawRecord, unitHs: number): number | undefined {
  const rule = { min: 0, max: 1e18, scale: unitHs };
  return chain.number('hashrate_ideal', rule) ?? chain.number('hr_nominal', rule);
}

/** The summary says how the miner is; without a login `/status` says the same. */
function stateOf(miner: RawRecord, status: RawRecord): RawRecord {
  const inSummary = miner.record('miner_status');
  return inSummary.has('miner_state') ? inSummary : status;
}

/** Tuning is hashing too. */
function isMining(state: string | undefined, hashrateHs: number | undefined): boolean | undefined {
  if (state !== undefined) return ['mining', 'auto-tuning', 'auto_tuning', 'tuning'].includes(state);
  return hashrateHs === undefined ? undefined : hashrateHs > 0;
}

function poolOf(pool: RawRecord): readonly PoolConnection[] {
  const url = pool.text('url');
  if (url === undefined) return [];
  const status = pool.text('status') ?? '';
  return [
    {
      url: poolUrl(url, undefined),
      user: userOf(pool, 'user'),
      // `working` says that it answers, `active` that it is the one in use.
      active: status === '' || status === 'unknown' ? undefined : status === 'active',
      alive: ALIVE.get(status),
      accepted: pool.count('accepted'),
      rejected: pool.count('rejected'),
    },
  ];
}

const ALIVE: ReadonlyMap<string, boolean> = new Map([
  ['active', true],
  ['working', true],
  ['rejecting', true],
  ['offline', false],
]);

function faultsOf(state: RawRecord, chains: readonly RawRecord[]): readonly Fault[] {
  const whole = state.text('miner_state') === 'failure' ? [failure(state, 'the miner has failed')] : [];
  const boards = chains.flatMap((chain): Fault[] => {
    const status = chain.record('status');
    if (status.text('state') !== 'failure') return [];
    const board = `board ${chain.number('id') ?? '?'}`;
    const { code, message } = failure(status, 'has failed');
    return [{ code, message: `${board}: ${message}` }];
  });
  return [...whole, ...boards];
}

function failure(status: RawRecord, otherwise: string): Fault {
  return { code: status.text('failure_code'), message: status.text('description') ?? otherwise };
}

/** "1500 watt ~ 63 TH"; none in use is called "disabled". */
function presetOf(told: RawRecord): string | undefined {
  const preset = told.record('current_preset');
  const name = preset.text('name');
  return name === undefined || name === 'disabled' ? undefined : (preset.text('pretty') ?? name);
}

function algorithmOf(name: string | undefined): Algorithm {
  if (name === undefined || /^sha-?256/i.test(name)) return 'sha256';
  if (/scrypt/i.test(name)) return 'scrypt';
  if (/equihash/i.test(name)) return 'equihash';
  return /k?heavy/i.test(name) ? 'kheavyhash' : /x11/i.test(name) ? 'x11' : 'other';
}
