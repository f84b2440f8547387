import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Fault, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { hottestC } from './bitmain-chains.ts';
import { refuseBlank } from './blank-reading.ts';
import { RawRecord } from './raw-record.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import { summaryCounts } from './rpc-summary.ts';
import { sealminerControl } from './sealminer-control.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What a SealMiner answers to the commands of its API. */
export interface SealMinerReplies {
  readonly stats?: RpcReply | undefined;
  readonly summary?: RpcReply | undefined;
  readonly pools?: RpcReply | undefined;
  readonly version?: RpcReply | undefined;
}

/**
 * SealMiner (Bitdeer): `bdminer` on 4028 tells all in one flat section of stats, boards and fans by the number in
 * front of a name (asic-rs `sealminer/src/backends/v2025`). Its web side adds nothing that a reading needs.
 */
export const sealminer: DeviceAdapter = {
  async read(transport, { nowMs, signal }) {
    return refuseBlank(parseSealMiner(await askSealMiner(transport, signal), nowMs()), 'stats and summary');
  },
  control: sealminerControl,
};

async function askSealMiner(transport: DeviceTransport, signal?: AbortSignal): Promise<SealMinerReplies> {
  const stats = await askRpcIfKnown(transport, 'stats', signal);
  const summary = await askRpcIfKnown(transport, 'summary', signal);
  if (!stats && !summary) throw new DeviceError('unreadable-reply', 'neither summary nor stats can be read');
  const pools = await askRpcIfKnown(transport, 'pools', signal);
  const version = stats ? undefined : await askRpcIfKnown(transport, 'version', signal);
  return { stats, summary, pools, version };
}

/** The replies → one moment. Any of them may be missing. */
export function parseSealMiner(replies: SealMinerReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const none = new RawRecord({}, oddities);
  const all = sections(replies.stats, 'STATS', oddities);
  const stats = all.find((section) => section.has('Board Count') || section.has('Elapsed')) ?? all[0] ?? none;
  const [summary = none] = sections(replies.summary, 'SUMMARY', oddities);
  const pools = sections(replies.pools, 'POOLS', oddities);
  const [version = none] = sections(replies.version, 'VERSION', oddities);
  return {
    identity: sealIdentity(stats, version),
    reading: {
      ...sealReading(stats, summary),
      atMs,
      poolDifficulty: rpcPoolDifficulty(pools),
      pools: rpcPools(pools),
      oddities,
    },
  };
}

function sealIdentity(stats: RawRecord, version: RawRecord): MinerIdentity {
  return {
    family: 'sealminer',
    mac: normaliseMac(stats.text('MAC') ?? ''),
    make: 'Sealminer',
    model: stats.text('Model'),
    firmware: stats.text('Firmware') ?? stats.text('Software Version') ?? version.text('BDMiner'),
    algorithm: 'sha256',
    asicModel: stats.text('ASIC'),
    boardVersion: stats.text('Ctrl Board'),
  };
}

function sealReading(stats: RawRecord, summary: RawRecord): Omit<Reading, 'atMs' | 'pools' | 'oddities'> {
  const boards = sealBoards(stats);
  const hashrateHs = currentHashrateHs(stats, summary);
  const state = stats.text('PM State');
  const suspended = state === undefined ? undefined : /suspend|sleep|idle/i.test(state);
  return {
    hashrateHs,
    hashrateAvgHs: megahashes(summary, 'MHS av') ?? megahashes(stats, 'MHS(Avg)'),
    // At the clock that each board was tuned to; `MHS(Rated)` is what was bought.
    expectedHashrateHs: megahashes(stats, 'MHS(Ideal)'),
    ...supply(stats),
    tempChipMaxC:
      hottestC([stats.temperature('Temp') ?? 0]) ?? hottestC(boards.flatMap((b) => b.tempChipC ?? [])),
    fans: sealFans(stats),
    frequencyMhz: mhz(stats, 'Freq'),
    ...summaryCounts(summary),
    uptimeS: stats.count('Elapsed') ?? summary.count('Elapsed'),
    mining: suspended === true ? false : hashrateHs === undefined ? undefined : hashrateHs > 0,
    paused: suspended,
    workMode: stats.text('Mining Mode'),
    boards,
    faults: sealFaults(stats, boards),
  };
}

