import { type Algorithm, type MinerFamily, type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceSnapshot } from './adapter.ts';
import {
  bitmainBoards,
  bitmainChipFaults,
  bitmainFans,
  hottestC,
  type SensorUnits,
} from './bitmain-chains.ts';
import { statusFaults } from './bitmain-status.ts';
import { askCgiIfKnown } from './cgi-page.ts';
import { algorithmOf, isHydro } from './cgminer-identity.ts';
import { userOf } from './esp-fields.ts';
import { RawRecord } from './raw-record.ts';
import { wattsIn } from './rpc-power.ts';
import { toldUnitHs } from './rpc-rates.ts';
import type { DeviceTransport } from './transport.ts';

/** What the pages of Bitmain's web side tell, which Elphapex took over; any of them may be missing. */
export interface BitmainPages {
  readonly systemInfo?: unknown;
  readonly stats?: unknown;
  readonly summary?: unknown;
  readonly pools?: unknown;
  /** Asked for only where nothing is hashed, to tell sleep from trouble. */
  readonly minerConf?: unknown;
}

/** Where makers that share these pages differ. */
export interface BitmainDialect {
  readonly family: MinerFamily;
  readonly make: string;
  readonly units: SensorUnits;
  /** Rates without a unit are in this one, H/s. */
  readonly usualUnitHs: (algorithm: Algorithm) => number;
  /** Names of the field that says how it works: 0 normal, 1 sleep, 2 high, 3 low. */
  readonly workMode: readonly string[];
}

/** The parts of the pages, each read for itself. */
export interface BitmainParts {
  readonly info: RawRecord;
  /** Firmware that puts its name in front of its values does so here, as the old API does. */
  readonly named: RawRecord;
  readonly system: RawRecord;
  readonly stats: RawRecord;
  readonly summary: RawRecord;
  readonly pools: readonly RawRecord[];
  readonly conf: RawRecord;
  readonly oddities: Oddity[];
}

/**
 * Asks the pages one after the other: the web server of a control board serves one at a time.
 * @throws DeviceError when the device refuses, or nobody answers
 */
export async function askBitmainPages(
  transport: DeviceTransport,
  signal?: AbortSignal,
): Promise<BitmainPages> {
  const stats = await askCgiIfKnown(transport, 'stats', signal);
  const summary = await askCgiIfKnown(transport, 'summary', signal);
  // An S9 has neither page, and the others would say nothing about its work.
  if (stats === undefined && summary === undefined) return {};
  const systemInfo = await askCgiIfKnown(transport, 'get_system_info', signal);
  const pools = await askCgiIfKnown(transport, 'pools', signal);
  const hashes = (rateOf(partsOf({ stats, summary })) ?? 0) > 0;
  const minerConf = hashes ? undefined : await askCgiIfKnown(transport, 'get_miner_conf', signal);
  return { systemInfo, stats, summary, pools, minerConf };
}

/** Do the pages tell how the machine works, and not only who it is? */
export function tellsWork({ stats, summary }: BitmainPages): boolean {
  const parts = partsOf({ stats, summary });
  return parts.stats.names().length > 0 || parts.summary.names().length > 0;
}

/** What the pages of a Bitmain-like web panel say together; what they cannot say stays absent. */
export function partsOf(pages: BitmainPages): BitmainParts {
  const oddities: Oddity[] = [];
  const page = (found: unknown) => new RawRecord(found, oddities);
  const [stats, summary] = [page(pages.stats), page(pages.summary)];
  const sections = stats.records('STATS');
  return {
    info: stats.has('INFO') ? stats.record('INFO') : summary.record('INFO'),
    named: sections.find((section) => section.has('Type')) ?? page({}),
    system: page(pages.systemInfo),
    // Behind the name, if that is a section of its own.
    stats:
      sections.find((section) => section.has('chain') || section.has('rate_5s')) ?? sections[0] ?? page({}),
    summary: summary.records('SUMMARY')[0] ?? page({}),
    pools: page(pages.pools).records('POOLS'),
    conf: page(pages.minerConf),
    oddities,
  };
}

/** The pages → one moment. */
export function parseBitmainPages(
  pages: BitmainPages,
  dialect: BitmainDialect,
  atMs: number,
): DeviceSnapshot {
  const parts = partsOf(pages);
  const identity = bitmainIdentity(parts, dialect);
  return { identity, reading: bitmainReading(parts, identity, dialect, atMs) };
}

