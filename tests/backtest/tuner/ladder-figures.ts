import { keyOf, type TuningObjective } from '../../../src/domain/tuning.ts';
import type { Fault } from '../../../src/twin/faults.ts';
import {
  type LadderKind,
  type TrueRung,
  type TwinLadderTask,
  trueRungs,
  tuneLadder,
} from './tuned-ladder.ts';
import { START_MS } from './tuned-twin.ts';

/** Above what the machine draws as it is sold, and as hot as its maker lets chips be. */
const LIMITS = { maxPowerW: 3_700, maxChipC: 84, maxErrorRate: 0.06 };
/** Hash and power at such prices that the best rung is neither the lowest nor the highest. */
const OBJECTIVES: Readonly<Record<'efficiency' | 'net', TuningObjective>> = {
  efficiency: { kind: 'efficiency' },
  net: { kind: 'net', earnedPerThDay: 0.05, pricePerKwh: 0.055 },
};
const KINDS: readonly LadderKind[] = ['presets', 'limits'];
const MINUTE_MS = 60_000;
/** They begin after the twin's quarter of an hour of warming up, in the midst of the second trial or so. */
const TROUBLES: readonly ((fromMs: number) => Fault)[] = [
  (fromMs) => ({ kind: 'overheat', fromMs, severity: 0.3, rampMs: 5 * MINUTE_MS }),
  (fromMs) => ({ kind: 'reboot', fromMs }),
  (fromMs) => ({ kind: 'router-down', fromMs, untilMs: fromMs + 5 * MINUTE_MS }),
  (fromMs) => ({ kind: 'writes-ignored', fromMs, untilMs: fromMs + 10 * MINUTE_MS }),
  (fromMs) => ({ kind: 'register-glitch', fromMs, untilMs: fromMs + MINUTE_MS }),
];
/** Whoever tries all of them takes so long for each. */
const GRID_MINUTES = 10;

/** Antminers on ladders, beside trying all rungs. Figures and what fails. */
export function ladderFigures(machines: number, failures: string[]): Readonly<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const kind of KINDS)
    for (const [name, objective] of Object.entries(OBJECTIVES)) {
      const runs = Array.from({ length: machines }, (_, index) =>
        runOf({ kind, seed: 3_000 + index, limits: LIMITS, objective }),
      );
      const on = `${kind}_${name}`;
      figures[`${on}_regret_mean`] = mean(runs.map(({ regret }) => regret));
      figures[`${on}_regret_most`] = Math.max(...runs.map(({ regret }) => regret));
      figures[`${on}_trials_mean`] = mean(runs.map(({ trials }) => trials));
      figures[`${on}_hours_mean`] = mean(runs.map(({ minutes }) => minutes / 60));
      figures[`${on}_breaches`] = runs.reduce((sum, { breaches }) => sum + breaches, 0);
      figures[`${on}_grid_trials`] = mean(runs.map(({ rungs }) => rungs));
      figures[`${on}_grid_hours`] = mean(runs.map(({ rungs }) => (rungs * GRID_MINUTES) / 60));
      figures[`${on}_grid_breached_rungs`] = mean(runs.map(({ unsafe }) => unsafe));
      if ((figures[`${on}_breaches`] ?? 1) > 0) failures.push(`${kind}: limits were left (${name})`);
      if (!((figures[`${on}_regret_mean`] ?? 1) <= 0.02))
        failures.push(`${kind}: more than 2 % below the best rung on the mean (${name})`);
    }
  const troubled = Array.from({ length: Math.max(TROUBLES.length, machines) }, (_, index) => {
    const begin = TROUBLES[index % TROUBLES.length] ?? ((fromMs) => ({ kind: 'reboot', fromMs }));
    const fault = begin(START_MS + (20 + 3 * (index % 4)) * MINUTE_MS);
    const kind = KINDS[index % KINDS.length] ?? 'presets';
    const seed = 4_000 + index;
    return tuneLadder({ kind, seed, limits: LIMITS, objective: OBJECTIVES.efficiency, faults: [fault] });
  });
  const lost = troubled.filter(
    ({ session, stands }) =>
      session.phase !== 'ended' ||
      (keyOf(stands) !== keyOf(session.lastGood) &&
        session.end !== 'not-applied' &&
        session.end !== 'lost-link'),
  );
  figures.ladder_troubled_runs = troubled.length;
  figures.ladder_troubled_not_at_last_good = lost.length;
  if (lost.length > 0) failures.push('a troubled machine was not brought back to its last good rung');
  return figures;
}

function runOf(task: TwinLadderTask) {
  const { session, stands, breaches, minutes } = tuneLadder(task);
  const truth = trueRungs(task);
  const safe = truth.filter(({ isSafe }) => isSafe);
  const best = safe.reduce((a, b) => (b.worth > a.worth ? b : a), safe[0] as TrueRung);
  const found = truth.find(({ point }) => keyOf(point) === keyOf(stands)) as TrueRung;
  const lost = best.worth - found.worth;
  return {
    regret: task.objective.kind === 'net' ? lost / Math.abs(best.worth) : lost,
    trials: session.trials.length,
    minutes,
    breaches: breaches.length,
    rungs: truth.length,
    unsafe: truth.length - safe.length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
