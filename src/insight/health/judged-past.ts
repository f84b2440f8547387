import { TIER_MS } from '../../domain/buckets.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import {
  type FleetFinding,
  type FleetWatch,
  fleetFindings,
  NEW_FLEET,
  watchFleet,
} from '../anomaly/fleet-watch.ts';
import type { Quarter } from '../anomaly/quarter.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import { book, type FindingBook, isTold } from './finding-book.ts';
import { addToMeans, type MinerMeans } from './miner-means.ts';
import { ownedUp } from './owned-up.ts';
import type { PlaceJournal } from './place-journal.ts';
import { type HeardAlone, placeQuarters } from './place-quarters.ts';
import { learnAnew, learnedAnewBy } from './relearning.ts';
import {
  brokenOff,
  goOn,
  type RepairTrial,
  trialsOf,
  withNormalsOnTrial,
  withOldNormal,
} from './repair-trial.ts';
import { NO_CALLS, noteRules, type RuleCalls } from './rule-calls.ts';
import type { StoredQuarter } from './stored-quarters.ts';

/** The past of a place as far as the watch has judged it. A plain value: it is kept, and gone on from. */
export interface JudgedPast {
  /** The first quarter with an answer; absent before any. */
  readonly fromMs?: number | undefined;
  /** Up to where quarters have been judged. */
  readonly toMs: number;
  readonly watch: FleetWatch;
  readonly book: FindingBook;
  readonly rules: RuleCalls;
  readonly heardAlone: HeardAlone;
  readonly means: Readonly<Record<string, MinerMeans>>;
  /** Whether what the owner did helped, of the last repairs, oldest first. */
  readonly trials: readonly RepairTrial[];
  /** Quarters in which any miner answered. */
  readonly watchedQuarters: number;
  /** Statistical findings that were raised, whether or not they are still in the book. */
  readonly raised: number;
  /** When each miner was heard, by steps of {@link HEARD_STEP_MS}, oldest first: of the last 30 days. None for who never was. */
  readonly heard: Readonly<Record<string, readonly number[]>>;
  /** Stored moments of each day (UTC) that were judged, all miners together: others later mean rows that came late. */
  readonly rowsOfDay: Readonly<Record<number, number>>;
  /** What else was judged by, with when it began to matter: see late-rows.ts. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Counts of days that judging them anew did not bring about: not asked about again. See late-rows.ts. */
  readonly acceptedRows: Readonly<Record<number, number>>;
}

export const NOTHING_JUDGED: JudgedPast = {
  toMs: 0,
  watch: NEW_FLEET,
  book: [],
  rules: NO_CALLS,
  heardAlone: {},
  means: {},
  trials: [],
  watchedQuarters: 0,
  raised: 0,
  heard: {},
  rowsOfDay: {},
  inputs: {},
  acceptedRows: {},
};

export const HEARD_STEP_MS = TIER_MS.day / 4;
export const HEARD_DAYS = 30;
/** So many repairs are remembered; the oldest go first. */
const MOST_TRIALS = 50;

/** What is known of the place besides its telemetry. */
export interface PlaceFacts {
  readonly miners: Readonly<Record<string, MinerFacts>>;
  readonly journal: PlaceJournal;
  /** Oldest first. */
  readonly log: readonly MaintenanceEvent[];
  /** When the owner changed each miner. */
  readonly ownChangesAtMs: Readonly<Record<string, readonly number[]>>;
  readonly falseAlarmsPerMonth: number;
  /** Findings that the owner called false alarms, by id. */
  readonly calledFalse: ReadonlySet<string>;
}

export interface MinerFacts {
  readonly addedAtMs: number;
  readonly size: MachineSize;
}

/**
 * One more quarter of the place; quarters come in order, and one of which nothing is stored says nothing.
 * @param stored what is stored of it, by miner
 */
export function judgeQuarter(
  past: JudgedPast,
  fromMs: number,
  stored: Readonly<Record<string, StoredQuarter>>,
  facts: PlaceFacts,
): JudgedPast {
  const toMs = fromMs + TIER_MS.quarter;
  const addedAtMs = Object.fromEntries(
    Object.entries(facts.miners).map(([id, miner]) => [id, miner.addedAtMs]),
  );
  const place = placeQuarters(fromMs, stored, addedAtMs, facts.journal, past.heardAlone, past.heard);
  const { quarters } = place;
  if (Object.keys(quarters).length === 0) return { ...past, toMs };
  const work = facts.log.filter(({ atMs }) => atMs >= past.toMs && atMs < toMs);
  const begun = [...overtaken(past.trials, work), ...newTrials(past, work)].slice(-MOST_TRIALS);
  const owned = ownedUp(afterWork(past.watch, work), past.book, facts.calledFalse);
  const trials = begun.map((trial) => goOn(trial, owned, quarters, facts.ownChangesAtMs));
  const watch = afterTrials(watchFleet(owned, quarters, facts.ownChangesAtMs), trials);
  const miners = Object.keys(facts.miners).length;
  const found = fleetFindings(watch, { falseAlarmsPerMonth: facts.falseAlarmsPerMonth, miners });
  const standing = [...found, ...onTrial(past.book, found, trials)];
  // A trial goes to its rest in the quarter that decides it.
  const mended = trials.filter(({ outcome, watch: old }) => outcome === 'confirmed' && old !== undefined);
  const after = book(past.book, past.toMs, toMs, standing, mended);
  const raised = after.filter(({ foundAtMs, finding }) => foundAtMs === toMs && !isTold(finding));
  const answered = Object.entries(quarters).flatMap(([id, { answers }]) => (answers > 0 ? [id] : []));
  return {
    ...past,
    fromMs: past.fromMs ?? fromMs,
    toMs,
    watch,
    book: after,
    rules: noteRules(past.rules, quarters),
    heardAlone: place.heardAlone,
    means: meansAfter(past.means, quarters),
    trials: trials.map(atRest),
    watchedQuarters: past.watchedQuarters + (answered.length > 0 ? 1 : 0),
    raised: past.raised + raised.length,
    heard: heardAt(past.heard, answered, fromMs),
    rowsOfDay: countedRows(past.rowsOfDay, fromMs, stored),
  };
}

