import { openHighs } from '../../src/numerics/programming/highs-solver.ts';
import { type Check, checked, failuresOf, type SuiteReport } from '../support/suite-report.ts';
import {
  alwaysOn,
  dropDearest,
  hourByHour,
  MACHINES,
  netOfYear,
  nightOnly,
  outlooksOf,
  type Policy,
  perfectForesight,
  planner,
  strikePrice,
  type Year,
} from './planner/policies.ts';
import { HOUR_MS, type RecordedHours, recordedHours } from './planner/recorded-hours.ts';

/** Parts of the perfect-foresight net: where the next day is published, and where all that lies ahead is forecast. */
const LEAST_PUBLISHED = 0.98;
const LEAST_FORECAST = 0.95;
/** Below this part of what all hours in the usual mode turn over, a year's best is next to nothing, and parts of it say nothing. */
const LEAST_NET_PART = 0.01;
const FEWEST_HOURS = 1_000;
const MOST_DROPPED = 16;

/**
 * The hour planner over recorded prices and earnings, zone by zone and year by year. "Part" is net money (earned less power and changes)
 * over that of perfect foresight, where being off for ever is 0; "saved" is what a policy brings over always-on, over what perfect
 * foresight brings over it.
 *
 * @param more further policies to stand beside, such as a learned one
 */
export async function plannerSuite(
  folder: string,
  more: Readonly<Record<string, Policy>> = {},
): Promise<SuiteReport> {
  const solver = await openHighs();
  const figures: Record<string, number> = {};
  const checks: Check[] = [];
  const notes: string[] = [];
  for (const hours of recordedHours(folder)) {
    const outlookAt = outlooksOf(hours);
    const policies: Readonly<Record<string, Policy>> = {
      always_on: alwaysOn,
      night_only: nightOnly,
      strike_price: strikePrice,
      hour_by_hour: hourByHour,
      planner_published: planner(solver, 'published', outlookAt),
      planner_as_it_comes: planner(solver, 'as-it-comes', outlookAt),
      planner_forecast: planner(solver, 'forecast', outlookAt),
      ...more,
    };
    for (const [year, [from, to]] of yearsOf(hours))
      for (const machine of MACHINES) {
        const lived: Year = { hours, from, to, machine };
        const name = `${hours.zone}_${year}_${machine.name}`;
        const best = netOfYear(lived, perfectForesight(solver)(lived));
        const on = netOfYear(lived, alwaysOn(lived));
        figures[`${name}_best_eur`] = best;
        if (!(best > LEAST_NET_PART * turnover(lived))) {
          notes.push(
            `${name}: even perfect foresight earns next to nothing (${best.toFixed(2)} EUR); not judged`,
          );
          continue;
        }
        const tell = (policy: string, net: number) => {
          figures[`${name}_${policy}_part`] = net / best;
          if (best - on > 1e-9) figures[`${name}_${policy}_saved`] = (net - on) / (best - on);
        };
        for (const [policy, of] of Object.entries(policies)) tell(policy, netOfYear(lived, of(lived)));
        tell('drop_4_dearest', netOfYear(lived, dropDearest(4)(lived)));
        // The best count in hindsight, which no owner knows beforehand.
        const counts = Array.from({ length: MOST_DROPPED }, (_, at) =>
          netOfYear(lived, dropDearest(at + 1)(lived)),
        );
        tell('drop_best_count', Math.max(...counts));
        const blind = figures[`${name}_planner_forecast_part`] ?? Number.NaN;
        if (!(blind >= LEAST_FORECAST))
          notes.push(`${name}: without even the price of the hour that begins ${(100 * blind).toFixed(1)} %`);
        for (const [policy, least] of [
          ['planner_published', LEAST_PUBLISHED],
          ['planner_as_it_comes', LEAST_FORECAST],
        ] as const)
          checks.push(
            checked({
              name: `${name}: ${policy}, part of perfect foresight`,
              value: figures[`${name}_${policy}_part`] ?? Number.NaN,
              baseline: figures[`${name}_strike_price_part`] ?? Number.NaN,
              atLeast: least,
            }),
          );
      }
  }
  return { suite: 'planner', figures, failures: failuresOf(checks), checks, notes };
}

/** Money that the usual mode earns in all hours, power not counted. */
function turnover({ hours, from, to, machine }: Year): number {
  let sum = 0;
  for (let hour = from; hour < to; hour++) {
    const earned = hours.earnedPerThDay[hour] ?? Number.NaN;
    if (!Number.isNaN(earned)) sum += (earned * (machine.modes[2]?.hashrateHs ?? 0)) / 24e12;
  }
  return sum;
}

/** Hours of each UTC year of which price and earning are recorded; a piece of a year counts if it is long enough. */
function yearsOf({ startMs, pricePerKwh, earnedPerThDay }: RecordedHours) {
  const years = new Map<number, [from: number, to: number]>();
  for (let hour = 0; hour < pricePerKwh.length; hour++) {
    if (Number.isNaN(earnedPerThDay[hour] ?? Number.NaN)) continue;
    const year = new Date(startMs + hour * HOUR_MS).getUTCFullYear();
    years.set(year, [years.get(year)?.[0] ?? hour, hour + 1]);
  }
  return [...years].filter(([, [from, to]]) => to - from >= FEWEST_HOURS);
}
