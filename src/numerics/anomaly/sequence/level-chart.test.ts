import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../random.ts';
import { fitLevelChart, LEVEL_CHART_DEFAULTS, LevelChart } from './level-chart.ts';

/** Three sensors: one of noise, one that comes back to its mean slowly, one that drifts. */
class Machine {
  readonly #random: Random;
  #slow = 0;
  #drift = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  rows(count: number): number[][] {
    return Array.from({ length: count }, () => {
      this.#slow = 0.8 * this.#slow + this.#random.normal();
      this.#drift += 0.2 * this.#random.normal();
      return [50 + 2 * this.#random.normal(), this.#slow, 300 + this.#drift + 0.1 * this.#random.normal()];
    });
  }
}

const chartOf = (rows: readonly number[][]) => new LevelChart(fitLevelChart(rows));
const shifted = (rows: readonly number[][], by: readonly number[]) =>
  rows.map((row) => row.map((value, sensor) => value + (by[sensor] ?? 0)));

describe('a level chart', () => {
  it('is quiet in normal operation, however far a drifting sensor has drifted', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const machine = new Machine(seed);
      const chart = chartOf(machine.rows(400));
      alarms += machine.rows(400).filter((row) => chart.score(row).score > 1).length;
    }
    // One in a thousand is allowed, by models that 400 rows tell roughly.
    expect(alarms / 8000).toBeLessThan(0.01);
  });

  it('finds a shift within its window, and says which sensor it is of', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const machine = new Machine(seed);
      const chart = chartOf(machine.rows(400));
      for (const row of machine.rows(100)) chart.score(row);
      const scores = shifted(machine.rows(40), [5, 0, 0]).map((row) => chart.score(row));
      const found = scores.findIndex(({ score }) => score > 1);
      expect(found).toBeGreaterThanOrEqual(0);
      expect(found).toBeLessThan(LEVEL_CHART_DEFAULTS.window);
      expect(scores.at(-1)?.shares[0]).toBeGreaterThan(0.8);
    }
  });

  it('does not take for normal what lasts, and is quiet again when it is over', () => {
    const machine = new Machine(3);
    const chart = chartOf(machine.rows(400));
    const during = shifted(machine.rows(600), [0, 8, 0]).map((row) => chart.score(row).score);
    expect(during.slice(20).every((score) => score > 1)).toBe(true);
    const after = machine.rows(100).map((row) => chart.score(row).score);
    expect(after.slice(LEVEL_CHART_DEFAULTS.window).filter((score) => score > 1)).toEqual([]);
  });

  it('lets a drifting sensor back in that has jumped', () => {
    const machine = new Machine(5);
    const chart = chartOf(machine.rows(400));
    const scores = shifted(machine.rows(1500), [0, 0, 6]).map((row) => chart.score(row).score);
    expect(scores.slice(10, 40).some((score) => score > 1)).toBe(true);
    expect(scores.slice(-300).filter((score) => score > 1).length).toBeLessThan(10);
  });

  it('goes by what is there of a row', () => {
    const machine = new Machine(7);
    const gapped = machine
      .rows(400)
      .map((row, at) => row.map((value, sensor) => (at % 4 === sensor ? Number.NaN : value)));
    const chart = chartOf(gapped);
    const blind = shifted(machine.rows(60), [9, 0, 0]).map(([, slow = 0, drift = 0]) => [
      Number.NaN,
      slow,
      drift,
    ]);
    for (const row of blind) {
      const { score, shares } = chart.score(row);
      expect(score).toBeLessThan(1);
      expect(shares[0]).toBe(0);
    }
    const nothing = [Number.NaN, Number.NaN, Number.NaN];
    for (let row = 0; row < LEVEL_CHART_DEFAULTS.window - 1; row++) chart.score(nothing);
    expect(chart.score(nothing).score).toBeNaN();
    const seen = shifted(machine.rows(30), [9, 0, 0]).map((row) => chart.score(row));
    expect(seen.at(-1)?.score).toBeGreaterThan(1);
  });

  it('raises the limit of a sensor alone that was restless in the rows held out', () => {
    const rows = new Machine(2).rows(400);
    const usual = fitLevelChart(rows).limits;
    const restless = rows.map(([noise = 0, ...others], at) => [noise + (at < 300 ? 0 : 10), ...others]);
    const { limits } = fitLevelChart(restless);
    expect(limits[0]).toBeGreaterThan(3 * (usual[0] ?? Number.NaN));
    expect([...limits.subarray(1)]).toEqual([...usual.subarray(1)]);
  });

  it('leaves out a sensor that never changed, and refuses rows in which none does', () => {
    const machine = new Machine(9);
    const chart = chartOf(machine.rows(300).map((row) => [...row, 7]));
    const [row = []] = machine.rows(1);
    expect(chart.score([...row, 1e9]).shares[3]).toBe(0);
    expect(() => fitLevelChart(Array.from({ length: 100 }, () => [1, 2]))).toThrow(
      'no sensor is seen to change',
    );
    expect(() => fitLevelChart([])).toThrow('in 0 rows');
    expect(() => fitLevelChart([[1, 2], [1]])).toThrow('a row of 1 sensors among rows of 2');
  });

  it('says the same in any unit', () => {
    const machine = new Machine(11);
    const [normal, next] = [machine.rows(200), machine.rows(80)];
    const inOtherUnits = (rows: readonly number[][]) =>
      rows.map(([a = 0, b = 0, c = 0]) => [1.8 * a + 32, 1e6 * b, -c]);
    const [chart, other] = [chartOf(normal), chartOf(inOtherUnits(normal))];
    const others = inOtherUnits(next).map((row) => other.score(row).score);
    for (const [at, row] of next.entries()) expect(others[at]).toBeCloseTo(chart.score(row).score, 6);
  });

  it('answers any row: its score is none or not below 0, its shares are together 1 or none', () => {
    const normal = new Machine(13).rows(120);
    const model = fitLevelChart(normal);
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double(), { minLength: 3, maxLength: 3 }), { maxLength: 90 }),
        (rows) => {
          const chart = new LevelChart(model);
          for (const row of rows) {
            const { score, shares } = chart.score(row);
            expect(Number.isNaN(score) || score >= 0).toBe(true);
            const whole = shares.reduce((sum, share) => sum + share, 0);
            expect(Math.abs(whole - Math.round(whole))).toBeLessThan(1e-9);
            expect(shares.every((share) => share >= 0)).toBe(true);
          }
        },
      ),
    );
  });

  it('learns from any rows, or says that it cannot', () => {
    const cell = fc.oneof(
      fc.double(),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.constantFrom(0, 1, 1e308, 5e-324),
    );
    const tables = fc.array(fc.tuple(cell, cell), { minLength: 40, maxLength: 60 });
    fc.assert(
      fc.property(tables, (rows) => {
        let model: ReturnType<typeof fitLevelChart>;
        try {
          model = fitLevelChart(rows);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        const { score } = new LevelChart(model).score([1, 2]);
        expect(Number.isNaN(score) || score >= 0).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
