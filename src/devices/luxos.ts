import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Fault, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { hottestC } from './bitmain-chains.ts';
import { refuseBlank } from './blank-reading.ts';
import { algorithmOf } from './cgminer-identity.ts';
import { type LuxBoardReplies, luxBoardIds, luxBoards, unhealthyChips } from './luxos-boards.ts';
import { isCurtailed, luxosControl } from './luxos-control.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { chainFans, chains } from './rpc-chains.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import { summaryCounts } from './rpc-summary.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What LuxOS answers: by command; of each board, one reply a board. */
export type LuxReplies = Readonly<Partial<Record<LuxCommand, RpcReply | undefined>>> & {
  readonly voltageget?: readonly RpcReply[];
  readonly healthchipget?: readonly RpcReply[];
};
type LuxCommand = (typeof COMMANDS)[number];

const COMMANDS = [
  ...(['version', 'summary', 'stats', 'devs', 'temps'] as const),
  ...(['fans', 'power', 'config', 'pools', 'events'] as const),
];

/** LuxOS (Luxor) on Antminers: a cgminer API of its own on TCP 4028, no login to read (facts, section 7). */
export const luxos: DeviceAdapter = {
  async read(transport, { nowMs, signal }) {
    return refuseBlank(parseLux(await askLux(transport, signal), nowMs()), 'summary and stats');
  },
  control: luxosControl,
};

async function askLux(transport: DeviceTransport, signal?: AbortSignal): Promise<LuxReplies> {
  const replies: Partial<Record<LuxCommand, RpcReply | undefined>> = {};
  for (const command of COMMANDS) replies[command] = await askRpcIfKnown(transport, command, signal);
  if (!replies.summary && !replies.stats)
    throw new DeviceError('unreadable-reply', 'neither summary nor stats can be read');
  const boards = luxBoardIds(sections(replies.devs, 'DEVS', []));
  return {
    ...replies,
    voltageget: await askBoards(transport, 'voltageget', boards, signal),
    healthchipget: await askBoards(transport, 'healthchipget', boards, signal),
  };
}

