import type { PlanModeName } from '../../domain/plan.ts';
import type { SwitchingRules } from '../../domain/plan-rules.ts';
import type {
  NotedMode,
  PolicyNote,
  PolicyShadow,
  ScoredHour,
  ShadowStanding,
} from '../../domain/policy-standing.ts';
import { HOUR_MS, type PastHours } from './past-hours.ts';
import { gainPerDay, LEAST_WEEKS } from './policy-gain.ts';

/** So many hours are kept: half a year. */
const MOST_SCORED = 26 * 168;
/** Of an hour whose price nobody ever tells nothing is scored after so long. */
const GIVEN_UP_MS = 3 * 24 * HOUR_MS;
const WEEK_HOURS = 168;
const SEED = 1;

/** A shadow in which nothing has been seen yet, of the very policy that speaks. */
export function newShadow(sha256: string, currency: string): PolicyShadow {
  return { sha256, currency, notes: [], scored: [] };
}

/**
 * Scores the hours that are over, at the prices and earnings that were stored for them, else at those known when they began.
 *
 * @param stored hours that are over, as far as they are stored
 */
export function scoredShadow(
  shadow: PolicyShadow,
  stored: PastHours,
  switching: SwitchingRules,
  nowMs: number,
): PolicyShadow {
  const open: PolicyNote[] = [];
  const scored: ScoredHour[] = [];
  for (const note of shadow.notes) {
    if (note.fromMs + HOUR_MS > nowMs) {
      open.push(note);
      continue;
    }
    const hour = Math.round((note.fromMs - stored.startMs) / HOUR_MS);
    const pricePerKwh = toldElse(stored.pricePerKwh[hour], note.pricePerKwh);
    const earnedPerThDay = toldElse(stored.earnedPerThDay[hour], note.earnedPerThDay);
    const both = scoreOf({ ...note, pricePerKwh, earnedPerThDay }, switching);
    if (Number.isFinite(both.policy) && Number.isFinite(both.planner)) scored.push(both);
    else if (nowMs - note.fromMs < GIVEN_UP_MS) open.push(note);
  }
  if (open.length === shadow.notes.length) return shadow;
  return { ...shadow, notes: open, scored: [...shadow.scored, ...scored].slice(-MOST_SCORED) };
}

function toldElse(told: number | undefined, known: number): number {
  return told !== undefined && Number.isFinite(told) ? told : known;
}

function scoreOf(note: PolicyNote, switching: SwitchingRules): ScoredHour {
  let [policy, planner] = [0, 0];
  for (const { policyBefore, plannerBefore, ...miner } of note.miners) {
    const account = { note, switching, usualPowerW: miner.usualPowerW };
    policy += moneyOf(account, policyBefore, miner.policy);
    planner += moneyOf(account, plannerBefore, miner.planner);
  }
  return { fromMs: note.fromMs, policy, planner };
}

interface Account {
  readonly note: PolicyNote;
  readonly switching: SwitchingRules;
  readonly usualPowerW: number;
}

/** By the planner's own account: earned less power, hashes that a change loses, and the wear of a start. */
function moneyOf({ note, switching, usualPowerW }: Account, before: PlanModeName, did: NotedMode): number {
  const { startS, warmUpS, changeS, wearPerKwStart } = switching;
  const earned = (note.earnedPerThDay * did.hashrateHs) / 24e12;
  const net = earned - (note.pricePerKwh * did.powerW) / 1_000;
  if (before === did.mode || did.mode === 'off') return net;
  const isStart = before === 'off';
  const lostS = isStart ? startS + warmUpS / 2 : changeS;
  return net - (earned * lostS) / 3_600 - (isStart ? (wearPerKwStart * usualPowerW) / 1_000 : 0);
}

/** What the hours in the shadow say: with a week of them an interval by days, with eight weeks by weeks. */
export function shadowStanding({ scored }: Pick<PolicyShadow, 'scored'>): ShadowStanding {
  const [first] = scored;
  const last = scored.at(-1);
  if (!first || !last) return { hours: 0 };
  const count = Math.round((last.fromMs - first.fromMs) / HOUR_MS) + 1;
  const policy = new Float64Array(count).fill(Number.NaN);
  const planner = new Float64Array(count).fill(Number.NaN);
  for (const each of scored) {
    const hour = Math.round((each.fromMs - first.fromMs) / HOUR_MS);
    policy[hour] = each.policy;
    planner[hour] = each.planner;
  }
  const hours = scored.length;
  const gain = gainPerDay(policy, planner, hours >= LEAST_WEEKS * WEEK_HOURS ? 7 : 1, SEED);
  return { hours, mean: gain.mean, ...(hours >= WEEK_HOURS && { gain }) };
}

/** It surely does worse; or has had eight weeks, and still does not surely better. */
export function speaksAgainst({ hours, gain }: ShadowStanding): boolean {
  if (!gain) return false;
  return gain.high95 < 0 || (hours >= LEAST_WEEKS * WEEK_HOURS && !(gain.low95 > 0));
}