function bitmainIdentity({ info, named, system }: BitmainParts, dialect: BitmainDialect): MinerIdentity {
  const model = fullerName(info.text('type') ?? named.text('Type'), system.text('minertype'));
  const algorithm = /scrypt/i.test(system.text('Algorithm') ?? '') ? 'scrypt' : algorithmOf(model);
  return {
    family: dialect.family,
    mac: normaliseMac(system.text('macaddr') ?? ''),
    make: dialect.make,
    model,
    firmware:
      system.text('system_filesystem_version') ??
      info.text('CompileTime') ??
      named.text('CompileTime') ??
      info.text('miner_version'),
    hostname: system.text('hostname'),
    algorithm,
    boardVersion: info.text('hw_version'),
  };
}

/** The miner of a KS5 Pro calls it a KS5 as well, and only the system by its whole name. */
function fullerName(told: string | undefined, bySystem: string | undefined): string | undefined {
  return told === undefined || bySystem?.startsWith(told) ? bySystem : told;
}

function bitmainReading(
  parts: BitmainParts,
  { algorithm, model }: MinerIdentity,
  dialect: BitmainDialect,
  atMs: number,
): Reading {
  const { stats, summary, pools, oddities } = parts;
  const rate = (name: string) =>
    rateIn(stats, name, algorithm, dialect) ?? rateIn(summary, name, algorithm, dialect);
  const hashrateAvgHs = rate('rate_avg');
  const hashrateHs = rate('rate_5s') ?? rate('rate_30m') ?? hashrateAvgHs;
  const boards = bitmainBoards(stats, unitHs(stats, algorithm, dialect), dialect.units);
  const mode = workModeOf(parts, dialect);
  return {
    atMs,
    hashrateHs,
    hashrateAvgHs,
    expectedHashrateHs: rate('rate_ideal') ?? rate('total_rateideal'),
    powerW: powerW(stats),
    tempChipMaxC: hottestC(boards.flatMap(({ tempChipC }) => tempChipC ?? [])),
    tempBoardMaxC: hottestC(boards.flatMap(({ tempBoardC }) => tempBoardC ?? [])),
    tempInletC: stats.temperature('ambient_temp'),
    fans: bitmainFans(stats, isHydro(model)),
    shares: {},
    bestShare: summary.difficulty('bestshare'),
    poolDifficulty: pools
      .map((pool) => pool.difficulty('diff'))
      .find((diff) => diff !== undefined && diff > 0),
    hwErrors: summary.count('hw_all'),
    hwErrorPct: stats.number('hwp_total', { min: 0, max: 100 }),
    uptimeS: stats.count('elapsed') ?? summary.count('elapsed'),
    mining: mode === 'sleep' ? false : hashrateHs === undefined ? undefined : hashrateHs > 0,
    paused: mode === undefined ? undefined : mode === 'sleep',
    workMode: mode,
    boards,
    pools: bitmainPools(pools),
    faults: [...statusFaults(summary), ...bitmainChipFaults(stats)],
    oddities,
  };
}

/** By whichever name the model has for it. */
function powerW(stats: RawRecord): number | undefined {
  return ['watt', 'power', 'Power', 'chain_power']
    .map((name) => wattsIn(stats, name))
    .find((watts) => watts !== undefined);
}

const WORK_MODES: ReadonlyMap<string, string> = new Map([
  ['0', 'normal'],
  ['1', 'sleep'],
  ['2', 'high'],
  ['3', 'low'],
]);

/** stats.cgi of a S19 Pro+ tells `miner-mode` itself, others keep it in their configuration. */
function workModeOf({ stats, conf }: BitmainParts, { workMode }: BitmainDialect): string | undefined {
  const told = workMode.map((name) => stats.text(name) ?? conf.text(name)).find((mode) => mode !== undefined);
  return told === undefined ? undefined : (WORK_MODES.get(told) ?? told);
}

function rateOf({ stats, summary }: BitmainParts): number | undefined {
  return stats.number('rate_5s', { min: 0 }) ?? summary.number('rate_5s', { min: 0 });
}

function rateIn(
  section: RawRecord,
  name: string,
  algorithm: Algorithm,
  dialect: BitmainDialect,
): number | undefined {
  return section.number(name, { min: 0, max: 1e18, scale: unitHs(section, algorithm, dialect) });
}

function unitHs(section: RawRecord, algorithm: Algorithm, { usualUnitHs }: BitmainDialect): number {
  return toldUnitHs(section) ?? usualUnitHs(algorithm);
}

/** pools.cgi: it tells which answer, not which is in use. */
function bitmainPools(pools: readonly RawRecord[]): readonly PoolConnection[] {
  return pools.flatMap((pool) => {
    const url = pool.text('url');
    if (url === undefined) return [];
    const status = pool.text('status');
    const alive =
      status === 'Alive' ? true : status === 'Dead' || status === 'Unreachable' ? false : undefined;
    return [
      {
        url,
        user: userOf(pool, 'user'),
        alive,
        accepted: pool.count('accepted'),
        rejected: pool.count('rejected'),
      },
    ];
  });
}
