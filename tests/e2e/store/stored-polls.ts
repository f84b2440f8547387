import type { SeriesColumns } from '../../../src/domain/series.ts';
import type { TelemetryStore } from '../../../src/store/telemetry-store.ts';
import { FIRST_POLL_MS, isSpoken, MINERS, momentOf, POLL_MS, POLLS_A_MINUTE, told } from './told-polls.ts';

/** Longer than charts are drawn from polls for, ms. */
const IN_MINUTES_MS = 7 * 3_600_000;
/** Fewer polls than a chart is drawn from polls for, before and after the last that is known to be stored. */
const BEFORE = 80;
const BEYOND = 950;
const MOST_TOLD = 5;

/** What is not as it must be, in words; and how far the stored polls reach. */
export interface Finding {
  readonly problems: readonly string[];
  readonly nextPoll: number;
  readonly minutes: number;
}

/**
 * Holds what is stored against what was told. Every poll up to the last acknowledged must be there, later ones may be, and
 * of each minute from `fromPoll` on there must be one row that says what its polls said.
 */
export async function findAmiss(
  store: TelemetryStore,
  acknowledged: number,
  fromPoll: number,
): Promise<Finding> {
  const problems: string[] = [];
  const ends: number[] = [];
  let minutes = 0;
  for (const minerId of MINERS) {
    const nextPoll = await checkPolls(store, minerId, acknowledged, problems);
    ends.push(nextPoll);
    minutes += await checkMinutes(store, minerId, fromPoll, nextPoll, problems);
  }
  if (new Set(ends).size > 1) problems.push(`half a poll: the miners' polls end at ${ends.join(' and ')}`);
  return { problems, nextPoll: Math.min(...ends), minutes };
}

/** The polls about the last acknowledged one. @returns the number of the first that is not there */
async function checkPolls(
  store: TelemetryStore,
  minerId: string,
  acknowledged: number,
  problems: string[],
): Promise<number> {
  const fromPoll = Math.max(0, acknowledged - BEFORE);
  const { atMs, values } = spoken(await columns(store, minerId, fromPoll, acknowledged + BEYOND));
  const found = [...atMs].map((moment) => (moment - FIRST_POLL_MS) / POLL_MS);
  const nextPoll = Math.max(acknowledged, found.at(-1) ?? -1) + 1;
  const wanted = polls(fromPoll, nextPoll);
  tell(problems, `polls of ${minerId}`, wanted, found);
  for (const [row, poll] of found.entries()) {
    const { powerW, sharesAccepted } = told(poll, minerId);
    if (values.powerW?.[row] !== powerW || values.sharesAccepted?.[row] !== sharesAccepted)
      problems.push(`poll ${poll} of ${minerId} says something else`);
  }
  return nextPoll;
}

/** @returns how many minutes there must be */
async function checkMinutes(
  store: TelemetryStore,
  minerId: string,
  fromPoll: number,
  nextPoll: number,
  problems: string[],
): Promise<number> {
  const firstPoll = Math.max(0, Math.floor(fromPoll / POLLS_A_MINUTE) * POLLS_A_MINUTE);
  const toPoll = Math.max(nextPoll, firstPoll + IN_MINUTES_MS / POLL_MS);
  const { atMs, values } = spoken(await columns(store, minerId, firstPoll, toPoll));
  const wanted = minutesOf(firstPoll, nextPoll);
  tell(
    problems,
    `minutes of ${minerId}`,
    wanted.map(({ atMs }) => atMs),
    [...atMs],
  );
  for (const [row, minute] of wanted.entries()) {
    const watts = minute.polls.map((poll) => told(poll, minerId).powerW);
    const mean = Math.fround(watts.reduce((sum, each) => sum + each, 0) / watts.length);
    const { sharesAccepted } = told(minute.polls.at(-1) ?? 0, minerId);
    const power = Math.fround(values.powerW?.[row] ?? Number.NaN);
    if (power !== mean || values.sharesAccepted?.[row] !== sharesAccepted)
      problems.push(`minute ${new Date(minute.atMs).toISOString()} of ${minerId} is ${power} W, not ${mean}`);
  }
  return wanted.length;
}

/** The minutes of some polls, with those that were answered. */
function minutesOf(fromPoll: number, nextPoll: number) {
  const minutes: { readonly atMs: number; readonly polls: number[] }[] = [];
  for (let first = fromPoll; first < nextPoll; first += POLLS_A_MINUTE) {
    const its = polls(first, Math.min(first + POLLS_A_MINUTE, nextPoll));
    if (its.length > 0) minutes.push({ atMs: momentOf(first), polls: its });
  }
  return minutes;
}

function polls(fromPoll: number, toPoll: number): number[] {
  return Array.from({ length: Math.max(0, toPoll - fromPoll) }, (_, index) => fromPoll + index).filter(
    isSpoken,
  );
}

function tell(problems: string[], what: string, wanted: readonly number[], found: readonly number[]): void {
  const doubled = found.filter((each, row) => row > 0 && each <= (found[row - 1] ?? each));
  const there = new Set(found);
  const missing = wanted.filter((each) => !there.has(each));
  if (doubled.length > 0) problems.push(`${what}: ${doubled.length} doubled, ${doubled.slice(0, MOST_TOLD)}`);
  if (missing.length > 0) problems.push(`${what}: ${missing.length} lost, ${missing.slice(0, MOST_TOLD)}`);
  if (found.length > wanted.length) problems.push(`${what}: ${found.length}, and not ${wanted.length}`);
}

function columns(store: TelemetryStore, minerId: string, fromPoll: number, toPoll: number) {
  return store.columns({
    minerId,
    names: ['powerW', 'sharesAccepted'],
    fromMs: momentOf(fromPoll),
    toMs: momentOf(toPoll),
    maxPoints: Number.POSITIVE_INFINITY,
  });
}

/** Without the empty rows that gaps are drawn as. */
function spoken({ atMs, values }: SeriesColumns): SeriesColumns {
  const isKept = (_: number, row: number) => !Number.isNaN(values.sharesAccepted?.[row]);
  const kept = Object.entries(values).map(([name, column]) => [name, column.filter(isKept)] as const);
  return { atMs: atMs.filter(isKept), values: Object.fromEntries(kept) };
}
