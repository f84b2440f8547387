import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Fan, Fault, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { avalonBoards } from './avalon-boards.ts';
import { avalonFields, avalonNumbers } from './avalon-mm.ts';
import { refuseBlank } from './blank-reading.ts';
import { RawRecord } from './raw-record.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';
import { askRpcIfKnown, type RpcReply, sections } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';

/** What an Avalon answers to the commands that are asked one after the other. */
export interface AvalonReplies {
  readonly version?: RpcReply | undefined;
  readonly summary?: RpcReply | undefined;
  readonly stats?: RpcReply | undefined;
  readonly pools?: RpcReply | undefined;
}

/** Avalon (Canaan) over the cgminer API: Nano 3/3S, Mini 3, Q, and the A series. */
export const avalon: DeviceAdapter = {
  async read(transport, { nowMs, signal }) {
    // One after the other: Avalon's API serves one connection, and some models drop the second.
    const version = await askRpcIfKnown(transport, 'version', signal);
    const summary = await askRpcIfKnown(transport, 'summary', signal);
    let stats = await askRpcIfKnown(transport, 'stats', signal);
    // Mini 3 refuses some plain commands (hass-miner #578); estats and litestats say the same with more or less detail.
    for (const command of ['estats', 'litestats'])
      if (!hasPackedText(stats)) stats = await askRpcIfKnown(transport, command, signal);
    const pools = await askRpcIfKnown(transport, 'pools', signal);
    if (!summary && !stats)
      throw new DeviceError('unreadable-reply', 'neither summary nor stats can be read');
    return refuseBlank(parseAvalon({ version, summary, stats, pools }, nowMs()), 'summary and stats');
  },
};

/** The replies → one moment. Any of them may be missing. */
export function parseAvalon(replies: AvalonReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  // A series and Nano pack all under `MM ID0`; Q says `MM ID0:Summary`, and tells its hash board apart under `HBinfo`.
  const whole = new RawRecord(avalonFields(packedText(replies.stats, MAIN_MODULE, oddities)), oddities);
  const hashBoard = avalonFields(packedText(replies.stats, HASH_BOARD, oddities));
  const [version] = sections(replies.version, 'VERSION', oddities);
  const [summary] = sections(replies.summary, 'SUMMARY', oddities);
  const pools = sections(replies.pools, 'POOLS', oddities);
  return {
    identity: avalonIdentity(version, whole),
    reading: {
      ...avalonReading(whole, summary, atMs),
      poolDifficulty: rpcPoolDifficulty(pools),
      boards: avalonBoards(whole, hashBoard),
      pools: rpcPools(pools),
      oddities,
    },
  };
}

const MAIN_MODULE = /^MM ID\d+(:Summary)?$/;
const HASH_BOARD = /^HBinfo$/;

/** Does this stats reply carry Avalon's packed text? */
export function hasPackedText(stats: RpcReply | undefined): boolean {
  return packedText(stats, MAIN_MODULE, []) !== '';
}

function packedText(stats: RpcReply | undefined, wanted: RegExp, oddities: Oddity[]): string {
  for (const section of sections(stats, 'STATS', oddities)) {
    const name = section.names().find((each) => wanted.test(each));
    if (name !== undefined) return section.longText(name) ?? '';
  }
  return '';
}

function avalonIdentity(version: RawRecord | undefined, whole: RawRecord): MinerIdentity {
  // `Ver[1246-83-21072802_…]`: the model up to the first dash, then the firmware.
  const [, code, firmware] = /^([^-]+)-(.+)$/.exec(whole.text('Ver') ?? '') ?? [];
  return {
    family: 'avalon',
    mac: normaliseMac(version?.text('MAC') ?? ''),
    make: 'Avalon',
    model: version?.text('PROD') ?? (code === undefined ? undefined : `Avalon ${code}`),
    firmware: version?.text('LVERSION') ?? version?.text('VERSION') ?? version?.text('CGVERSION') ?? firmware,
    algorithm: 'sha256',
    asicModel: whole.text('Core'),
    boardVersion: version?.text('HWTYPE'),
  };
}

