import { type Algorithm, type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { largest, mean, total } from './board-totals.ts';
import { type EpicChipReplies, epicChips } from './epic-chips.ts';
import { epicControl } from './epic-control.ts';
import { epicJson } from './epic-web.ts';
import { poolUrl, userOf } from './esp-fields.ts';
import { RawRecord } from './raw-record.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What ePIC's web API told, each as parsed JSON; what was not told is undefined. */
export interface EpicReplies extends EpicChipReplies {
  readonly summary?: unknown;
  readonly network?: unknown;
  readonly capabilities?: unknown;
  /** The sensors of each board. */
  readonly temps?: unknown;
}

/** ePIC PowerPlay (UMC boards in Antminers, and BlockMiners): HTTP on port 4028, reading needs no login. */
export const epic: DeviceAdapter = {
  async read(transport, options) {
    const summary = await epicJson(transport, '/summary', options);
    const replies: EpicReplies = {
      summary,
      network: await askIfKnown(transport, '/network', options),
      capabilities: await askIfKnown(transport, '/capabilities', options),
      temps: await askIfKnown(transport, '/temps', options),
      chipTemps: await askIfKnown(transport, '/temps/chip', options),
      chipVoltages: await askIfKnown(transport, '/voltages', options),
      chipRates: await askIfKnown(transport, '/hashrate', options),
    };
    return refuseBlank(parseEpic(replies, options.nowMs()), '/summary');
  },
  control: epicControl,
};

async function askIfKnown(transport: DeviceTransport, path: string, options: ReadOptions): Promise<unknown> {
  try {
    return await epicJson(transport, path, options);
  } catch (error) {
    if (error instanceof DeviceError && (error.kind === 'unreadable-reply' || error.kind === 'refused'))
      return undefined;
    throw error;
  }
}

/** The replies → one moment. Field names and units: asic-rs, epic `v1/mod.rs`. */
export function parseEpic(replies: EpicReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const summary = new RawRecord(replies.summary, oddities);
  return {
    identity: identityOf(summary, replies, oddities),
    reading: readingOf(summary, replies, atMs, oddities),
  };
}

function identityOf(summary: RawRecord, replies: EpicReplies, oddities: Oddity[]): MinerIdentity {
  const network = new RawRecord(replies.network, oddities);
  const capabilities = new RawRecord(replies.capabilities, oddities);
  const card = network.record(network.has('dhcp') ? 'dhcp' : 'static');
  const model = capabilities.text('Model')?.replace(/^AntMiner\b/, 'Antminer');
  return {
    family: 'epic',
    mac: normaliseMac(card.text('mac_address') ?? ''),
    make: model === undefined ? undefined : /block ?miner/i.test(model) ? 'ePIC' : model.split(' ')[0],
    model,
    firmware: summary.text('Software'),
    hostname: summary.text('Hostname'),
    algorithm: algorithmOf(summary.record('Mining').text('Algorithm')),
    asicModel: capabilities.text('Chip Type'),
  };
}

function readingOf(summary: RawRecord, replies: EpicReplies, atMs: number, oddities: Oddity[]): Reading {
  const session = summary.record('Session');
  const supply = summary.record('Power Supply Stats');
  const chips = epicChips(replies, oddities);
  const boards = summary.records('HBs').map((board, place) => boardOf(board, place, chips));
  const hashrateHs = total(boards.map((board) => board.hashrateHs));
  const sensors = new RawRecord({ temps: replies.temps }, oddities).records('temps');
  const temperatures = sensors.flatMap((each) => each.numbers('Data').filter(isTemperature));
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs: session.number('Average MHs', { min: 0, max: 1e18, scale: 1e6 }),
    // What is not measured stands as 0.
    powerW: supply.number('Input Power', { min: 0, max: 50_000 }) || undefined,
    tempBoardMaxC: largest(temperatures) ?? largest(boards.map(({ tempChipC }) => tempChipC)),
    fans: fansOf(summary),
    frequencyMhz: mean(boards.map(({ frequencyMhz }) => frequencyMhz)),
    voltageInV: supply.number('Input Voltage', { min: 0, max: 500 }) || undefined,
    shares: { accepted: session.count('Accepted'), rejected: session.count('Rejected') },
    poolDifficulty: session.difficulty('Difficulty') || undefined,
    uptimeS: session.count('Uptime'),
    mining: isMining(summary.record('Status').text('Operating State'), hashrateHs),
    boards,
    pools: poolsOf(summary),
    faults: faultsOf(summary),
    oddities,
  };
}

