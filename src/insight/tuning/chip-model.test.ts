import { describe, expect, it } from 'vitest';
import type { ChipReference } from '../../domain/tuning.ts';
import { Random } from '../../numerics/random.ts';
import { halfErrorVoltageV, hardwareErrorRate } from '../../twin/hashrate.ts';
import { GAMMA_601 } from '../../twin/miner-models.ts';
import { type ChipObservation, chipBelief, chipForecast, edgeVoltageMv } from './chip-model.ts';

const REFERENCE: ChipReference = {
  frequencyMhz: 525,
  coreVoltageMv: 1_150,
  hashrateHs: 1.071e12,
  hashrateDoubt: 0.01,
};
const NEED = GAMMA_601.voltageNeed;

/** What three minutes at a point say of a chip of some luck; a hashrate known to 0.4 %. */
function observed(
  frequencyMhz: number,
  coreVoltageMv: number,
  luckV: number,
  random: Random,
): ChipObservation {
  const rate = hardwareErrorRate(NEED, coreVoltageMv / 1000, frequencyMhz, 60, luckV);
  const answers = 45_000;
  return {
    frequencyMhz,
    coreVoltageMv,
    ratio: (1 - rate) * (1 + 0.004 * random.normal()),
    ratioError: 0.004,
    errors: { rate: random.poisson(rate * answers) / answers, answers },
  };
}

function sortedEdges(observations: readonly ChipObservation[], seed: number): Float64Array {
  return edgeVoltageMv(chipBelief(REFERENCE, observations, new Random(seed)), 525).sort();
}

describe('what is believed of a chip', () => {
  it('holds its true edge within 95 % in at least 95 % of chips, after three trials', () => {
    const random = new Random(11);
    let held = 0;
    for (let chip = 0; chip < 60; chip++) {
      const luckV = NEED.lotteryV * random.normal();
      const told = [
        observed(525, 1_150, luckV, random),
        observed(525, 1_100, luckV, random),
        observed(500, 1_060, luckV, random),
      ];
      const edges = sortedEdges(told, chip);
      const trueMv = 1000 * halfErrorVoltageV(NEED, 525, 60, luckV);
      if ((edges[20] ?? 0) <= trueMv && trueMv <= (edges[779] ?? 0)) held++;
    }
    expect(held).toBeGreaterThanOrEqual(57);
  });

  it('is narrower the more was measured', () => {
    const random = new Random(5);
    const told = [1_150, 1_110, 1_080, 1_060].map((voltage) => observed(525, voltage, 0, random));
    const widths = [1, 2, 4].map((count) => {
      const edges = sortedEdges(told.slice(0, count), 1);
      return (edges[779] ?? 0) - (edges[20] ?? 0);
    });
    expect(widths[1]).toBeLessThan(widths[0] ?? 0);
    expect(widths[2]).toBeLessThan(widths[1] ?? 0);
  });

  it('learns from a hashrate alone where a device tells no errors', () => {
    const broken = { frequencyMhz: 525, coreVoltageMv: 1_000, ratio: 0.7, ratioError: 0.005 };
    const well = { frequencyMhz: 525, coreVoltageMv: 1_060, ratio: 0.99, ratioError: 0.005 };
    const edges = sortedEdges([well, broken], 2);
    expect(edges[400]).toBeGreaterThan(950);
    expect(edges[400]).toBeLessThan(1_040);
  });

  it('expects more errors at a lower voltage and a higher clock, of every draw', () => {
    const belief = chipBelief(REFERENCE, [], new Random(3));
    const here = chipForecast(belief, 525, 1_100).errorRate;
    const lower = chipForecast(belief, 525, 1_080).errorRate;
    const faster = chipForecast(belief, 560, 1_100).errorRate;
    here.forEach((rate, row) => {
      expect(lower[row]).toBeGreaterThanOrEqual(rate);
      expect(faster[row]).toBeGreaterThanOrEqual(rate);
    });
  });
});