/**
 * The rate of summary is that of shares found, so five seconds of it are luck (368 TH/s on a machine of 220): a minute
 * is the shortest window that says something. Where it is lost, what the chips were sampled to do.
 */
function currentHashrateHs(stats: RawRecord, summary: RawRecord): number | undefined {
  return (
    megahashes(summary, 'MHS 1m') ??
    megahashes(stats, 'MHS(1m)') ??
    megahashes(stats, 'MHS(Sample)') ??
    megahashes(summary, 'MHS av')
  );
}

/** The supply measures what it takes in, which is power at the wall, and what it gives the boards. */
function supply(
  stats: RawRecord,
): Pick<Reading, 'powerW' | 'powerAtWall' | 'powerLimitW' | 'voltageInV' | 'currentA'> {
  const powerW = positive(stats, 'PSU Input Power', 50_000);
  return {
    ...(powerW === undefined ? {} : { powerW, powerAtWall: true }),
    powerLimitW: positive(stats, 'Power Limit', 50_000),
    voltageInV: hundredths(positive(stats, 'PSU Output Voltage', 1_000)),
    currentA: positive(stats, 'PSU Output Current', 10_000),
  };
}

function sealBoards(stats: RawRecord): readonly Board[] {
  return numbersOf(stats, /^(\d{1,2}) (?:Online|Chip Count|MHS\(Sample\))$/).map((id) => ({
    id,
    hashrateHs: megahashes(stats, `${id} MHS(Sample)`),
    chips: stats.count(`${id} Chip Count`),
    tempChipC: hottestC([0, 1, 2, 3].map((place) => stats.temperature(`${id} Temp ${place}`) ?? 0)),
    frequencyMhz: mhz(stats, `${id} Freq`),
  }));
}

/** `PWM` of a fan is no percentage (112 was seen), so only its speed is taken. */
function sealFans(stats: RawRecord): readonly Fan[] {
  return numbersOf(stats, /^(\d{1,2}) Speed$/).flatMap((place) => {
    const rpm = stats.number(`${place} Speed`, { min: 0, max: 50_000 });
    return rpm === undefined ? [] : [{ rpm }];
  });
}

/** `Error Code` is empty and `PSU Error` all zeros when well. */
function sealFaults(stats: RawRecord, boards: readonly Board[]): readonly Fault[] {
  const error = stats.text('Error Code');
  const supplyError = stats.text('PSU Error');
  const chips = stats.text('Error Chip');
  return [
    ...(isError(error) ? [{ code: error, message: 'the miner reports an error' }] : []),
    ...(isError(supplyError) ? [{ code: supplyError, message: 'the power supply reports an error' }] : []),
    ...(isError(chips) ? [{ code: chips, message: 'chips report errors' }] : []),
    ...boards.flatMap(({ id, chips }) => {
      const bad = stats.count(`${id} Bad Chip Count`) ?? 0;
      const all = chips === undefined ? '' : ` of ${chips}`;
      return bad > 0 ? [{ message: `hash board ${id}: ${bad}${all} chips do not work` }] : [];
    }),
    ...boards.flatMap(({ id }) =>
      stats.boolean(`${id} Online`) === false ? [{ message: `hash board ${id} is offline` }] : [],
    ),
  ];
}

function isError(code: string | undefined): code is string {
  return code !== undefined && !/^(?:0x)?0+$/i.test(code);
}

/** The numbers that stand in front of names, each once, rising. */
function numbersOf(stats: RawRecord, named: RegExp): readonly number[] {
  const numbers = stats.names().flatMap((name) => named.exec(name)?.[1] ?? []);
  return [...new Set(numbers.map(Number))].sort((a, b) => a - b);
}

function megahashes(section: RawRecord, name: string): number | undefined {
  return section.number(name, { min: 0, max: 1e18, scale: 1e6 });
}

function mhz(stats: RawRecord, name: string): number | undefined {
  return positive(stats, name, 5_000);
}

/** 0 says that nothing is measured. */
function positive(stats: RawRecord, name: string, max: number): number | undefined {
  const value = stats.number(name, { min: 0, max });
  return value === 0 ? undefined : value;
}

/** The supply itself tells its voltage to 10 mV (`miner-psu-status.php`), bdminer's third digit is its arithmetic. */
function hundredths(volts: number | undefined): number | undefined {
  return volts === undefined ? undefined : Math.round(volts * 100) / 100;
}
