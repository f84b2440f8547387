import type { Algorithm, MinerFamily, MinerIdentity } from '../domain/miner.ts';
import type { Board, Fault, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { cgminerIdentity, isHydro } from './cgminer-identity.ts';
import { deadChipFaults } from './chain-faults.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { chainFans, chainMaps, chainPlaces, chainRates, chains, statsFrequencyMhz } from './rpc-chains.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import { statsPowerW } from './rpc-power.ts';
import { averageHashrateHs, currentHashrateHs, spelledRateHs, unnamedUnitHs } from './rpc-rates.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

export interface CgminerReplies {
  readonly version?: RpcReply | undefined;
  readonly summary?: RpcReply | undefined;
  readonly stats?: RpcReply | undefined;
  readonly pools?: RpcReply | undefined;
  /** Of its devices one by one: asked for only where stats tell of no boards. */
  readonly devs?: RpcReply | undefined;
  /** Of the web side, where it answers without a password: name and MAC. */
  readonly systemInfo?: unknown;
}

/** Anything that speaks the plain cgminer API and that nobody wrote an adapter for. */
export const cgminer: DeviceAdapter = {
  read: (transport, options) => readCgminer(transport, options, 'cgminer'),
};

/**
 * One moment of a device that answers the plain cgminer API, whatever family it is of.
 * @throws DeviceError when there is nothing to read
 */
export async function readCgminer(
  transport: DeviceTransport,
  { nowMs, signal }: ReadOptions,
  family: MinerFamily,
): Promise<DeviceSnapshot> {
  const replies = await askCgminer(transport, signal);
  const { identity, reading } = refuseBlank(parseCgminer(replies, nowMs()), 'summary and stats');
  return { identity: { ...identity, family }, reading };
}

/**
 * Asks everything that a reading needs, one command after the other.
 * @throws DeviceError `unreadable-reply` when neither summary nor stats can be read, or why nobody answered
 */
async function askCgminer(transport: DeviceTransport, signal?: AbortSignal): Promise<CgminerReplies> {
  const version = await askRpcIfKnown(transport, 'version', signal);
  const summary = await askRpcIfKnown(transport, 'summary', signal);
  const stats = await askRpcIfKnown(transport, 'stats', signal);
  const pools = await askRpcIfKnown(transport, 'pools', signal);
  if (!summary && !stats) throw new DeviceError('unreadable-reply', 'neither summary nor stats can be read');
  const devs = hasChains(stats) ? undefined : await readDevices(transport, signal);
  const systemInfo = await readSystemInfo(transport, signal);
  return { version, summary, stats, pools, devs, systemInfo };
}

/** The replies → one moment. Any of them may be missing. */
export function parseCgminer(replies: CgminerReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const [version] = sections(replies.version, 'VERSION', oddities);
  const [summary = new RawRecord({}, oddities)] = sections(replies.summary, 'SUMMARY', oddities);
  const all = sections(replies.stats, 'STATS', oddities);
  const stats = valuesOf(all) ?? new RawRecord({}, oddities);
  const pools = sections(replies.pools, 'POOLS', oddities);
  const devs = sections(replies.devs, 'DEVS', oddities);
  const identity = cgminerIdentity(version, all[0], new RawRecord(replies.systemInfo, oddities));
  return {
    identity,
    reading: cgminerReading({ summary, stats, pools, devs, identity }, atMs, oddities),
  };
}

function hasChains(stats: RpcReply | undefined): boolean {
  return sections(stats, 'STATS', []).some((section) => chainPlaces(section).length > 0);
}

/**
 * The first section of STATS names the firmware, those of pools say so in their ID; the one with Elapsed carries the
 * values, and where that was lost, the longest.
 */
function valuesOf(sections: readonly RawRecord[]): RawRecord | undefined {
  const devices = sections.filter((section) => !/^POOL/.test(section.text('ID') ?? ''));
  const [longest] = [...devices].sort((a, b) => b.names().length - a.names().length);
  return devices.find((section) => section.has('Elapsed')) ?? longest;
}

interface CgminerParts {
  readonly summary: RawRecord;
  readonly stats: RawRecord;
  readonly pools: readonly RawRecord[];
  readonly devs: readonly RawRecord[];
  readonly identity: MinerIdentity;
}

function cgminerReading(
  { summary, stats, pools, devs, identity: { algorithm, model } }: CgminerParts,
  atMs: number,
  oddities: Oddity[],
): Reading {
  const source = { stats, summary, algorithm };
  const hashrateHs = currentHashrateHs(source);
  const hashrateAvgHs = averageHashrateHs(source);
  const wholeHs = hashrateAvgHs || hashrateHs;
  const ideal = stats.number('total_rateideal', { min: 0 });
  const idealUnitHs = unnamedUnitHs(source, ideal === undefined ? [] : [ideal], wholeHs);
  const chained = chains(stats, unnamedUnitHs(source, chainRates(stats), hashrateHs || hashrateAvgHs));
  const boards = chained.length > 0 ? chained : devices(devs, source);
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs,
    expectedHashrateHs:
      stats.number('total_rateideal', { min: 0, scale: idealUnitHs }) ??
      spelledRateHs(summary, 'THEORY HASHRATE'),
    powerW: statsPowerW(stats),
    tempChipMaxC: largest(boards.map((board) => board.tempChipC)),
    tempBoardMaxC: largest(boards.map((board) => board.tempBoardC)),
    fans: chainFans(stats, isHydro(model)),
    frequencyMhz: statsFrequencyMhz(stats),
    shares: {
      accepted: summary.count('Accepted'),
      rejected: summary.count('Rejected'),
      stale: summary.count('Stale'),
    },
    bestShare: summary.difficulty('Best Share'),
    poolDifficulty: rpcPoolDifficulty(pools),
    hwErrors: summary.count('Hardware Errors'),
    hwErrorPct:
      summary.number('Device Hardware%', { min: 0, max: 100 }) ??
      stats.number('Device Hardware%', { min: 0, max: 100 }),
    uptimeS: stats.count('Elapsed') ?? summary.count('Elapsed'),
    mining: hashrateHs === undefined ? undefined : hashrateHs > 0,
    boards,
    pools: rpcPools(pools),
    faults: [...supplyFaults(stats), ...deadChipFaults(chainMaps(stats))],
    oddities,
  };
}

