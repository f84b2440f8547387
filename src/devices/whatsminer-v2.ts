import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceSnapshot, ReadOptions } from './adapter.ts';
import { askInTurn, type RpcReplies } from './asked-in-turn.ts';
import { largest } from './board-totals.ts';
import { attempt } from './evidence.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import type { RpcReply } from './rpc-reply.ts';
import { summaryCounts } from './rpc-summary.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';
import { type ErrorCode, errorCodes, whatsminerFaults } from './whatsminer-faults.ts';

/**
 * WhatsMiner API v1 (`btminer` as a fork of cgminer) and v2. Fields and units: recordings of both, and asic-rs
 * `asic-rs-firmwares/whatsminer/src/backends/{v1,v2}`, pyasic `pyasic/miners/backends/btminer.py`.
 */

const COMMANDS = [
  'summary',
  'devs',
  'pools',
  'status',
  'get_error_code',
  'get_miner_info',
  'devdetails',
] as const;

export type WhatsminerReplies = RpcReplies<(typeof COMMANDS)[number] | 'edevs' | 'get_version'>;

/**
 * Reads a WhatsMiner over its old port.
 * @throws DeviceError when it does not tell its summary
 */
export async function readWhatsminerV2(
  transport: DeviceTransport,
  { nowMs, signal }: ReadOptions,
  version: RpcReply | undefined,
): Promise<DeviceSnapshot> {
  const replies = await askInTurn(transport, COMMANDS, signal);
  if (!replies.summary) throw new DeviceError('unreadable-reply', 'summary cannot be read');
  // Where it answers other commands, but not `devs`, its boards may stand in `edevs`.
  const stillAnswers = Object.keys(replies).length > 1;
  const found =
    replies.devs || !stillAnswers ? undefined : await attempt(() => askInTurn(transport, ['edevs'], signal));
  const edevs = found instanceof DeviceError ? {} : found;
  return parseWhatsminerV2({ ...replies, ...edevs, ...(version ? { get_version: version } : {}) }, nowMs());
}

/** The replies → one moment. Any of them may be missing. */
export function parseWhatsminerV2(replies: WhatsminerReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const [summary = new RawRecord({}, oddities)] = told(replies.summary, 'SUMMARY', oddities);
  const pools = told(replies.pools, 'POOLS', oddities);
  const boards = told(replies.devs ?? replies.edevs, 'DEVS', oddities).map(board);
  return {
    identity: identity(replies, summary, oddities),
    reading: {
      ...measured(summary, atMs),
      ...state(replies, summary, oddities),
      tempBoardMaxC: largest(boards.map((each) => each.tempBoardC)) ?? summary.temperature('Temperature'),
      poolDifficulty: rpcPoolDifficulty(pools),
      boards,
      pools: rpcPools(pools),
      faults: whatsminerFaults(codes(replies, summary)),
      oddities,
    },
  };
}

/** `20210322.22.REL`, as get_version tells it; undefined where it does not know the command. */
export function firmwareOf(version: RpcReply | undefined): string | undefined {
  return messageOf(version, []).text('fw_ver');
}

function identity(replies: WhatsminerReplies, summary: RawRecord, oddities: Oddity[]): MinerIdentity {
  const info = messageOf(replies.get_miner_info, oddities);
  const version = messageOf(replies.get_version, oddities);
  const status = messageOf(replies.status, oddities);
  const [details] = told(replies.devdetails, 'DEVDETAILS', oddities);
  const firmware =
    firmwareOf(replies.get_version) ??
    summary.text('Firmware Version') ??
    status.text('Firmware Version') ??
    status.text('FirmwareVersion');
  return {
    family: 'whatsminer',
    mac: normaliseMac(info.text('mac') ?? '') ?? normaliseMac(summary.text('MAC') ?? ''),
    make: 'WhatsMiner',
    model: details?.text('Model') ?? info.text('minertype') ?? version.text('minertype'),
    firmware: firmware?.replaceAll("'", ''),
    hostname: info.text('hostname'),
    algorithm: 'sha256',
  };
}