/** Of figures that the owner's work made others, what was normal is learned anew from the quarter after it. */
function afterWork(watch: FleetWatch, work: readonly MaintenanceEvent[]): FleetWatch {
  let miners = watch.miners;
  for (const { minerId, kind } of work) {
    const before = miners[minerId];
    if (before) miners = { ...miners, [minerId]: learnAnew(before, kind) };
  }
  return miners === watch.miners ? watch : { ...watch, miners };
}

/** Once more work touches the figure of a trial, what comes of it may be either's. */
function overtaken(
  trials: readonly RepairTrial[],
  work: readonly MaintenanceEvent[],
): readonly RepairTrial[] {
  const touches = ({ minerId, kind }: MaintenanceEvent, trial: RepairTrial) =>
    minerId === trial.minerId && learnedAnewBy(kind).includes(trial.figure);
  return trials.map((trial) =>
    trial.outcome === 'waiting' && work.some((each) => touches(each, trial)) ? brokenOff(trial) : trial,
  );
}

/** Whether the work of this quarter helped against what stands. */
function newTrials({ watch, book: found, trials }: JudgedPast, work: readonly MaintenanceEvent[]) {
  return work.flatMap((event) => {
    const miner = watch.miners[event.minerId];
    if (!miner) return [];
    const waiting = trials.filter(
      ({ minerId, outcome }) => minerId === event.minerId && outcome === 'waiting',
    );
    return trialsOf(event, withNormalsOnTrial(miner, waiting), found);
  });
}

/** What would not be found any more because its normal is learned anew stands until the readings say whether it is mended. */
function onTrial(
  booked: FindingBook,
  found: readonly FleetFinding[],
  trials: readonly RepairTrial[],
): readonly FleetFinding[] {
  const isOf = (finding: FleetFinding) => (other: Pick<FleetFinding, 'minerId' | 'trouble'>) =>
    other.minerId === finding.minerId && other.trouble === finding.trouble;
  const waiting = trials.filter(({ outcome, watch }) => outcome === 'waiting' && watch !== undefined);
  return booked.flatMap(({ finding, endedAtMs }) =>
    endedAtMs === undefined && waiting.some(isOf(finding)) && !found.some(isOf(finding)) ? [finding] : [],
  );
}

/** What a repair had learned anew that did not help, or of which nobody knows, is put back. */
function afterTrials(watch: FleetWatch, trials: readonly RepairTrial[]): FleetWatch {
  let miners = watch.miners;
  for (const trial of trials) {
    const miner = miners[trial.minerId];
    const isMended = trial.outcome === 'confirmed' || trial.outcome === 'waiting';
    if (miner && trial.watch && !isMended)
      miners = { ...miners, [trial.minerId]: withOldNormal(miner, trial, trial.watch) };
  }
  return miners === watch.miners ? watch : { ...watch, miners };
}

/** Decided, it needs the old normal no more. */
function atRest(trial: RepairTrial): RepairTrial {
  return trial.outcome === 'waiting' ? trial : { ...trial, watch: undefined };
}

function meansAfter(
  before: JudgedPast['means'],
  quarters: Readonly<Record<string, Quarter>>,
): JudgedPast['means'] {
  const means = { ...before };
  for (const [id, quarter] of Object.entries(quarters)) {
    const after = addToMeans(means[id], quarter);
    if (after) means[id] = after;
  }
  return means;
}

function heardAt(
  heard: JudgedPast['heard'],
  minerIds: readonly string[],
  fromMs: number,
): JudgedPast['heard'] {
  const step = Math.floor(fromMs / HEARD_STEP_MS) * HEARD_STEP_MS;
  const news = minerIds.filter((id) => heard[id]?.at(-1) !== step);
  if (news.length === 0) return heard;
  const oldest = step - HEARD_DAYS * TIER_MS.day;
  const added = news.map((id) => [id, [...(heard[id] ?? []).filter((atMs) => atMs >= oldest), step]]);
  return { ...heard, ...Object.fromEntries(added) };
}

function countedRows(
  rowsOfDay: JudgedPast['rowsOfDay'],
  fromMs: number,
  stored: Readonly<Record<string, StoredQuarter>>,
): JudgedPast['rowsOfDay'] {
  const day = Math.floor(fromMs / TIER_MS.day) * TIER_MS.day;
  const rows = Object.values(stored).reduce((sum, each) => sum + each.rows, 0);
  return { ...rowsOfDay, [day]: (rowsOfDay[day] ?? 0) + rows };
}