function avalonReading(whole: RawRecord, summary: RawRecord | undefined, atMs: number) {
  const ghs = (name: string) => whole.number(name, { min: 0, scale: 1e9 });
  const mhs = (name: string) => summary?.number(name, { min: 0, scale: 1e6 });
  const hashrateHs = ghs('GHSspd') ?? mhs('MHS 5s');
  const mining = isMining(whole, hashrateHs);
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs: ghs('GHSavg') ?? mhs('MHS av'),
    expectedHashrateHs: ghs('GHSmm'),
    ...wallPower(whole),
    powerLimitW: whole.number('MPO', { min: 1, max: MOST_POWER_W }),
    tempChipMaxC: whole.temperature('TMax'),
    tempChipAvgC: whole.temperature('TAvg'),
    tempInletC: whole.temperature('ITemp') ?? whole.temperature('Temp'),
    tempOutletC: whole.temperature('OTemp'),
    fans: avalonFans(whole),
    frequencyMhz: whole.number('Freq', { min: 0, max: 5_000 }),
    shares: {
      accepted: summary?.count('Accepted'),
      rejected: summary?.count('Rejected'),
      stale: summary?.count('Stale'),
    },
    bestShare: summary?.difficulty('Best Share'),
    hwErrors: summary?.count('Hardware Errors') ?? whole.count('HW'),
    hwErrorPct: whole.number('DHspd', { min: 0, max: 100 }),
    uptimeS: whole.count('Elapsed') ?? summary?.count('Elapsed'),
    mining,
    // SoftOFF tells that the owner (or a timer) switched it off; "In Idle" alone may also be a start.
    paused: mining === false && (whole.number('SoftOFF') ?? 0) !== 0,
    workMode: whole.text('WORKMODE'),
    poolLatencyMs: whole.number('PING', { min: 0, max: 600_000 }),
    wifiRssiDbm: wifiRssiDbm(whole),
    faults: avalonFaults(whole),
  } satisfies Partial<Reading>;
}

/** `SYSTEMSTATU[Work: In Work, Hash Board: 3 ]`; firmware without it is taken by its rate. */
function isMining(whole: RawRecord, hashrateHs: number | undefined): boolean | undefined {
  const status = whole.text('SYSTEMSTATU') ?? '';
  if (/Work:\s*In Work/i.test(status)) return true;
  if (/Work:\s*In (Idle|Standby|Sleep)/i.test(status)) return false;
  return hashrateHs === undefined ? undefined : hashrateHs > 0;
}

const MOST_POWER_W = 50_000;

/**
 * Power at the wall: WALLPOWER on newer firmware, else the seventh number of PS (1246, Nano 3S, Q). The fifth is the
 * supply's DC output, which some tools show instead.
 */
function wallPower(whole: RawRecord): Pick<Reading, 'powerW' | 'powerAtWall'> {
  const seventh = avalonNumbers(whole.longText('PS'))[6];
  const told = whole.number('WALLPOWER', { min: 0, max: MOST_POWER_W });
  // A miner that answers draws some power: 0 says that nothing is measured.
  const powerW = [told, seventh].find((watt) => watt !== undefined && watt > 0 && watt <= MOST_POWER_W);
  return powerW === undefined ? {} : { powerW, powerAtWall: true };
}

/** `Fan1`, `Fan2` …; all turn at the one duty `FanR`. */
function avalonFans(whole: RawRecord): readonly Fan[] {
  const percent = whole.number('FanR', { min: 0, max: 100 });
  return whole
    .names()
    .filter((name) => /^Fan\d{1,2}$/.test(name))
    .sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)))
    .map((name) => ({ rpm: whole.number(name, { min: 0, max: 50_000 }), percent }));
}

/** A miner on a cable says 0. */
function wifiRssiDbm(whole: RawRecord): number | undefined {
  const rssi = whole.number('RSSI', { min: -130, max: 0 });
  return rssi === 0 ? undefined : rssi;
}

/** ECHU (hash units) and ECMM (main module) are error codes, 0 when well (Canaan's API manual). */
function avalonFaults(whole: RawRecord): readonly Fault[] {
  const units = avalonNumbers(whole.longText('ECHU')).flatMap((code, id) =>
    code === 0 || Number.isNaN(code)
      ? []
      : [{ code: `ECHU ${code}`, message: `hash board ${id} reports an error` }],
  );
  const main = whole.number('ECMM') ?? 0;
  return main === 0
    ? units
    : [...units, { code: `ECMM ${main}`, message: 'the main module reports an error' }];
}