/** Devices of a cgminer without chains (USB sticks, FPGAs, makers that filled in DEVS): one board each. */
function devices(devs: readonly RawRecord[], { algorithm }: { algorithm: Algorithm }): readonly Board[] {
  return devs.map((device, place) => {
    const none = new RawRecord({}, device.oddities);
    return {
      id: place,
      hashrateHs: currentHashrateHs({ stats: device, summary: none, algorithm }),
      tempBoardC: device.temperature('Temperature'),
    };
  });
}

/** Firmware built on `rwglr`'s bmminer (Hiveon, MSKMiner) tells of its supply in words: `PSU OK`, `PSU power lost`. */
function supplyFaults(stats: RawRecord): readonly Fault[] {
  const status = stats.text('psu_status');
  return status === undefined || /\bok\b/i.test(status) ? [] : [{ message: status }];
}

/** Devices one by one, where they can be had: everything else is there already. */
async function readDevices(
  transport: DeviceTransport,
  signal: AbortSignal | undefined,
): Promise<RpcReply | undefined> {
  try {
    return await askRpcIfKnown(transport, 'devs', signal);
  } catch (error) {
    return orNothing(error);
  }
}

/** Some web sides tell name and MAC without a password (Hammer); most do not, and that is fine. */
async function readSystemInfo(transport: DeviceTransport, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    const reply = await transport.http({
      path: '/cgi-bin/get_system_info.cgi',
      ...(signal ? { signal } : {}),
    });
    const info: unknown = reply.status === 200 ? JSON.parse(reply.text) : undefined;
    return isRecord(info) ? info : undefined;
  } catch (error) {
    return error instanceof SyntaxError ? undefined : orNothing(error);
  }
}

/** A device may fail at what it need not tell; that the helper is gone or refuses concerns every question. */
function orNothing(error: unknown): undefined {
  if (error instanceof DeviceError && !['not-paired', 'no-proxy'].includes(error.kind)) return undefined;
  throw error;
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  let most: number | undefined;
  for (const value of values) if (value !== undefined && (most === undefined || value > most)) most = value;
  return most;
}
