import { normaliseMac } from '../domain/miner.ts';
import type { Oddity, PoolConnection, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, DeviceSnapshot } from './adapter.ts';
import { askInTurn, type RpcReplies } from './asked-in-turn.ts';
import { refuseBlank } from './blank-reading.ts';
import { largest, total } from './board-totals.ts';
import { attempt } from './evidence.ts';
import { boardId, type GoldshellBoard, rpcBoard, webBoard } from './goldshell-boards.ts';
import { goldshellControl } from './goldshell-control.ts';
import { algorithmOf, algorithmOfModel } from './goldshell-models.ts';
import { GoldshellWeb } from './goldshell-web.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import { rpcPools } from './rpc-pools.ts';
import { sections } from './rpc-reply.ts';
import { DeviceError } from './transport.ts';

const COMMANDS = ['devs', 'summary', 'devdetails', 'pools'] as const;

export interface GoldshellReplies {
  /** `/mcb/status`, `/mcb/setting`, `/mcb/pools`, `/mcb/algosetting`. */
  readonly status?: unknown;
  readonly setting?: unknown;
  readonly pools?: unknown;
  readonly algorithms?: unknown;
  /** `/mcb/cgminer?cgminercmd=devs`. */
  readonly devs?: unknown;
  /** Of the cgminer API, asked where the web side does not tell its boards. */
  readonly api?: RpcReplies<(typeof COMMANDS)[number]> | undefined;
}

/**
 * Goldshell: a web API behind a login, and beside it the cgminer API without one. Sources: pyasic
 * `pyasic/web/goldshell.py`, asic-rs `asic-rs-firmwares/goldshell`, goldshell-box-tools `docs/firmware-api.md`.
 */
export const goldshell: DeviceAdapter = {
  async read(transport, options) {
    const web = new GoldshellWeb(transport, options);
    const status = await web.told('/mcb/status');
    const setting = await web.told('/mcb/setting');
    const devs = await web.told('/mcb/cgminer?cgminercmd=devs');
    const pools = await web.told('/mcb/pools');
    // One question more only for models that can hash more than one thing.
    const settled = algorithmOfModel(new RawRecord(status, []).text('model')) !== undefined;
    const algorithms = settled ? undefined : await web.told('/mcb/algosetting');
    // An SC-Box answers 500 for its boards, and other firmware after too many questions.
    const asked = hasBoards(devs)
      ? undefined
      : await attempt(() => askInTurn(transport, COMMANDS, options.signal));
    const api = asked instanceof DeviceError ? undefined : asked;
    if (!hasBoards(devs) && !api?.devs && !api?.summary)
      throw web.failure ?? new DeviceError('unreadable-reply', 'neither side of the device tells its boards');
    return refuseBlank(
      parseGoldshell({ status, setting, devs, pools, algorithms, api }, options.nowMs()),
      'cgminer?cgminercmd=devs',
    );
  },
  control: goldshellControl,
};

/** The replies → one moment. Any of them may be missing. */
export function parseGoldshell(replies: GoldshellReplies, atMs: number): DeviceSnapshot {
  const oddities: Oddity[] = [];
  const status = new RawRecord(replies.status, oddities);
  const setting = new RawRecord(replies.setting, oddities);
  const model = status.text('model');
  const [summary] = sections(replies.api?.summary, 'SUMMARY', oddities);
  return {
    identity: {
      family: 'goldshell',
      // It is named after its address, until its owner gives it another name.
      mac: normaliseMac(setting.text('name') ?? ''),
      make: 'Goldshell',
      model,
      firmware: status.text('firmware'),
      algorithm: algorithmOf(model, selectedAlgorithm(new RawRecord(replies.algorithms, oddities))),
      boardVersion: status.text('hardware'),
    },
    reading: {
      atMs,
      ...measured(boardsOf(replies, oddities), summary, isPaused(setting)),
      pools: poolsOf(replies, oddities),
      faults: [],
      oddities,
    },
  };
}

