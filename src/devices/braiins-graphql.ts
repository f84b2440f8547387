import { type MinerIdentity, normaliseMac } from '../domain/miner.ts';
import type { Board, Fault, Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceSnapshot, ReadOptions } from './adapter.ts';
import { largest, total } from './board-totals.ts';
import { braiinsMake } from './braiins-make.ts';
import { BraiinsSession } from './braiins-session.ts';
import { userOf } from './esp-fields.ts';
import { RawRecord } from './raw-record.ts';
import type { DeviceTransport } from './transport.ts';

/** What Braiins OS up to 25.05 told, each as the `data` of a GraphQL reply; what was not told is undefined. */
export interface BraiinsGraphqlReplies {
  readonly system?: unknown;
  readonly boards?: unknown;
  readonly pools?: unknown;
  readonly events?: unknown;
  readonly model?: unknown;
  /** LuCI's state of the network card: GraphQL tells no MAC. */
  readonly card?: unknown;
}

/**
 * Each query stands alone, because one field that a version does not know fails the whole of a query. Fields: asic-rs,
 * braiins `v21_09/mod.rs` and `v25_05/mod.rs`.
 */
const QUERIES = {
  system: `query system {
    bos { hostname info { version { full } } uptime { durationS } }
    bosminer { info {
      workSolver { realHashrate { mhs5S } nominalMhs }
      fans { name speed rpm }
      summary { power { limitW approxConsumptionW } }
    } }
  }`,
  boards: `query boards {
    bosminer { info { workSolver { childSolvers {
      name realHashrate { mhs5S } nominalMhs
      hwDetails { chips frequencyMhz voltageV }
      temperatures { name degreesC }
    } } } }
  }`,
  pools: `query pools {
    bosminer { info { poolGroups { name pools {
      url user status active shares { acceptedSolutions rejectedSolutions }
    } } } }
  }`,
  events: 'query events { events { appeals { kind timestamp message } } }',
  model: 'query model { bosminer { info { modelName } } }',
} as const;

/** Reads everything that one moment needs. @throws DeviceError when the way fails, or the device refuses */
export async function askBraiinsGraphql(
  transport: DeviceTransport,
  options: ReadOptions,
): Promise<BraiinsGraphqlReplies> {
  const session = new BraiinsSession(transport, options);
  const system = await session.query(QUERIES.system);
  const boards = await session.query(QUERIES.boards);
  // Whoever knows neither of them has another API: there is no need to log in there.
  if (system === undefined && boards === undefined) return {};
  return {
    system,
    boards,
    pools: await session.query(QUERIES.pools),
    events: await session.query(QUERIES.events),
    model: await session.query(QUERIES.model),
    card: await session.card(),
  };
}

/** Braiins OS from 21.09 to 25.05 → one moment. */
export function parseBraiinsGraphql(replies: BraiinsGraphqlReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const system = new RawRecord(replies.system, oddities);
  const boards = new RawRecord(replies.boards, oddities)
    .record('bosminer')
    .record('info')
    .record('workSolver')
    .records('childSolvers')
    .map(boardOf);
  const groups = new RawRecord(replies.pools, oddities).record('bosminer').record('info');
  const pools = groups.records('poolGroups').flatMap((group) => group.records('pools').flatMap(poolOf));
  const faults = appeals(new RawRecord(replies.events, oddities));
  return {
    identity: identityOf(system.record('bos'), replies, oddities),
    reading: readingOf(system, { boards, pools, faults }, atMs, oddities),
  };
}

function identityOf(bos: RawRecord, replies: BraiinsGraphqlReplies, oddities: Oddity[]): MinerIdentity {
  const info = new RawRecord(replies.model, oddities).record('bosminer').record('info');
  const [card] = new RawRecord({ card: replies.card }, oddities).records('card');
  const model = info.text('modelName')?.replace(/^Bitmain /i, '');
  return {
    family: 'braiins',
    mac: normaliseMac(card?.text('macaddr') ?? ''),
    make: braiinsMake(model),
    model,
    firmware: bos.record('info').record('version').text('full'),
    hostname: bos.text('hostname'),
    algorithm: 'sha256',
  };
}

function readingOf(
  system: RawRecord,
  told: Pick<Reading, 'boards' | 'pools' | 'faults'>,
  atMs: number,
  oddities: Oddity[],
): Reading {
  const info = system.record('bosminer').record('info');
  const solver = info.record('workSolver');
  const power = info.record('summary').record('power');
  const hashrateHs = megahashes(solver.record('realHashrate'), 'mhs5S');
  return {
    atMs,
    hashrateHs,
    expectedHashrateHs: megahashes(solver, 'nominalMhs'),
    powerW: power.number('approxConsumptionW', { min: 0, max: 100_000 }),
    powerLimitW: power.number('limitW', { min: 0, max: 100_000 }),
    tempChipMaxC: largest(told.boards.map(({ tempChipC }) => tempChipC)),
    tempBoardMaxC: largest(told.boards.map(({ tempBoardC }) => tempBoardC)),
    // A control board of an S9 tells of four headers, of which two have a fan: those of the others stand still.
    fans: info.records('fans').map((fan) => ({
      rpm: fan.number('rpm', { min: 0, max: 50_000 }),
      percent: fan.number('speed', { min: 0, max: 100 }),
    })),
    shares: {
      accepted: total(told.pools.map(({ accepted }) => accepted)),
      rejected: total(told.pools.map(({ rejected }) => rejected)),
    },
    uptimeS: system.record('bos').record('uptime').count('durationS'),
    mining: hashrateHs === undefined ? undefined : hashrateHs > 0,
    ...told,
    oddities,
  };
}

/** Temperatures have a name; since 25.05 in capitals (`MAX_CHIP`), before that `Chip`. */
function boardOf(solver: RawRecord, place: number): Board {
  const hardware = solver.record('hwDetails');
  const sensors = solver.records('temperatures');
  const sensor = (name: RegExp) =>
    sensors.find((each) => name.test(each.text('name') ?? ''))?.temperature('degreesC');
  return {
    id: solver.number('name', { min: 0, max: 1_000 }) ?? place,
    hashrateHs: megahashes(solver.record('realHashrate'), 'mhs5S'),
    chips: hardware.count('chips'),
    tempChipC: sensor(/chip$/i),
    tempBoardC: sensor(/board$/i),
    frequencyMhz: hardware.number('frequencyMhz', { min: 0, max: 5_000 }),
    voltageV: hardware.number('voltageV', { min: 0, max: 100 }),
  };
}

function poolOf(pool: RawRecord): readonly PoolConnection[] {
  const url = pool.text('url');
  if (url === undefined) return [];
  const shares = pool.record('shares');
  const status = pool.text('status') ?? '';
  return [
    {
      url,
      user: userOf(pool, 'user'),
      active: pool.boolean('active'),
      alive: /^(alive|active|running)$/i.test(status) || (/^dead$/i.test(status) ? false : undefined),
      accepted: shares.count('acceptedSolutions'),
      rejected: shares.count('rejectedSolutions'),
    },
  ];
}

/** What the miner wants its owner to see to; mere news is no fault. */
function appeals(told: RawRecord): readonly Fault[] {
  return told
    .record('events')
    .records('appeals')
    .flatMap((appeal): Fault[] => {
      const message = appeal.text('message');
      const kind = appeal.text('kind');
      return message === undefined || /^info/i.test(kind ?? '') ? [] : [{ code: kind, message }];
    });
}

function megahashes(record: RawRecord, name: string): number | undefined {
  return record.number(name, { min: 0, max: 1e18, scale: 1e6 });
}
