import type { Miner } from './miner.ts';
import type { MinerState } from './miner-state.ts';
import { type PlugReading, plugReadingsOf } from './plug-reading.ts';
import type { Reading } from './reading.ts';
import { onWall, wallCurve } from './wall-curve.ts';
import { feeds, isMeterFresh, type MeterView } from './wall-meter.ts';

/** What is known of a miner's power at the wall. */
export interface WallPower {
  /** Absent: nothing at the wall counts now, and the miner's own figure stands. */
  readonly powerW?: number | undefined;
  /** How far it may be off with 95 %, W; absent where nobody knows. */
  readonly bandW?: number | undefined;
  readonly source?: WallSource | undefined;
  /** Why a plug that is assigned to it does not count. */
  readonly problem?: WallProblem | undefined;
}

/** Where the figure comes from. */
export type WallSource =
  /** Measured by these meters, all of them this miner's own. */
  | { readonly kind: 'measured'; readonly meters: readonly string[]; readonly atMs: number }
  /** Measured for several miners together, and divided by what each of them says it draws. */
  | {
      readonly kind: 'shared';
      readonly meters: readonly string[];
      readonly atMs: number;
      /** What the plug says of all, W. */
      readonly totalW: number;
      readonly miners: number;
    }
  /** From the miner's own figure, by what a plug showed beside it before; see `wall-curve.ts`. */
  | {
      readonly kind: 'worked-out';
      readonly readings: number;
      /** Loads that a plug measured by itself. */
      readonly loads: number;
      /** The newest of either. */
      readonly wallW: number;
      readonly deviceW: number;
      readonly readAtMs: number;
    }
  /** The miner tells no power: what the owner's plug showed stands while it hashes. */
  | { readonly kind: 'typed'; readonly readAtMs: number };

export type WallProblem =
  /** The meter does not answer any more, since it last did. */
  | { readonly kind: 'stale'; readonly meter: string; readonly sinceMs?: number | undefined }
  /** It answers, and tells no power, or one that flows the wrong way. */
  | { readonly kind: 'tells-none'; readonly meter: string }
  /** A plug is shared, and this miner's part cannot be told from that of the other. */
  | { readonly kind: 'cannot-divide'; readonly meter: string; readonly because: string };

/** A miner as far as its power is concerned. */
export interface PoweredMiner {
  readonly miner: Miner;
  readonly state: MinerState;
  readonly reading?: Reading | undefined;
}

export interface WallInputs {
  readonly meters: readonly MeterView[];
  /** All miners there are: a plug may be shared. */
  readonly miners: readonly PoweredMiner[];
  readonly nowMs: number;
}

/**
 * What a miner draws at the wall: the sum of its plugs, else its own figure by the owner's readings, else what the
 * owner read while it hashes. Undefined where there is no plug and was no reading.
 */
export function wallPower(view: PoweredMiner, inputs: WallInputs): WallPower | undefined {
  const plugs = inputs.meters.filter(
    ({ meter }) => meter.role.kind === 'power' && feeds(meter, view.miner.id),
  );
  if (plugs.length === 0) return byReading(view);
  const parts = plugs.map((plug) => partOf(plug, view, inputs));
  const problem = parts.find((part) => 'kind' in part);
  if (problem && 'kind' in problem) return { ...byReading(view), problem };
  const counted = parts.flatMap((part) => ('kind' in part ? [] : [part]));
  const meters = plugs.map(({ meter }) => meter.name);
  const atMs = Math.min(...plugs.map(({ answeredAtMs }) => answeredAtMs ?? Number.NaN));
  const miners = Math.max(...counted.map((part) => part.miners));
  const sum = (figure: (part: CountedPart) => number) => counted.reduce((all, part) => all + figure(part), 0);
  return {
    powerW: sum((part) => part.powerW),
    source:
      miners > 1
        ? { kind: 'shared', meters, atMs, totalW: sum((part) => part.totalW), miners }
        : { kind: 'measured', meters, atMs },
  };
}

/** The power that counts for a miner: at the wall where that is known, else what it says itself. */
export function powerOf({
  reading,
  wall,
}: {
  readonly reading?: Reading | undefined;
  readonly wall?: WallPower | undefined;
}): { readonly powerW: number | undefined; readonly atWall: boolean; readonly bandW?: number | undefined } {
  if (wall?.powerW !== undefined) return { powerW: wall.powerW, atWall: true, bandW: wall.bandW };
  return { powerW: reading?.powerW, atWall: reading?.powerAtWall === true };
}

interface CountedPart {
  readonly powerW: number;
  readonly totalW: number;
  readonly miners: number;
}

/** A miner's part of one plug: all of it, or as much as its own figure is of all its miners' figures together. */
function partOf(
  plug: MeterView,
  view: PoweredMiner,
  { miners, nowMs }: WallInputs,
): CountedPart | WallProblem {
  const { name: meter } = plug.meter;
  if (!isMeterFresh(plug, nowMs)) return { kind: 'stale', meter, sinceMs: plug.answeredAtMs };
  const totalW = plug.part?.powerW;
  // What feeds into the grid is no miner: the meter is turned round, or sits elsewhere.
  if (totalW === undefined || totalW < 0) return { kind: 'tells-none', meter };
  const fed = miners.filter(({ miner }) => feeds(plug.meter, miner.id));
  if (fed.length <= 1) return { powerW: totalW, totalW, miners: 1 };
  // One that is silent may be off or may only be out of reach of the network: what it draws cannot be known.
  const untold = fed.find(({ state, reading }) => isSilent(state) || reading?.powerW === undefined);
  if (untold) return { kind: 'cannot-divide', meter, because: untold.miner.name };
  const toldW = fed.reduce((sum, { reading }) => sum + Math.max(0, reading?.powerW ?? 0), 0);
  if (toldW <= 0) return { kind: 'cannot-divide', meter, because: view.miner.name };
  return {
    powerW: (totalW * Math.max(0, view.reading?.powerW ?? 0)) / toldW,
    totalW,
    miners: fed.length,
  };
}

function byReading({ miner, state, reading }: PoweredMiner): WallPower | undefined {
  const readings = plugReadingsOf(miner);
  const learned = miner.meteredPairs ?? [];
  const newest = newestOf([...readings, ...learned]);
  if (!newest) return undefined;
  const curve = wallCurve(readings, learned);
  if (curve) {
    if (reading?.powerW === undefined) return {};
    const { powerW, bandW } = onWall(curve, reading.powerW);
    const compared = [...readings.filter((each) => each.deviceW !== undefined), ...learned];
    const { wallW, deviceW = Number.NaN, atMs: readAtMs } = newestOf(compared) ?? newest;
    const { readings: count, loads } = curve;
    return {
      powerW,
      bandW,
      source: { kind: 'worked-out', readings: count, loads, wallW, deviceW, readAtMs },
    };
  }
  const hashes = state === 'hashing' || state === 'degraded';
  return hashes ? { powerW: newest.wallW, source: { kind: 'typed', readAtMs: newest.atMs } } : {};
}

/** The last in time; of the same moment the later in the list. */
function newestOf(readings: readonly PlugReading[]): PlugReading | undefined {
  return readings.reduce<PlugReading | undefined>(
    (best, each) => (best && best.atMs > each.atMs ? best : each),
    undefined,
  );
}

function isSilent(state: MinerState): boolean {
  return state === 'stale' || state === 'lost';
}
