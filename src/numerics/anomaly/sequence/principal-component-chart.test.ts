import { describe, expect, it } from 'vitest';
import { Random } from '../../random.ts';
import {
  fitPrincipalComponentChart,
  PRINCIPAL_COMPONENT_CHART_DEFAULTS,
  PrincipalComponentChart,
} from './principal-component-chart.ts';

/** Four sensors that one load moves, and a fifth of its own. */
function rows(count: number, seed: number): number[][] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const load = random.normal();
    const sensors = [1, 2, -1, 3].map((slope) => 20 + slope * load + 0.1 * random.normal());
    return [...sensors, random.normal()];
  });
}

const options = { ...PRINCIPAL_COMPONENT_CHART_DEFAULTS, window: 1 };
const chart = () => new PrincipalComponentChart(fitPrincipalComponentChart(rows(400, 1), options), options);

describe('a chart of principal components', () => {
  it('is quiet in normal operation', () => {
    const own = chart();
    const alarms = rows(400, 2).filter((row) => own.score(row).score > 1);
    expect(alarms.length).toBeLessThan(8);
  });

  it('finds a load that is too high by T², which all its sensors share', () => {
    const { score, shares } = chart().score([26, 32, 14, 38, 0]);
    expect(score).toBeGreaterThan(1);
    for (const share of shares.subarray(0, 4)) expect(share).toBeGreaterThan(0.15);
    expect(shares[4]).toBeLessThan(0.01);
  });

  it('finds a sensor that does not follow the load by Q, though its own values are usual', () => {
    const { score, shares } = chart().score([21, 22, 21, 23, 0]);
    expect(score).toBeGreaterThan(1);
    expect(shares.indexOf(Math.max(...shares))).toBe(2);
  });

  it('agrees with T² and Q from their definitions', () => {
    const model = fitPrincipalComponentChart(rows(200, 3), options);
    const row = [20.4, 21.3, 19.2, 22, 0.7];
    const told = new PrincipalComponentChart(model, options).take(row);
    const z = row.map((value, sensor) => {
      const { centre = 0, spread = 1 } = model.scaling.scalers[sensor]?.parameters ?? {};
      return (value - centre) / spread;
    });
    const along = model.components.components.map((loadings) =>
      loadings.reduce((sum, loading, sensor) => sum + loading * (z[sensor] ?? 0), 0),
    );
    const squares = along.map((t) => t * t);
    const t2 = squares
      .slice(0, model.kept)
      .reduce((sum, square, place) => sum + square / (model.components.explainedVariance[place] ?? 0), 0);
    expect(told?.t2).toBeCloseTo(t2, 8);
    expect(told?.q).toBeCloseTo(
      squares.slice(model.kept).reduce((sum, square) => sum + square, 0),
      8,
    );
  });

  it('takes a missing value for the mean, and says nothing of a row of which all is missing', () => {
    const { score } = chart().score([20, 20, Number.NaN, 20, 0]);
    expect(score).toBeLessThan(1);
    const blank = chart().score(Array.from({ length: 5 }, () => Number.NaN));
    expect(blank.score).toBeNaN();
    expect([...blank.shares]).toEqual([0, 0, 0, 0, 0]);
  });
});
