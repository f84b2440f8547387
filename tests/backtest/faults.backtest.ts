import { CAUSES } from '../../src/insight/cause/cause-rates.ts';
import { garwoodInterval } from '../../src/numerics/poisson.ts';
import { type Check, checked, failuresOf, type SuiteReport } from '../support/suite-report.ts';
import { type ForetoldWithin, foretoldIn } from './faults/foretold.ts';
import { foretoldChecks } from './faults/foretold-checks.ts';
import { homeOf } from './faults/home.ts';
import { liveIn } from './faults/lived-home.ts';
import { FAULT_PLANS } from './faults/scripted-fault.ts';
import { silenceOf } from './faults/silences.ts';
import { type Outcome, type Tally, tallyOf } from './faults/tally.ts';

/** How much is simulated, and what the owner allows. */
export interface Effort {
  readonly fleets: number;
  readonly days: number;
  /** The first home: the watch was built on homes 0 to 19, of causes on 0 to 99, of chances on 0 to 299. */
  readonly from: number;
}

/** The owner's one figure. */
const FALSE_ALARMS_PER_MONTH = 1;
/** What issue 7 promises. */
const WARNED_DAYS = 7;
const WARNED_PART = 0.95;
const LEAST_F1 = 0.85;
const LONGEST_SILENCE = 1.1;
const RIGHTLY_BLAMED = 0.9;
/**
 * Physics allows a week's warning where half of the wear that trips the machine is there a week before; a fault that
 * trips it sooner after it began is nearly nothing then.
 */
const SLOWEST_WARNING_DAYS = 2 * WARNED_DAYS;

/** The mining watch on seeded homes whose machines fall ill by script: what it finds, when, and what it cries for nothing. */
export async function faultsSuite({ fleets, days, from }: Effort): Promise<SuiteReport> {
  const tallies: Tally[] = [];
  const foretold: ForetoldWithin[] = [];
  for (let index = from; index < from + fleets; index++) {
    const home = homeOf(index, days);
    const lived = liveIn(home, days, { falseAlarmsPerMonth: FALSE_ALARMS_PER_MONTH });
    tallies.push(tallyOf(home, lived, days));
    foretold.push(...foretoldIn(index, home, lived, days));
  }
  const figures: Record<string, number> = { fleets, days, 'first home': from };
  const outcomes = tallies.flatMap((tally) => tally.outcomes);
  for (const { name } of FAULT_PLANS) Object.assign(figures, figuresOfKind(name, outcomes));
  const checks = [
    ...falseAlarmChecks(tallies, figures),
    ...warningChecks(outcomes, figures),
    ...scoreChecks(tallies, outcomes, figures),
    ...causeChecks(outcomes, figures),
    ...foretoldChecks(foretold, fleets, figures),
    ...silenceChecks(from, fleets, figures),
  ];
  return { suite: 'faults', figures, checks, failures: failuresOf(checks) };
}

function figuresOfKind(kind: string, outcomes: readonly Outcome[]): Record<string, number> {
  const of = outcomes.filter((outcome) => outcome.kind === kind);
  if (of.length === 0) return {};
  const delays = of.flatMap(({ foundAfterDays }) => foundAfterDays ?? []);
  const warnings = of.flatMap((each) => warning(each) ?? []);
  const byRules = of.filter(({ rulesAfterDays }) => rulesAfterDays !== undefined).length;
  return {
    [`${kind}: faults`]: of.length,
    [`${kind}: found (%)`]: (100 * delays.length) / of.length,
    ...(delays.length > 0 ? { [`${kind}: found after (days, median)`]: median(delays) } : {}),
    ...(warnings.length > 0
      ? { [`${kind}: found before its trip by (days, median)`]: median(warnings) }
      : {}),
    [`${kind}: a fixed rule called (%)`]: (100 * byRules) / of.length,
  };
}

/** Days between finding a fault and the trip that it ended in; undefined where there was no trip, or no finding. */
function warning({ foundAfterDays, trippedAfterDays }: Outcome): number | undefined {
  if (trippedAfterDays === undefined || foundAfterDays === undefined) return undefined;
  return trippedAfterDays - foundAfterDays;
}

