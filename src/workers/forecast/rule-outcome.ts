import { simpleRules } from '../../insight/forecast/classical-competitors.ts';
import type { ContestOutcome } from '../../insight/forecast/contest.ts';
import { replay } from '../../insight/forecast/replay.ts';
import { originSpacing } from '../../insight/forecast/replay-origins.ts';
import { seriesOfTarget } from '../../insight/forecast/series-of-target.ts';
import { trackIntervals } from '../../insight/forecast/step-intervals.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';

/** Forecasts of before that the intervals are taken from. */
const ORIGINS = 120;

/** What is needed to speak: who says which part of the horizon, and what they missed by. */
export type Speaking = Pick<ContestOutcome, 'seats' | 'errors' | 'spacing' | 'now' | 'replayed'>;

/**
 * The simple rule alone, as long as no contest was held: "as a season ago" where there is a season, else "as now", with intervals from
 * what it would have missed by from up to 120 moments of the past.
 */
export function ruleOutcome(data: TargetData): Speaking {
  const { target } = data;
  const rule = simpleRules(target).at(-1);
  if (!rule) throw new RangeError('there is no simple rule');
  const table = seriesOfTarget({ ...data, covariates: [], ahead: [] });
  const first = Math.max(target.season, 1);
  const last = table.target.length - target.horizon;
  const spacing = originSpacing(target.step, Math.max(1, Math.ceil((last - first + 1) / ORIGINS)));
  const count = Math.max(0, Math.floor((last - first) / spacing) + 1);
  const origins = Array.from({ length: count }, (_, place) => last - (count - 1 - place) * spacing);
  const run = replay(rule, table, origins, target.horizon);
  let step = run.next();
  while (!step.done) step = run.next();
  const came = origins.map((origin) => table.target.slice(origin, origin + target.horizon));
  const { said } = step.value;
  const errors = said.map((values, place) =>
    values.map((value, at) => value - (came[place]?.[at] ?? Number.NaN)),
  );
  const { byOrigin, now } = trackIntervals(errors, spacing);
  const { speaker } = rule;
  return {
    seats: [{ fromStep: 1, toStep: target.horizon, speaker, weights: { [speaker.name]: 1 } }],
    errors,
    spacing,
    now,
    replayed: origins.flatMap((origin, place) => {
      const radii = byOrigin[place];
      const [path, truth] = [said[place], came[place]];
      return radii && path && truth ? [{ ...radii, origin, said: path, came: truth }] : [];
    }),
  };
}
