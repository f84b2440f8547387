import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fault, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { AvalonText } from './avalon-mm.ts';
import type { RawRecord } from './raw-record.ts';
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
      if (!hasText(stats)) stats = await askRpcIfKnown(transport, command, signal);
    const pools = await askRpcIfKnown(transport, 'pools', signal);
    if (!summary && !stats)
      throw new DeviceError('unreadable-reply', 'neither summary nor stats can be read');
    return parseAvalon({ version, summary, stats, pools }, nowMs());
  },
};

/** The replies → one moment. Any of them may be missing. */
export function parseAvalon(replies: AvalonReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const text = new AvalonText(packedText(replies.stats, oddities));
  const board = new AvalonText(boardText(replies.stats, oddities));
  const [version] = sections(replies.version, 'VERSION', oddities);
  const [summary] = sections(replies.summary, 'SUMMARY', oddities);
  const pools = sections(replies.pools, 'POOLS', oddities);
  return {
    identity: avalonIdentity(version, text),
    reading: avalonReading(text, board, summary, pools, atMs, oddities),
  };
}

/** Does this stats reply carry Avalon's packed text? */
export function hasText(stats: RpcReply | undefined): boolean {
  return packedText(stats, []) !== '';
}

/** `MM ID0` on A series and Nano, `MM ID0:Summary` on Q. */
function packedText(stats: RpcReply | undefined, oddities: Oddity[]): string {
  return textUnder(stats, oddities, (name) => /^MM ID\d+(:Summary)?$/.test(name));
}

/** Q tells its hash board apart, under `HBinfo`. */
function boardText(stats: RpcReply | undefined, oddities: Oddity[]): string {
  return textUnder(stats, oddities, (name) => name === 'HBinfo');
}

function textUnder(
  stats: RpcReply | undefined,
  oddities: Oddity[],
  wanted: (name: string) => boolean,
): string {
  for (const section of sections(stats, 'STATS', oddities)) {
    const name = section.names().find(wanted);
    if (name !== undefined) return section.text(name) ?? '';
  }
  return '';
}

function avalonIdentity(version: RawRecord | undefined, text: AvalonText): MinerIdentity {
  // `Ver[1246-83-21072802_…]`: the model up to the first dash, then the firmware.
  const [, code, firmware] = /^([^-]+)-(.+)$/.exec(text.text('Ver') ?? '') ?? [];
  return {
    family: 'avalon',
    mac: normaliseMac(version?.text('MAC') ?? ''),
    make: 'Avalon',
    model: version?.text('PROD') ?? (code === undefined ? undefined : `Avalon ${code}`),
    firmware: version?.text('LVERSION') ?? version?.text('VERSION') ?? version?.text('CGVERSION') ?? firmware,
    algorithm: 'sha256',
    asicModel: text.text('Core'),
    boardVersion: version?.text('HWTYPE'),
  };
}

function avalonReading(
  text: AvalonText,
  board: AvalonText,
  summary: RawRecord | undefined,
  pools: readonly RawRecord[],
  atMs: number,
  oddities: Oddity[],
): Reading {
  const status = text.text('SYSTEMSTATU') ?? '';
  const mining = /Work:\s*In Work/i.test(status)
    ? true
    : /Work:\s*In (Idle|Standby|Sleep)/i.test(status)
      ? false
      : undefined;
  // SoftOFF tells that the owner (or a timer) switched it off; "In Idle" alone may also be a start.
  const paused = mining === false && (text.number('SoftOFF') ?? 0) !== 0;
  const percent = text.number('FanR');
  const rate = text.number('GHSspd');
  return {
    atMs,
    hashrateHs: rate === undefined ? summary?.number('MHS 5s', { min: 0, scale: 1e6 }) : rate * 1e9,
    hashrateAvgHs: ghs(text.number('GHSavg')) ?? summary?.number('MHS av', { min: 0, scale: 1e6 }),
    expectedHashrateHs: ghs(text.number('GHSmm')),
    ...wallPower(text),
    powerLimitW: text.number('MPO'),
    tempChipMaxC: text.temperature('TMax'),
    tempChipAvgC: text.temperature('TAvg'),
    tempInletC: text.temperature('ITemp') ?? text.temperature('Temp'),
    tempOutletC: text.temperature('OTemp'),
    fans: text.series('Fan', 1).map((rpm) => ({ rpm, percent })),
    frequencyMhz: text.number('Freq'),
    shares: {
      accepted: summary?.count('Accepted'),
      rejected: summary?.count('Rejected'),
      stale: summary?.count('Stale'),
    },
    bestShare: summary?.difficulty('Best Share'),
    poolDifficulty: rpcPoolDifficulty(pools),
    hwErrors: summary?.count('Hardware Errors') ?? text.number('HW'),
    hwErrorPct: text.number('DHspd'),
    uptimeS: text.number('Elapsed') ?? summary?.count('Elapsed'),
    mining,
    paused,
    workMode: text.text('WORKMODE'),
    poolLatencyMs: text.number('PING'),
    wifiRssiDbm: (text.number('RSSI') ?? 0) < 0 ? text.number('RSSI') : undefined,
    boards: avalonBoards(text, board),
    pools: rpcPools(pools),
    faults: avalonFaults(text),
    oddities,
  };
}

/**
 * Power at the wall: WALLPOWER on newer firmware, else the seventh number of PS (1246, Nano 3S, Q). The fifth is the
 * supply's DC output, which some tools show instead.
 */
function wallPower(text: AvalonText): Pick<Reading, 'powerW' | 'powerAtWall'> {
  const powerW = text.number('WALLPOWER') ?? text.numbers('PS')[6];
  return powerW === undefined || powerW < 0 ? {} : { powerW, powerAtWall: true };
}

function avalonBoards(text: AvalonText, board: AvalonText): readonly Board[] {
  const rates = text.numbers('MGHS');
  const hottest = text.numbers('MTmax');
  const total = text.number('TA');
  return rates.map((rate, id) => {
    const temps = [...text.numbers(`PVT_T${id}`), ...board.numbers(`PVT_T${id}`)];
    const volts = [...text.numbers(`PVT_V${id}`), ...board.numbers(`PVT_V${id}`)];
    const perChip = temps.map((tempC, chip) => {
      const mv = volts[chip];
      return { tempC, ...(mv === undefined ? {} : { voltageV: mv / 1_000 }) };
    });
    const tempChipC = hottest[id];
    return {
      id,
      hashrateHs: rate * 1e9,
      chips: temps.length > 0 ? temps.length : total === undefined ? undefined : total / rates.length,
      ...(tempChipC !== undefined && tempChipC > 0 ? { tempChipC } : {}),
      frequencyMhz: text.number('Freq'),
      ...(perChip.length > 0 ? { perChip } : {}),
    };
  });
}

/** ECHU (hash units) and ECMM (main module) are error codes, 0 when well (Canaan's API manual). */
function avalonFaults(text: AvalonText): readonly Fault[] {
  const units = text
    .numbers('ECHU')
    .flatMap((code, id) =>
      code === 0 ? [] : [{ code: `ECHU ${code}`, message: `hash board ${id} reports an error` }],
    );
  const main = text.number('ECMM') ?? 0;
  return main === 0
    ? units
    : [...units, { code: `ECMM ${main}`, message: 'the main module reports an error' }];
}

function ghs(rate: number | undefined): number | undefined {
  return rate === undefined || rate < 0 ? undefined : rate * 1e9;
}