function falseAlarmChecks(tallies: readonly Tally[], figures: Record<string, number>): readonly Check[] {
  const months = sum(tallies.map(({ homeMonths }) => homeMonths));
  const alarms = tallies.flatMap(({ falseAlarms }) => falseAlarms);
  const { low, high } = garwoodInterval(alarms.length, 0.95);
  figures['fleet-months'] = months;
  figures['false alarms a fleet-month, 95 % interval from'] = low / months;
  figures['false alarms a fleet-month, 95 % interval to'] = high / months;
  for (const trouble of new Set(alarms))
    figures[`false alarms: ${trouble}`] = alarms.filter((one) => one === trouble).length;
  const byRules = sum(tallies.map(({ falseByRules }) => falseByRules));
  const rate = { name: 'false alarms a fleet-month', value: alarms.length / months };
  return [checked({ ...rate, atMost: FALSE_ALARMS_PER_MONTH, baseline: byRules / months })];
}

/** Of the faults that wear on until they trip a machine: how many are named a week before. */
function warningChecks(outcomes: readonly Outcome[], figures: Record<string, number>): readonly Check[] {
  const lasting = (days: number) =>
    outcomes.filter(({ wears, trippedAfterDays }) => wears && (trippedAfterDays ?? 0) > days);
  const inTime = (one: Outcome) => (warning(one) ?? -1) >= WARNED_DAYS;
  const anySlope = lasting(WARNED_DAYS);
  const slow = lasting(SLOWEST_WARNING_DAYS);
  figures['faults that tripped a machine after more than 7 days'] = anySlope.length;
  figures['of these named 7 days before (%)'] = (100 * anySlope.filter(inTime).length) / anySlope.length;
  figures['faults that tripped a machine after more than 14 days'] = slow.length;
  if (slow.length === 0) return [];
  const byRules = slow.filter(
    ({ rulesAfterDays, trippedAfterDays = 0 }) =>
      rulesAfterDays !== undefined && trippedAfterDays - rulesAfterDays >= WARNED_DAYS,
  ).length;
  const name = 'named 7 days before the trip, of those after more than 14 days';
  const [value, baseline] = [slow.filter(inTime).length / slow.length, byRules / slow.length];
  return [checked({ name, value, baseline, atLeast: WARNED_PART })];
}

function scoreChecks(
  tallies: readonly Tally[],
  outcomes: readonly Outcome[],
  figures: Record<string, number>,
): readonly Check[] {
  const found = outcomes.filter(({ foundAfterDays }) => foundAfterDays !== undefined).length;
  const byRules = outcomes.filter(({ rulesAfterDays }) => rulesAfterDays !== undefined).length;
  const wrong = sum(tallies.map(({ falseAlarms }) => falseAlarms.length));
  const wrongByRules = sum(tallies.map(({ falseByRules }) => falseByRules));
  figures.faults = outcomes.length;
  figures['faults found (%)'] = (100 * found) / outcomes.length;
  const f1 = (hits: number, false_: number) => (2 * hits) / (hits + false_ + outcomes.length);
  const [value, baseline] = [f1(found, wrong), f1(byRules, wrongByRules)];
  return [checked({ name: 'F1', value, baseline, atLeast: LEAST_F1 })];
}

/** Of the faults that were found: whose likeliest cause was the true one, when the alarm was raised. */
function causeChecks(outcomes: readonly Outcome[], figures: Record<string, number>): readonly Check[] {
  const found = outcomes.filter(({ foundAfterDays }) => foundAfterDays !== undefined);
  if (found.length === 0) return [];
  const isRight = ({ blamed, causes }: Outcome) => causes.some((cause) => cause === blamed);
  for (const { kind, blamed } of found.filter((outcome) => !isRight(outcome))) {
    const name = `${kind}: taken for ${blamed ?? 'nothing'}`;
    figures[name] = (figures[name] ?? 0) + 1;
  }
  const value = found.filter(isRight).length / found.length;
  // Whoever always blames the same one is right so often.
  const rights = CAUSES.map((cause) => found.filter(({ causes }) => causes.includes(cause)).length);
  const baseline = Math.max(...rights) / found.length;
  return [checked({ name: 'likeliest cause is the true one', value, baseline, atLeast: RIGHTLY_BLAMED })];
}

function silenceChecks(from: number, fleets: number, figures: Record<string, number>): readonly Check[] {
  const silences = Array.from({ length: fleets }, (_, index) => silenceOf(from + index));
  const ratios = silences.flatMap(({ ratio }) => ratio ?? []).sort((a, b) => a - b);
  figures.flatlines = silences.length;
  figures['flatlines called before they began'] = silences.filter(({ tooEarly }) => tooEarly).length;
  figures['flatline: time to 99.9 % by 6.9 share intervals, median'] = median(ratios);
  const value = ratios.at(-1) ?? Number.NaN;
  const name = 'flatline: time to 99.9 % by 6.9 share intervals, longest';
  return [checked({ name, value, atMost: LONGEST_SILENCE })];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