/** `summary` in MH/s and W; `Power` is at the wall: an M20S of 68 TH/s tells 3417 W, and its maker rates it 3360 W. */
function measured(summary: RawRecord, atMs: number) {
  const powerW = positive(summary, 'Power', 50_000);
  const factoryGhs = positive(summary, 'Factory GHS', 1e9);
  return {
    atMs,
    hashrateHs: rateHs(summary),
    hashrateAvgHs: summary.number('MHS av', { min: 0, max: MOST_HS, scale: 1e6 }),
    expectedHashrateHs: factoryGhs === undefined ? undefined : factoryGhs * 1e9,
    powerW,
    ...(powerW === undefined ? {} : { powerAtWall: true }),
    powerLimitW: positive(summary, 'Power Limit', 100_000),
    tempChipMaxC: summary.temperature('Chip Temp Max'),
    tempChipAvgC: summary.temperature('Chip Temp Avg'),
    tempInletC: summary.temperature('Env Temp'),
    fans: fans(summary),
    frequencyMhz: positive(summary, 'freq_avg', 5_000),
    ...summaryCounts(summary),
    // Elapsed is that of its mining process, which starts anew whenever it tunes itself.
    uptimeS: summary.count('Uptime') ?? summary.count('Elapsed'),
    workMode: summary.text('Power Mode'),
  } satisfies Partial<Reading>;
}

/** `btmineroff` in v1, `mineroff` in v2: its owner, or a schedule, switched it off. */
function state(replies: WhatsminerReplies, summary: RawRecord, oddities: Oddity[]) {
  const status = messageOf(replies.status, oddities);
  const off = status.boolean('mineroff') ?? status.boolean('btmineroff');
  const hashrateHs = rateHs(summary);
  const hashing = hashrateHs === undefined ? undefined : hashrateHs > 0;
  return { mining: off === true ? false : (hashing ?? (off === false ? true : undefined)), paused: off };
}

const MOST_HS = 1e18;
/** From the shortest window on: what is true at this moment comes first. */
const WINDOWS = ['HS RT', 'MHS 5s', 'MHS 1m', 'MHS 5m', 'MHS 15m', 'MHS av'];

function rateHs(section: RawRecord): number | undefined {
  for (const name of WINDOWS) {
    const rate = section.number(name, { min: 0, max: MOST_HS, scale: 1e6 });
    if (rate !== undefined) return rate;
  }
  return undefined;
}

function board(dev: RawRecord, place: number): Board {
  const id = dev.number('ASC', { min: 0, max: 100 }) ?? dev.number('Slot', { min: 0, max: 100 });
  return {
    id: Number.isInteger(id) && id !== undefined ? id : place,
    hashrateHs: rateHs(dev),
    chips: dev.count('Effective Chips'),
    tempChipC: dev.temperature('Chip Temp Max'),
    tempBoardC: dev.temperature('Temperature'),
    frequencyMhz: positive(dev, 'Chip Frequency', 5_000) ?? positive(dev, 'Frequency', 5_000),
  };
}

function fans(summary: RawRecord): readonly Fan[] {
  return ['Fan Speed In', 'Fan Speed Out'].flatMap((name) => {
    const rpm = summary.number(name, { min: 0, max: 50_000 });
    return rpm === undefined ? [] : [{ rpm }];
  });
}

/** v2 has a command for them; v1 counts them in its summary. */
function codes(replies: WhatsminerReplies, summary: RawRecord): readonly ErrorCode[] {
  const listed = errorCodes(messageOf(replies.get_error_code, []).raw('error_code'));
  const counted = summary
    .names()
    .filter((name) => /^Error Code \d{1,2}$/.test(name))
    .map((name) => summary.raw(name));
  return [...listed, ...errorCodes(counted)];
}

/** A section under its own name, or as the `Msg` in which v2 firmware of 2026 wraps what it says. */
export function told(reply: RpcReply | undefined, name: string, oddities: Oddity[]): readonly RawRecord[] {
  const body = new RawRecord(reply?.body, oddities);
  if (body.has(name)) return body.records(name);
  const message = body.raw('Msg');
  if (Array.isArray(message)) return body.records('Msg');
  return isRecord(message) ? [body.record('Msg')] : [];
}

/** Commands of WhatsMiner's own answer in `Msg`; a text there says that something went wrong. */
export function messageOf(reply: RpcReply | undefined, oddities: Oddity[]): RawRecord {
  const body = new RawRecord(reply?.body, oddities);
  return isRecord(body.raw('Msg')) ? body.record('Msg') : new RawRecord({}, oddities);
}

/** 0 and −1 say that the firmware does not know. */
function positive(record: RawRecord, name: string, max: number): number | undefined {
  const value = record.number(name, { min: -1, max });
  return value !== undefined && value > 0 ? value : undefined;
}
