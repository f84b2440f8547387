import { normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceSnapshot, ReadOptions } from './adapter.ts';
import { largest, total } from './board-totals.ts';
import { attempt } from './evidence.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';
import { errorCodes, whatsminerFaults } from './whatsminer-faults.ts';

/**
 * WhatsMiner API v3: `{cmd, param}` behind its length on TCP 4433; reading needs no password. Rates are TH/s. Fields:
 * apidoc.whatsminer.com, and asic-rs `asic-rs-firmwares/whatsminer/src/backends/v3`.
 */

export interface WhatsminerMessages {
  /** `get.device.info`. */
  readonly info?: unknown;
  /** `get.miner.status` of `summary`, `edevs` and `pools`. */
  readonly summary?: unknown;
  readonly edevs?: unknown;
  readonly pools?: unknown;
  /** `pools` of the old port: v3 tells no counts of shares, and newer firmware still answers there. */
  readonly oldPools?: RpcReply | undefined;
}

const THS = 1e12;
const MOST_HS = 1e18;

/**
 * Reads a WhatsMiner over its new port.
 * @throws DeviceError when it does not tell its summary
 */
export async function readWhatsminerV3(
  transport: DeviceTransport,
  { nowMs, signal }: ReadOptions,
  oldDoor: boolean,
): Promise<DeviceSnapshot> {
  const ask = (body: { readonly cmd: string; readonly param?: string }) =>
    transport.message({ body, framing: 'length-prefixed', ...(signal ? { signal } : {}) });
  const status = (param: string) => ask({ cmd: 'get.miner.status', param });
  const summary = await status('summary');
  if (!hasSucceeded(summary))
    throw new DeviceError('unreadable-reply', 'get.miner.status: the device does not tell its summary');
  const info = await orNothing(() => ask({ cmd: 'get.device.info' }));
  const edevs = await orNothing(() => status('edevs'));
  const pools = await orNothing(() => status('pools'));
  const oldPools = oldDoor ? await orNothing(() => askRpcIfKnown(transport, 'pools', signal)) : undefined;
  return parseWhatsminerV3({ summary, info, edevs, pools, oldPools }, nowMs());
}

/** The replies → one moment. Any of them may be missing. */
export function parseWhatsminerV3(messages: WhatsminerMessages, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const info = messageOf(messages.info, oddities);
  const summary = messageOf(messages.summary, oddities).record('summary');
  const faults = whatsminerFaults(errorCodes(info.raw('error-code')));
  const working = info.record('miner').boolean('working');
  const boards = edevBoards(messageOf(messages.edevs, oddities), summary);
  return {
    identity: {
      family: 'whatsminer',
      mac: normaliseMac(info.record('network').text('mac') ?? ''),
      make: 'WhatsMiner',
      model: info.record('miner').text('type'),
      firmware: info.record('system').text('fwversion'),
      hostname: info.record('network').text('hostname'),
      algorithm: 'sha256',
      boardVersion: info.record('system').text('control-board-version'),
    },
    reading: {
      ...measured(summary, info.record('power'), atMs),
      ...poolsOf(messages, oddities),
      tempBoardMaxC: largest(summary.numbers('board-temperature').map(measuredC)),
      mining: isMining(working, summary),
      // What stopped for a fault tells it; without one, somebody stopped the mining service.
      paused: working === undefined ? undefined : !working && faults.length === 0,
      boards,
      faults,
      oddities,
    },
  };
}

