import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fan, Fault, Oddity, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { avalonBoards, clockMhz } from './avalon-boards.ts';
import { avalonControl } from './avalon-control.ts';
import { avalonNumbers } from './avalon-mm.ts';
import {
  avalonHashBoard,
  avalonModules,
  hasPackedText,
  largestOf,
  meanOf,
  summed,
} from './avalon-modules.ts';
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
  control: avalonControl,
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
  const modules = avalonModules(replies.stats, oddities);
  const first = modules[0] ?? new RawRecord({}, oddities);
  const [version] = sections(replies.version, 'VERSION', oddities);
  const [summary] = sections(replies.summary, 'SUMMARY', oddities);
  const pools = sections(replies.pools, 'POOLS', oddities);
  const hashBoard = avalonHashBoard(replies.stats, oddities);
  const boards: Board[] = [];
  for (const module of modules) boards.push(...avalonBoards(module, hashBoard, boards.length));
  return {
    identity: avalonIdentity(version, first),
    reading: {
      ...avalonReading(modules, first, summary, atMs),
      poolDifficulty: rpcPoolDifficulty(pools),
      boards,
      pools: rpcPools(pools),
      oddities,
    },
  };
}

function avalonIdentity(version: RawRecord | undefined, first: RawRecord): MinerIdentity {
  const ver = verOf(first);
  const code = version?.text('MODEL') ?? ver.model;
  return {
    family: 'avalon',
    mac: normaliseMac(version?.text('MAC') ?? ''),
    make: 'Avalon',
    model: version?.text('PROD') ?? (code === undefined ? undefined : `Avalon ${code}`),
    firmware:
      version?.text('LVERSION') ?? version?.text('VERSION') ?? version?.text('CGVERSION') ?? ver.firmware,
    algorithm: 'sha256',
    asicModel: first.text('Core'),
    boardVersion: version?.text('HWTYPE'),
  };
}

/**
 * `Ver[1246-83-21072802_…]`, `Ver[15-194-24102401_…]`, `Ver[Nano3s-25021401_…]`: model, then firmware. An Avalon 7–9
 * writes the month of its firmware right behind the model: `Ver[7411706-3162860]` is a 741.
 */
function verOf(first: RawRecord): {
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
} {
  const ver = first.text('Ver') ?? '';
  const [, model, firmware] = /^(\d{3})(\d{4}-.+)$/.exec(ver) ?? /^(\d\d-\d+|[^-]+)-(.+)$/.exec(ver) ?? [];
  return { model, firmware };
}

function avalonReading(
  modules: readonly RawRecord[],
  first: RawRecord,
  summary: RawRecord | undefined,
  atMs: number,
) {
  const ghs = (name: string) => summed(modules, (module) => module.number(name, { min: 0, scale: 1e9 }));
  const mhs = (name: string) => summary?.number(name, { min: 0, scale: 1e6 });
  const hottest = (name: string) => largestOf(modules, (module) => module.temperature(name));
  const hashrateAvgHs = ghs('GHSavg') ?? mhs('MHS av');
  const hashrateHs = ghs('GHSspd') ?? mhs('MHS 5s') ?? mhs('MHS 1m') ?? hashrateAvgHs;
  const mining = isMining(first, hashrateHs);
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs,
    expectedHashrateHs: ghs('GHSmm'),
    ...wallPower(modules),
    powerLimitW: first.number('MPO', { min: 1, max: MOST_POWER_W }),
    tempChipMaxC: hottest('TMax'),
    tempChipAvgC: meanOf(modules, (module) => module.temperature('TAvg')),
    tempInletC: hottest('ITemp') ?? hottest('Temp'),
    tempOutletC: hottest('OTemp'),
    fans: modules.flatMap(avalonFans),
    frequencyMhz: meanOf(modules, (module) => clockMhz(module)),
    shares: {
      accepted: summary?.count('Accepted'),
      rejected: summary?.count('Rejected'),
      stale: summary?.count('Stale'),
    },
    bestShare: summary?.difficulty('Best Share'),
    hwErrors: summary?.count('Hardware Errors') ?? summed(modules, (module) => module.count('HW')),
    hwErrorPct: meanOf(
      modules,
      (module) => module.number('DHspd', { min: 0, max: 100 }) ?? module.number('DH', { min: 0, max: 100 }),
    ),
    uptimeS: first.count('Elapsed') ?? summary?.count('Elapsed'),
    mining,
    // SoftOFF tells that the owner (or a timer) switched it off; "In Idle" alone may also be a start.
    paused: mining === false && (first.number('SoftOFF') ?? 0) !== 0,
    workMode: first.text('WORKMODE'),
    poolLatencyMs: first.number('PING', { min: 0, max: 600_000 }),
    wifiRssiDbm: wifiRssiDbm(first),
    faults: avalonFaults(modules),
  } satisfies Partial<Reading>;
}