/** One question a board, as long as the firmware knows the command. */
async function askBoards(
  transport: DeviceTransport,
  command: string,
  boards: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly RpcReply[]> {
  const replies: RpcReply[] = [];
  for (const board of boards) {
    const reply = await askRpcIfKnown(transport, command, signal, String(board));
    if (reply === undefined) return replies;
    replies.push(reply);
  }
  return replies;
}

/** The replies → one moment. Any of them may be missing. */
export function parseLux(replies: LuxReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const none = new RawRecord({}, oddities);
  const rows = (command: LuxCommand, name: string) => sections(replies[command], name, oddities);
  const all = rows('stats', 'STATS');
  const stats = all.find((section) => section.has('Elapsed')) ?? all.at(-1) ?? none;
  const [summary = none] = rows('summary', 'SUMMARY');
  const [config = none] = rows('config', 'CONFIG');
  const [version = none] = rows('version', 'VERSION');
  const pools = rows('pools', 'POOLS');
  const parts: LuxBoardReplies = {
    devs: rows('devs', 'DEVS'),
    stats,
    temps: rows('temps', 'TEMPS'),
    voltages: (replies.voltageget ?? []).flatMap((reply) => sections(reply, 'VOLTAGE', oddities)),
    chips: (replies.healthchipget ?? []).flatMap((reply) => sections(reply, 'CHIPS', oddities)),
  };
  return {
    identity: luxIdentity(config, version),
    reading: {
      ...luxReading(summary, stats, config, parts),
      atMs,
      ...airOrWater(parts.temps, rows('temps', 'METADATA')),
      powerW: positiveW(rows('power', 'POWER')),
      fans: replies.fans ? rows('fans', 'FANS').map(luxFan) : chainFans(stats),
      poolDifficulty: rpcPoolDifficulty(pools),
      pools: rpcPools(pools),
      faults: [...rows('events', 'EVENTS').map(luxFault), ...chipFaults(parts)],
      oddities,
    },
  };
}

function luxIdentity(config: RawRecord, version: RawRecord): MinerIdentity {
  const model = config.text('Model') ?? version.text('Type');
  return {
    family: 'luxos',
    mac: normaliseMac(config.text('MACAddr') ?? ''),
    make: 'Antminer',
    model,
    firmware: version.text('LUXminer') ?? version.text('Miner'),
    hostname: config.text('Hostname'),
    algorithm: algorithmOf(model),
    boardVersion: config.text('ControlBoardType'),
  };
}

type LuxReading = Omit<Reading, 'atMs' | 'powerW' | 'fans' | 'pools' | 'faults' | 'oddities'>;

/** `total rate` and `total_acn` of stats are those of one board (facts, section 7): the whole is in summary. */
function luxReading(
  summary: RawRecord,
  stats: RawRecord,
  config: RawRecord,
  parts: LuxBoardReplies,
): LuxReading {
  const ghs = (name: string) =>
    summary.number(name, { min: 0, max: 1e18, scale: 1e9 }) ??
    stats.number(name, { min: 0, max: 1e18, scale: 1e9 });
  const hashrateHs = ghs('GHS 5s') ?? ghs('GHS 1m') ?? ghs('GHS av');
  const boards = parts.devs.length > 0 ? luxBoards(parts) : statsBoards(stats);
  return {
    hashrateHs,
    hashrateAvgHs: ghs('GHS av'),
    expectedHashrateHs:
      nominalHs(parts.devs) ?? stats.number('total_rateideal', { min: 0, max: 1e18, scale: 1e9 }),
    tempBoardMaxC: hottestC(boards.flatMap(({ tempBoardC }) => tempBoardC ?? [])),
    tempChipMaxC: hottestC(boards.flatMap(({ perChip = [] }) => perChip.flatMap(({ tempC }) => tempC ?? []))),
    frequencyMhz: stats.number('frequency', { min: 1, max: 5_000 }),
    ...summaryCounts(summary),
    uptimeS: stats.count('Elapsed') ?? summary.count('Elapsed'),
    mining: hashrateHs === undefined ? undefined : hashrateHs > 0,
    paused: isCurtailed(config),
    workMode: config.text('Profile'),
    boards,
  };
}

/** Where devs cannot be had, as a stock Antminer tells them; LuxOS repeats there its boards' sensors for the chips. */
function statsBoards(stats: RawRecord): readonly Board[] {
  return chains(stats, 1e9).map(({ tempChipC: _, ...board }) => board);
}

/** What the boards should do together at their present profile; unknown where one does not tell. */
function nominalHs(devs: readonly RawRecord[]): number | undefined {
  const rates = devs.map((dev) => dev.number('Nominal MHS', { min: 0, max: 1e18, scale: 1e6 }));
  const told = rates.filter((rate) => rate !== undefined);
  if (told.length === 0 || told.length < rates.length) return undefined;
  return told.reduce((sum, rate) => sum + rate, 0);
}

/** LuxOS's own estimate, or the supply's measure where `PSU` says so; 0 says that there is neither. */
function positiveW([power]: readonly RawRecord[]): number | undefined {
  const watt = power?.number('Watts', { min: 0, max: 50_000 });
  return watt === 0 ? undefined : watt;
}

function luxFan(fan: RawRecord): Fan {
  return {
    rpm: fan.number('RPM', { min: 0, max: 50_000 }),
    percent: fan.number('Speed', { min: 0, max: 100 }),
  };
}

/** Which sensor is where, by its label: `Board Intake (top)`, `Water Inlet`. The warmest of each. */
function airOrWater(
  temps: readonly RawRecord[],
  metadata: readonly RawRecord[],
): Pick<Reading, 'tempInletC' | 'tempOutletC'> {
  const labelled = (label: RegExp) => {
    const names = metadata.flatMap((each) =>
      each
        .names()
        .filter((name) => isRecord(each.raw(name)) && label.test(each.record(name).text('Label') ?? '')),
    );
    return hottestC(temps.flatMap((board) => names.flatMap((name) => board.temperature(name) ?? [])));
  };
  return { tempInletC: labelled(/intake|inlet/i), tempOutletC: labelled(/exhaust|outlet/i) };
}

/** `events` lists what LuxOS found wrong, with its own sentence for it. */
function luxFault(event: RawRecord): Fault {
  const code = event.text('Code');
  const message = event.text('Description') ?? 'LuxOS reports trouble';
  return code === undefined ? { message } : { code, message };
}

function chipFaults({ devs, chips }: LuxBoardReplies): readonly Fault[] {
  return luxBoardIds(devs).flatMap((board) => {
    const { ill, all } = unhealthyChips(chips, board);
    return ill === 0 ? [] : [{ message: `hash board ${board}: ${ill} of ${all} chips are not healthy` }];
  });
}