function measured(summary: RawRecord, supply: RawRecord, atMs: number) {
  const rateHs = (name: string) => summary.number(name, { min: 0, max: MOST_HS, scale: THS });
  // −0.001 a board says that nothing stands in its memory (pyasic, `btminer.py`).
  const factoryThs = positive(summary, 'factory-hash', 1e6);
  const powerW = positive(summary, 'power-realtime', 50_000);
  return {
    atMs,
    hashrateHs: rateHs('hash-realtime') ?? rateHs('hash-1min') ?? rateHs('hash-average'),
    hashrateAvgHs: rateHs('hash-average'),
    expectedHashrateHs: factoryThs === undefined ? undefined : factoryThs * THS,
    powerW,
    ...(powerW === undefined ? {} : { powerAtWall: true }),
    powerLimitW: positive(summary, 'power-limit', 100_000),
    tempChipMaxC: summary.temperature('chip-temp-max'),
    tempChipAvgC: summary.temperature('chip-temp-avg'),
    tempInletC: summary.temperature('environment-temperature'),
    fans: fans(summary),
    frequencyMhz: positive(summary, 'freq-avg', 5_000),
    voltageInV: positive(supply, 'vin', 1_000),
    currentA: positive(supply, 'iin', 1_000),
    uptimeS: summary.count('elapsed'),
    workMode: summary.text('power-mode'),
  } satisfies Partial<Reading>;
}

function isMining(working: boolean | undefined, summary: RawRecord): boolean | undefined {
  const rate = summary.number('hash-realtime', { min: 0 });
  if (working === false) return false;
  return rate === undefined ? working : rate > 0;
}

function edevBoards(status: RawRecord, summary: RawRecord): readonly Board[] {
  const boardTempsC = summary.numbers('board-temperature');
  return status.records('edevs').map((edev, place) => {
    const rateHs = (name: string) => edev.number(name, { min: 0, max: MOST_HS, scale: THS });
    const id = edev.number('id', { min: 0, max: 100 });
    return {
      id: id !== undefined && Number.isInteger(id) ? id : place,
      hashrateHs: rateHs('hash-realtime') ?? rateHs('hash-average'),
      chips: edev.count('effective-chips'),
      tempChipC: edev.temperature('chip-temp-max'),
      tempBoardC: measuredC(boardTempsC[place]),
      frequencyMhz: positive(edev, 'freq', 5_000),
    };
  });
}

function fans(summary: RawRecord): readonly Fan[] {
  return ['fan-speed-in', 'fan-speed-out'].flatMap((name) => {
    const rpm = summary.number(name, { min: 0, max: 50_000 });
    return rpm === undefined ? [] : [{ rpm }];
  });
}

function poolsOf({ pools, oldPools }: WhatsminerMessages, oddities: Oddity[]) {
  const old = sections(oldPools, 'POOLS', oddities);
  const count = (name: string) => total(old.map((pool) => pool.count(name)));
  const own = messageOf(pools, oddities).records('pools');
  return {
    shares: { accepted: count('Accepted'), rejected: count('Rejected'), stale: count('Stale') },
    pools: old.length > 0 ? rpcPools(old) : own.flatMap(pool),
    poolDifficulty: rpcPoolDifficulty(old),
  };
}

function pool(told: RawRecord): readonly PoolConnection[] {
  const url = told.text('url');
  const status = told.text('status');
  if (url === undefined) return [];
  return [
    {
      url,
      user: told.text('account'),
      active: told.boolean('stratum-active'),
      alive: status === 'alive' ? true : status === 'dead' ? false : undefined,
    },
  ];
}

/** `code` 0 is success; then `msg` is an object. */
function hasSucceeded(reply: unknown): boolean {
  return isRecord(reply) && (reply.code === 0 || reply.code === undefined) && isRecord(reply.msg);
}

function messageOf(reply: unknown, oddities: Oddity[]): RawRecord {
  return hasSucceeded(reply) ? new RawRecord(reply, oddities).record('msg') : new RawRecord({}, oddities);
}

/** What the device need not tell: the rest is there already. */
async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  const answer = await attempt(ask);
  return answer instanceof DeviceError ? undefined : answer;
}

function positive(record: RawRecord, name: string, max: number): number | undefined {
  const value = record.number(name, { min: -1, max });
  return value !== undefined && value > 0 ? value : undefined;
}

function measuredC(tempC: number | undefined): number | undefined {
  return tempC !== undefined && tempC > 0 && tempC <= 250 ? tempC : undefined;
}
