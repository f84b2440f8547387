import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleProblem } from '../../../tests/support/sample-schedules.ts';
import { openHighs } from '../../numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { Random } from '../../numerics/random.ts';
import { fleetSchedule } from './fleet-schedule.ts';
import {
  brokenTimes,
  countedMoney,
  fleetMoney,
  keepsLimits,
  type Schedule,
  type ScheduleProblem,
} from './schedule-problem.ts';
import { solvedWhole } from './whole-program.ts';

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

const small = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  units: fc.integer({ min: 1, max: 2 }),
  slots: fc.integer({ min: 1, max: 3 }),
  modes: fc.integer({ min: 2, max: 3 }),
  circuitPart: fc.option(fc.double({ min: 0.3, max: 1, noNaN: true }), { nil: undefined }),
  solarPart: fc.option(fc.double({ min: 0.1, max: 1, noNaN: true }), { nil: undefined }),
  leastRunSlots: fc.integer({ min: 1, max: 3 }),
  leastRestSlots: fc.integer({ min: 1, max: 3 }),
});

describe('the schedule of a fleet', () => {
  it('is never worse than any of all there are, and what it proves never lies below the best', () => {
    fc.assert(
      fc.property(small, ({ seed, ...size }) => {
        const problem = sampleProblem(size, new Random(seed));
        const best = bestOfAll(problem);
        const found = fleetSchedule(problem, solver);
        expect(found.atMost).toBeGreaterThanOrEqual(best - 1e-7);
        expect(found.money).toBeGreaterThanOrEqual(best - 1e-4 * Math.abs(best) - 1e-6);
        expect(found.money).toBeCloseTo(countedMoney(fleetMoney(problem, found.schedules), undefined), 9);
        expect(keepsLimits(problem, found.schedules)).toBe(true);
      }),
    );
  });

  it('agrees with the whole program where run times, locks and circuits bind', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const size = { units: 2, slots: 10, modes: 3, circuitPart: 0.7, leastRunSlots: 3, leastRestSlots: 4 };
      const problem = sampleProblem(size, new Random(seed));
      const whole = solvedWhole(problem, solver);
      const exact = countedMoney(fleetMoney(problem, whole?.schedules ?? []), undefined);
      expect(whole?.isProved).toBe(true);
      const found = fleetSchedule(problem, solver);
      expect(found.money).toBeCloseTo(exact, 4);
      expect(found.atMost).toBeGreaterThanOrEqual(exact - 1e-7);
    }
  });

  it('is exact without circuits, run times or not: dynamic programming and the whole program say the same', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const problem = sampleProblem(
        { units: 1, slots: 16, modes: 4, leastRunSlots: 4, leastRestSlots: 3 },
        new Random(seed),
      );
      const found = fleetSchedule(problem, solver);
      const whole = solvedWhole(problem, solver);
      expect(found.atMost - found.money).toBeLessThan(1e-9);
      expect(found.money).toBeCloseTo(
        countedMoney(fleetMoney(problem, whole?.schedules ?? []), undefined),
        6,
      );
    }
  });

  it('keeps run and rest times, and brings no less the more freedom it has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 2, max: 4 }), (seed, run) => {
        const size = { units: 3, slots: 12, modes: 3, solarPart: undefined };
        const bound = sampleProblem({ ...size, leastRunSlots: run, leastRestSlots: 2 }, new Random(seed));
        const free = sampleProblem(size, new Random(seed));
        const kept = fleetSchedule(bound, solver);
        for (const [place, schedule] of kept.schedules.entries()) {
          const unit = bound.units[place];
          if (unit) expect(brokenTimes(unit, schedule)).toEqual([]);
        }
        expect(fleetSchedule(free, solver).money).toBeGreaterThanOrEqual(kept.money - 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it('weighs the worst scenarios as the whole program does', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const problem: ScheduleProblem = {
        ...sampleProblem({ units: 2, slots: 6, modes: 3, scenarios: 6 }, new Random(seed)),
        risk: { weight: 0.7, tail: 0.3 },
      };
      const whole = solvedWhole(problem, solver);
      const exact = countedMoney(fleetMoney(problem, whole?.schedules ?? []), problem.risk);
      const found = fleetSchedule(problem, solver);
      expect(found.money).toBeCloseTo(exact, 3);
      expect(found.atMost).toBeGreaterThanOrEqual(exact - 1e-7);
    }
  });
});

/** Tries every schedule of every unit. */
function bestOfAll(problem: ScheduleProblem): number {
  const { slots, units } = problem;
  const choices = units.map(({ powerW: { length: modes } }) =>
    Array.from({ length: modes ** slots }, (_, code) =>
      Uint8Array.from({ length: slots }, (_, t) => Math.floor(code / modes ** t) % modes),
    ),
  );
  let best = Number.NEGATIVE_INFINITY;
  const pick = (chosen: readonly Schedule[]): void => {
    if (chosen.length < units.length) {
      for (const schedule of choices[chosen.length] ?? []) pick([...chosen, schedule]);
      return;
    }
    if (keepsLimits(problem, chosen))
      best = Math.max(best, countedMoney(fleetMoney(problem, chosen), undefined));
  };
  pick([]);
  return best;
}
