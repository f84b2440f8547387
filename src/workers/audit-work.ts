import { type AcceptedWork, acceptedWork, type WorkCount } from '../domain/economics/accepted-work.ts';
import { METER_SERIES, type MeterRow, meterRows } from '../insight/two-meter-stretches.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';

const DAY_MS = 86_400_000;
/** A counter that began anew within a longer silence may have been anywhere before it. */
const LONGEST_BLIND_RESTART_MS = 5 * 60_000;

/** Accepted work of some miners in a time, and how much of that time it is known of. */
export interface OwnWork {
  readonly work: readonly AcceptedWork[];
  readonly shares: number;
  readonly workDifficulty: number;
  /** Known time over all time, of all miners together, 0..1. */
  readonly recorded: number;
  /** Work that may have been counted wrongly, of all, 0..1. */
  readonly relativeError: number;
}

/**
 * What pools accepted of the miners in [fromMs, toMs), by the counters and difficulties that were recorded. Counters go
 * on while nobody looks, so a gap is no loss unless the miner started anew in it.
 * @throws StoreError
 */
export async function ownWork(
  telemetry: Pick<TelemetryStore, 'columns'>,
  minerIds: readonly string[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<OwnWork> {
  const work: AcceptedWork[] = [];
  for (const minerId of minerIds) {
    const rows: MeterRow[] = [];
    for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
      const span = { fromMs: dayMs, toMs: Math.min(toMs, dayMs + DAY_MS) };
      const columns = await telemetry.columns({
        minerId,
        names: METER_SERIES,
        ...span,
        maxPoints: Number.POSITIVE_INFINITY,
      });
      rows.push(...meterRows(columns).filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs));
    }
    work.push(...workOfRows(rows));
  }
  const sum = (part: (each: AcceptedWork) => number) => work.reduce((all, each) => all + part(each), 0);
  const workDifficulty = sum((each) => each.workDifficulty);
  return {
    work,
    shares: sum(({ shares }) => shares),
    workDifficulty,
    recorded: sum((each) => each.toMs - each.fromMs) / (minerIds.length * (toMs - fromMs)),
    relativeError: workDifficulty > 0 ? sum(({ uncertainBy }) => uncertainBy) / workDifficulty : 0,
  };
}

/** What a row says of accepted work; what it lacks is NaN. */
export type WorkRow = Pick<MeterRow, 'atMs' | 'sharesAccepted' | 'poolDifficulty'>;

/** Accepted work of one miner's rows, oldest first; nothing is made up of what a restart hides. */
export function workOfRows(rows: readonly WorkRow[]): readonly AcceptedWork[] {
  return runsOf(rows).flatMap(acceptedWork);
}

/** Rows that tell counter and difficulty, cut where a restart hides what came before it. */
function runsOf(rows: readonly WorkRow[]): readonly (readonly WorkCount[])[] {
  const runs: WorkCount[][] = [];
  for (const { atMs, sharesAccepted, poolDifficulty } of rows) {
    if (Number.isNaN(sharesAccepted) || !(poolDifficulty > 0)) continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    const fell = last?.shares.accepted !== undefined && sharesAccepted < last.shares.accepted;
    const count = { atMs, poolDifficulty, shares: { accepted: sharesAccepted } };
    if (!run || !last || (fell && atMs - last.atMs > LONGEST_BLIND_RESTART_MS)) runs.push([count]);
    else run.push(count);
  }
  return runs;
}