function hasBoards(devs: unknown): boolean {
  return isRecord(devs) && Array.isArray(devs.data) && devs.data.length > 0;
}

function boardsOf({ devs, api }: GoldshellReplies, oddities: Oddity[]): readonly GoldshellBoard[] {
  if (hasBoards(devs)) return new RawRecord(devs, oddities).records('data').map(webBoard);
  const details = ['DEVDETAILS', 'DEVS'].flatMap((name) => sections(api?.devdetails, name, oddities));
  const chips = new Map(details.map((told, place) => [boardId(told, 'ID', place), told.count('chips-nr')]));
  return sections(api?.devs, 'DEVS', oddities).map((told, place) =>
    rpcBoard(told, place, chips.get(boardId(told, 'ID', place))),
  );
}

function measured(
  boards: readonly GoldshellBoard[],
  summary: RawRecord | undefined,
  paused: boolean | undefined,
) {
  const sum = (read: (each: GoldshellBoard) => number | undefined) => total(boards.map(read));
  const whole = (name: string) => summary?.number(name, { min: 0, max: 1e18, scale: 1e6 });
  const hashrateHs = whole('MHS 20s') ?? sum(({ board }) => board.hashrateHs) ?? whole('MHS av');
  return {
    hashrateHs,
    hashrateAvgHs: whole('MHS av') ?? sum(({ averageHs }) => averageHs),
    tempChipMaxC: largest(boards.map(({ board }) => board.tempChipC)),
    tempBoardMaxC: largest(boards.map(({ board }) => board.tempBoardC)),
    fans: (boards.find(({ fansRpm }) => fansRpm.length > 0)?.fansRpm ?? []).map((rpm) => ({ rpm })),
    shares: {
      accepted: summary?.count('Accepted') ?? sum(({ accepted }) => accepted),
      rejected: summary?.count('Rejected') ?? sum(({ rejected }) => rejected),
      stale: summary?.count('Stale'),
    },
    bestShare: summary?.difficulty('Best Share'),
    hwErrors: summary?.count('Hardware Errors') ?? sum(({ hwErrors }) => hwErrors),
    hwErrorPct: summary?.number('Device Hardware%', { min: 0, max: 100 }),
    uptimeS: summary?.count('Elapsed') ?? largest(boards.map(({ uptimeS }) => uptimeS)),
    mining: hashrateHs === undefined ? undefined : hashrateHs > 0,
    paused: paused === undefined ? undefined : paused && !hashrateHs,
    overheated: boards.some(({ overheated }) => overheated === true) || undefined,
    boards: boards.map(({ board }) => board),
  } satisfies Partial<Reading>;
}

/** `{algos: [{name, id}], algo_select}`. */
function selectedAlgorithm(algorithms: RawRecord): string | undefined {
  const selected = algorithms.number('algo_select');
  return algorithms
    .records('algos')
    .find((algorithm) => algorithm.number('id') === selected)
    ?.text('name');
}

/** Its owner chose the plan of `0 MHz`: then it idles on purpose. */
function isPaused(setting: RawRecord): boolean | undefined {
  const selected = setting.number('select');
  const plan = setting.records('powerplans').find((each) => each.number('level') === selected);
  const manual = setting.boolean('manual');
  const info = manual === true ? setting.text('manualPowerplan') : plan?.text('info');
  return info === undefined ? undefined : /^0 MHz\b/.test(info);
}

/** The web side tells no counts of pools, the cgminer API does. */
function poolsOf({ pools, api }: GoldshellReplies, oddities: Oddity[]): readonly PoolConnection[] {
  const counted = rpcPools(sections(api?.pools, 'POOLS', oddities));
  if (counted.length > 0) return counted;
  return new RawRecord({ pools }, oddities).records('pools').flatMap((pool) => {
    const url = pool.text('url');
    return url === undefined ? [] : [{ url, user: pool.text('user'), active: pool.boolean('active') }];
  });
}