/** `SYSTEMSTATU[Work: In Work, Hash Board: 3 ]`; firmware without it is taken by its rate. */
function isMining(first: RawRecord, hashrateHs: number | undefined): boolean | undefined {
  const status = first.text('SYSTEMSTATU') ?? '';
  if (/Work:\s*In Work/i.test(status)) return true;
  if (/Work:\s*In (Idle|Standby|Sleep)/i.test(status)) return false;
  return hashrateHs === undefined ? undefined : hashrateHs > 0;
}

const MOST_POWER_W = 50_000;

/** Power at the wall of all modules. */
function wallPower(modules: readonly RawRecord[]): Pick<Reading, 'powerW' | 'powerAtWall'> {
  const powerW = summed(modules, modulePowerW);
  return powerW === undefined ? {} : { powerW, powerAtWall: true };
}

/**
 * WALLPOWER on newer firmware, else the seventh number of PS (1246, Nano 3S, Mini 3, Q). The fifth is the supply's DC
 * output, which some tools show instead. A first Nano 3 has its watts sixth and a voltage seventh (miner-sentinel#16).
 */
function modulePowerW(module: RawRecord): number | undefined {
  const supply = avalonNumbers(module.longText('PS'));
  const told = module.number('WALLPOWER', { min: 0, max: MOST_POWER_W });
  const isFirstNano3 = /^nano3-/i.test(module.text('Ver') ?? '');
  // A miner that answers draws some power: 0 says that nothing is measured.
  return [told, supply[isFirstNano3 ? 5 : 6]].find(
    (watt) => watt !== undefined && watt > 0 && watt <= MOST_POWER_W,
  );
}

/** `Fan1`, `Fan2` …, on an Avalon 7–9 the one `Fan`; all turn at the one duty `FanR`. */
function avalonFans(module: RawRecord): readonly Fan[] {
  const percent = module.number('FanR', { min: 0, max: 100 });
  return module
    .names()
    .filter((name) => /^Fan\d{0,2}$/.test(name))
    .sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)))
    .map((name) => ({ rpm: module.number(name, { min: 0, max: 50_000 }), percent }));
}

/** A miner on a cable says 0. */
function wifiRssiDbm(first: RawRecord): number | undefined {
  const rssi = first.number('RSSI', { min: -130, max: 0 });
  return rssi === 0 ? undefined : rssi;
}

/** ECHU (hash units) and ECMM (main module) are error codes, 0 when well (Canaan's API manual). */
function avalonFaults(modules: readonly RawRecord[]): readonly Fault[] {
  return modules.flatMap((module, place) => {
    const which = modules.length > 1 ? ` of module ${place + 1}` : '';
    const units = avalonNumbers(module.longText('ECHU')).flatMap((code, id) =>
      code === 0 || Number.isNaN(code)
        ? []
        : [{ code: `ECHU ${code}`, message: `hash board ${id}${which} reports an error` }],
    );
    const main = module.number('ECMM') ?? 0;
    return main === 0
      ? units
      : [
          ...units,
          {
            code: `ECMM ${main}`,
            message: `the main module${which && `, number ${place + 1},`} reports an error`,
          },
        ];
  });
}
