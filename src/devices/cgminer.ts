import { type Algorithm, type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

export interface CgminerReplies {
  readonly version?: RpcReply | undefined;
  readonly summary?: RpcReply | undefined;
  readonly stats?: RpcReply | undefined;
  readonly pools?: RpcReply | undefined;
  /** Of the web side, where it answers without a password: name and MAC. */
  readonly systemInfo?: unknown;
}

/** Anything that speaks the plain cgminer API: Antminer's old RPC, Hammer, and what nobody wrote an adapter for. */
export const cgminer: DeviceAdapter = {
  async read(transport, { nowMs, signal }) {
    const version = await askRpcIfKnown(transport, 'version', signal);
    const summary = await askRpcIfKnown(transport, 'summary', signal);
    const stats = await askRpcIfKnown(transport, 'stats', signal);
    const pools = await askRpcIfKnown(transport, 'pools', signal);
    if (!summary && !stats)
      throw new DeviceError('unreadable-reply', 'neither summary nor stats can be read');
    const systemInfo = await readSystemInfo(transport, signal);
    return refuseBlank(
      parseCgminer({ version, summary, stats, pools, systemInfo }, nowMs()),
      'summary and stats',
    );
  },
};

/** The replies → one moment. Any of them may be missing. */
export function parseCgminer(replies: CgminerReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const [version] = sections(replies.version, 'VERSION', oddities);
  const [summary = new RawRecord({}, oddities)] = sections(replies.summary, 'SUMMARY', oddities);
  const all = sections(replies.stats, 'STATS', oddities);
  const stats = valuesOf(all) ?? new RawRecord({}, oddities);
  const pools = sections(replies.pools, 'POOLS', oddities);
  const identity = cgminerIdentity(version, all[0], new RawRecord(replies.systemInfo, oddities));
  return {
    identity,
    reading: cgminerReading({ summary, stats, pools, algorithm: identity.algorithm }, atMs, oddities),
  };
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

function cgminerIdentity(
  version: RawRecord | undefined,
  first: RawRecord | undefined,
  system: RawRecord,
): MinerIdentity {
  const model =
    version?.text('Type') ?? first?.text('Type') ?? version?.text('PROD') ?? system.text('minertype');
  return {
    family: 'cgminer',
    mac: normaliseMac(version?.text('MAC') ?? system.text('macaddr') ?? ''),
    make: model?.split(' ')[0],
    model,
    firmware: version?.text('CompileTime') ?? first?.text('CompileTime') ?? version?.text('CGMiner'),
    hostname: system.text('hostname'),
    algorithm: algorithmOf(model),
  };
}

/** Series of hardware that hash something else than SHA-256, by the names their makers give them. */
function algorithmOf(model: string | undefined): Algorithm {
  if (model === undefined) return 'sha256';
  if (/\bHammer D10\b|\bL[37]\b|\bL[379]\+|\bL9\b|\bDG\b|\bDG1\b/i.test(model)) return 'scrypt';
  if (/\bZ(9|11|15)\b/i.test(model)) return 'equihash';
  if (/\bKS\d/i.test(model)) return 'kheavyhash';
  return /\b(D[379]|E[39]|X5|K7|HS3)\b/i.test(model) ? 'other' : 'sha256';
}

interface CgminerParts {
  readonly summary: RawRecord;
  readonly stats: RawRecord;
  readonly pools: readonly RawRecord[];
  readonly algorithm: Algorithm;
}

function cgminerReading(
  { summary, stats, pools, algorithm }: CgminerParts,
  atMs: number,
  oddities: Oddity[],
): Reading {
  const unit = rateUnit(stats, algorithm);
  const rate = rateIn(stats, '5s', unit, algorithm) ?? rateIn(summary, '5s', unit, algorithm);
  const boards = chains(stats, unit);
  return {
    atMs,
    hashrateHs: rate ?? rateIn(summary, '1m', unit, algorithm) ?? rateIn(summary, 'av', unit, algorithm),
    hashrateAvgHs: rateIn(stats, 'av', unit, algorithm) ?? rateIn(summary, 'av', unit, algorithm),
    expectedHashrateHs: stats.number('total_rateideal', { min: 0, scale: unit }),
    powerW: stats.number('total_power', { min: 1, max: 50_000 }),
    tempChipMaxC: largest(boards.map((board) => board.tempChipC)),
    tempBoardMaxC: largest(boards.map((board) => board.tempBoardC)),
    fans: chainFans(stats),
    frequencyMhz:
      stats.number('frequency', { min: 1, max: 5_000 }) ??
      stats.number('total_freqavg', { min: 1, max: 5_000 }),
    shares: {
      accepted: summary.count('Accepted'),
      rejected: summary.count('Rejected'),
      stale: summary.count('Stale'),
    },
    bestShare: summary.difficulty('Best Share'),
    poolDifficulty: rpcPoolDifficulty(pools),
    hwErrors: summary.count('Hardware Errors'),
    hwErrorPct: summary.number('Device Hardware%', { min: 0, max: 100 }),
    uptimeS: stats.count('Elapsed') ?? summary.count('Elapsed'),
    mining: rate === undefined ? undefined : rate > 0,
    boards,
    pools: rpcPools(pools),
    faults: [],
    oddities,
  };
}

/** H/s that one unit of the device's rates is: said by `rate_unit`, else by the names of its fields. */
function rateUnit(stats: RawRecord, algorithm: Algorithm): number {
  const said = /^\s*([kKMGTP])?/.exec(stats.text('rate_unit') ?? '')?.[1]?.toUpperCase();
  const steps: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };
  if (said) return steps[said] ?? 1e9;
  // Equihash breaks the names: `GHS` of a Z15 Pro are kSol/s (facts, section 1).
  if (algorithm === 'equihash') return 1e3;
  return stats.has('MHS 5s') || stats.has('MHS av') ? 1e6 : 1e9;
}

/** `GHS 5s`, `MHS av` … A Z15 sends its rate as text, in Sol/s; a Z15 Pro as a number, in kSol/s. */
function rateIn(section: RawRecord, window: string, unit: number, algorithm: Algorithm): number | undefined {
  const mega = section.number(`MHS ${window}`, { min: 0, scale: 1e6 });
  if (mega !== undefined) return mega;
  const name = `GHS ${window}`;
  if (algorithm !== 'equihash') return section.number(name, { min: 0, scale: 1e9 });
  return section.number(name, { min: 0, scale: typeof section.raw('GHS 5s') === 'string' ? 1 : unit });
}

/**
 * `chain_rateN`, `chain_acnN`, `temp_chipN` of N = 1 …; a place without chips is no board. The others keep their number
 * when one of them dies, so that the past of a board stays its own.
 */
function chains(stats: RawRecord, unit: number): readonly Board[] {
  const places = placesOf(stats, /^chain_(?:acn|rate)(\d{1,3})$/);
  return places.flatMap((place) => {
    const chips = stats.count(`chain_acn${place}`);
    const hashrateHs = stats.number(`chain_rate${place}`, { min: 0, scale: unit });
    if ((chips ?? hashrateHs ?? 0) === 0) return [];
    return {
      id: places[0] === 0 ? place : place - 1,
      hashrateHs,
      chips,
      tempChipC: hottestOf(stats, `temp_chip${place}`),
      tempBoardC: hottestOf(stats, `temp_pcb${place}`),
      frequencyMhz: stats.number(`freq${place}`, { min: 1, max: 5_000 }),
    };
  });
}

/** The numbers in the names of fields, each once, rising. */
function placesOf(stats: RawRecord, named: RegExp): readonly number[] {
  const places = stats.names().flatMap((name) => named.exec(name)?.[1] ?? []);
  return [...new Set(places.map(Number))].sort((a, b) => a - b);
}

/** `"78-50-69-70"`, or one number: the hottest of several sensors; 0 and less is none. */
function hottestOf(stats: RawRecord, name: string): number | undefined {
  const temps = (stats.longText(name) ?? '').split(/(?<=[^-])-/).map(Number);
  return largest(temps.filter((tempC) => tempC > 0 && tempC <= 250));
}

function chainFans(stats: RawRecord): readonly Fan[] {
  const counted = stats.number('fan_num');
  return placesOf(stats, /^fan(\d{1,2})$/).flatMap((place) => {
    const rpm = stats.number(`fan${place}`, { min: 0, max: 50_000 });
    // Headers beyond the counted fans, and empty ones, read 0.
    return rpm === undefined || (rpm === 0 && (counted === undefined || place > counted)) ? [] : [{ rpm }];
  });
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
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof DeviceError && !['not-paired', 'no-proxy'].includes(error.kind)) return undefined;
    throw error;
  }
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  let most: number | undefined;
  for (const value of values) if (value !== undefined && (most === undefined || value > most)) most = value;
  return most;
}