/** `Hashrate` is MH/s, per cent of what the clock allows, and share of errors. */
function boardOf(
  board: RawRecord,
  place: number,
  chips: ReadonlyMap<number, NonNullable<Board['perChip']>>,
): Board {
  const id = board.number('Index', { min: 0, max: 1_000 }) ?? place;
  const [megahashes = Number.NaN] = board.numbers('Hashrate');
  const perChip = chips.get(id);
  return {
    id,
    hashrateHs: megahashes >= 0 && megahashes <= 1e12 ? megahashes * 1e6 : undefined,
    // The hottest of its sensors, which are beside the chips: by it the firmware shuts a board down.
    tempChipC: board.temperature('Temperature'),
    frequencyMhz: board.number('Core Clock Avg', { min: 0, max: 5_000 }),
    voltageV: board.number('Input Voltage', { min: 0, max: 100 }) || undefined,
    ...(perChip ? { perChip } : {}),
  };
}

/** `Fans Speed 1` … `Fans Speed 12`; a header without a fan is null. One speed in per cent goes for all. */
function fansOf(summary: RawRecord): readonly Fan[] {
  return fanNumbers(summary).map((name) => ({
    rpm: summary.record('Fans Rpm').number(name, { min: 0, max: 50_000 }),
    percent: summary.record('Fans').number('Fans Speed', { min: 0, max: 100 }),
  }));
}

function fanNumbers(summary: RawRecord): readonly string[] {
  const rpm = summary.record('Fans Rpm');
  return rpm
    .names()
    .filter((name) => /^Fans Speed \d{1,2}$/.test(name) && rpm.has(name))
    .sort((a, b) => fanNumber(a) - fanNumber(b));
}

function fanNumber(name: string): number {
  return Number(name.replace('Fans Speed ', ''));
}

function poolsOf(summary: RawRecord): readonly PoolConnection[] {
  const stratum = summary.record('Stratum');
  const inUse = stratum.number('Config Id', { min: 0, max: 1_000 });
  return summary.records('StratumConfigs').flatMap((config, place) => {
    const url = config.text('pool');
    if (url === undefined) return [];
    const active = inUse === undefined ? undefined : place === inUse;
    return [
      {
        url: poolUrl(url, undefined),
        user: userOf(config, 'login'),
        active,
        alive: active === true ? stratum.boolean('IsPoolConnected') : undefined,
      },
    ];
  });
}

/** A board that was found and is not used, a fan that stands while others turn, and what the firmware says itself. */
function faultsOf(summary: RawRecord): readonly Fault[] {
  const boards = summary.records('HBStatus').flatMap((board, place): Fault[] => {
    const unused = board.boolean('Detected') === true && board.boolean('Enabled') === false;
    return unused ? [{ message: `board ${board.number('Index') ?? place} detected but disabled` }] : [];
  });
  const rpm = summary.record('Fans Rpm');
  const fans = fanNumbers(summary);
  const somethingTurns = fans.some((name) => (rpm.number(name) ?? 0) > 0);
  const stopped = fans.filter((name) => somethingTurns && rpm.number(name) === 0);
  const status = summary.record('Status');
  const said = [status.text('Last Error'), summary.text('Last License Error')].flatMap((message): Fault[] =>
    message === undefined ? [] : [{ message }],
  );
  return [
    ...boards,
    ...stopped.map((name) => ({ message: `fan ${fanNumber(name)} reports 0 rpm` })),
    ...said,
  ];
}

function isMining(state: string | undefined, hashrateHs: number | undefined): boolean | undefined {
  if (state === 'Mining') return true;
  if (state === 'Idling') return false;
  return hashrateHs === undefined ? undefined : hashrateHs > 0;
}

function algorithmOf(name: string | undefined): Algorithm {
  return name === undefined || /^sha-?256/i.test(name) ? 'sha256' : 'other';
}

function isTemperature(value: number): boolean {
  return value > 0 && value <= 250;
}
