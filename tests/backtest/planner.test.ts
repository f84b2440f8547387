import { beforeAll, describe, expect, it } from 'vitest';
import { openHighs } from '../../src/numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../../src/numerics/programming/program.ts';
import { Random } from '../../src/numerics/random.ts';
import {
  alwaysOn,
  dropDearest,
  MACHINES,
  type Machine,
  netOfYear,
  nightOnly,
  outlooksOf,
  perfectForesight,
  planner,
  strikePrice,
  type Year,
} from './planner/policies.ts';

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

const DAYS = 30;
const S19J = MACHINES[0] as Machine;

/** A month in spring, in which clocks change: some days all dear, some all cheap, one hour missing. */
function month(): Year {
  const random = new Random(1);
  const levels = Array.from({ length: DAYS }, () => (random.uniform() < 0.3 ? 0.3 : 0.03));
  const pricePerKwh = Float64Array.from(
    { length: 24 * DAYS },
    (_, hour) => (levels[Math.floor(hour / 24)] ?? 0) + 0.02 * Math.sin((2 * Math.PI * hour) / 24),
  );
  pricePerKwh[100] = Number.NaN;
  const hours = {
    zone: 'XX',
    timeZone: 'Europe/Stockholm',
    startMs: Date.UTC(2023, 2, 10, 23),
    pricePerKwh,
    earnedPerThDay: new Float64Array(pricePerKwh.length).fill(0.07),
    difficulty: new Float64Array(pricePerKwh.length).fill(1e14),
  };
  return { hours, from: 0, to: pricePerKwh.length, machine: S19J };
}

describe('the planner backtest', () => {
  // `npm run backtest -- --suite planner` lives through recorded years of prices and earnings.
  it('lets nobody do better than who knows all, and the planner come near where the next day is published', () => {
    const year = month();
    const best = netOfYear(year, perfectForesight(solver)(year));
    const outlooks = outlooksOf(year.hours);
    const planned = netOfYear(year, planner(solver, 'published', outlooks)(year));
    const rivals = [alwaysOn, nightOnly, strikePrice, dropDearest(4), dropDearest(8)];
    for (const rival of rivals) expect(netOfYear(year, rival(year))).toBeLessThan(planned);
    expect(planned).toBeLessThanOrEqual(best + 1e-9);
    expect(planned).toBeGreaterThan(0.98 * best);
  });

  it('rests all of a dear day and none of a cheap one, which no fixed number of hours does', () => {
    const year = month();
    const modes = planner(solver, 'published', outlooksOf(year.hours))(year);
    const rests = Array.from(
      { length: DAYS },
      (_, day) =>
        Array.from(modes)
          .slice(24 * day, 24 * day + 24)
          .filter((mode) => mode === 0).length,
    );
    expect(new Set(rests).has(24)).toBe(true);
    expect(new Set(rests).has(0)).toBe(true);
  });

  it('knows no more than it may: other prices after what is known change nothing of what it does', () => {
    const year = month();
    const other = month();
    other.hours.pricePerKwh.fill(9, 24 * 12);
    for (const [knowledge, until] of [
      ['forecast', 24 * 12],
      ['as-it-comes', 24 * 12 - 1],
      // The day begins at midnight in Stockholm and its prices are published at 13:00 the day before.
      ['published', 24 * 11 + 11],
    ] as const) {
      const of = (each: Year) =>
        Array.from(planner(solver, knowledge, outlooksOf(each.hours))(each)).slice(0, until);
      expect(of(other)).toEqual(of(year));
    }
  });
});
