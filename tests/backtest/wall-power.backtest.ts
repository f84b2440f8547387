import { onWall, wallCurve } from '../../src/domain/wall-curve.ts';
import { Random } from '../../src/numerics/random.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { SUPPLY_KINDS, type SupplyKind, simulatedSupply } from './wall-power/simulated-supply.ts';

/** Loads that readings are taken at, by their number, as parts of full load. */
const READ_AT: Readonly<Record<number, readonly number[]>> = { 1: [0.95], 2: [0.55, 1], 3: [0.5, 0.75, 1] };
const JUDGED_AT = Array.from({ length: 15 }, (_, step) => 0.4 + 0.05 * step);
const MOST_ERROR = 0.04;
const LEAST_COVERAGE = 0.93;

/**
 * Wall power worked out from one, two and three looks at a plug that is itself off by up to 1.5 %, over 40 to 110 % of a
 * simulated miner's load: the greatest error, and how often the band of 95 % holds the truth; beside one factor.
 *
 * @param runs miners of each kind of supply
 */
export function wallPowerSuite(runs: number): SuiteReport {
  const figures: Record<string, number> = { runs: runs * SUPPLY_KINDS.length };
  const failures: string[] = [];
  for (const count of [1, 2, 3]) {
    const judged = SUPPLY_KINDS.flatMap((kind) =>
      Array.from({ length: runs }, (_, seed) => judge(kind, seed, count)).flat(),
    );
    const errors = judged.map(({ error }) => error).sort((one, other) => one - other);
    const factors = judged.map(({ factorError }) => factorError).sort((one, other) => one - other);
    figures[`readings_${count}_error_p95`] = p95(errors);
    figures[`readings_${count}_error_most`] = errors.at(-1) ?? Number.NaN;
    figures[`readings_${count}_factor_p95`] = p95(factors);
    figures[`readings_${count}_factor_most`] = factors.at(-1) ?? Number.NaN;
    figures[`readings_${count}_coverage`] = mean(judged.map(({ holds }) => Number(holds)));
    figures[`readings_${count}_band`] = mean(judged.map(({ band }) => band));
    if ((figures[`readings_${count}_coverage`] ?? 0) < LEAST_COVERAGE)
      failures.push(`the band of ${count} readings holds the truth too rarely`);
  }
  if ((figures.readings_3_error_most ?? 1) >= MOST_ERROR)
    failures.push('three readings leave an error of 4 % or more somewhere between 40 and 110 % load');
  return { suite: 'wall-power', figures, failures };
}

function judge(kind: SupplyKind, seed: number, count: number) {
  const supply = simulatedSupply(kind, seed);
  const random = Random.labelled(seed, `plug ${kind}`);
  const plugGain = 1 + 0.015 * (2 * random.uniform() - 1);
  const readings = (READ_AT[count] ?? []).map((load) => {
    const deviceW = supply.fullW * load * (1 + 0.03 * random.normal());
    const shownW = supply.wallW(deviceW) * plugGain * (1 + 0.003 * random.normal());
    return { atMs: 0, deviceW, wallW: Math.round(10 * shownW) / 10 };
  });
  const curve = wallCurve(readings);
  const last = readings.at(-1);
  if (!curve || !last) throw new RangeError('there are readings');
  return JUDGED_AT.map((load) => {
    const deviceW = load * supply.fullW;
    const truth = supply.wallW(deviceW);
    const { powerW, bandW } = onWall(curve, deviceW);
    const factorW = (deviceW * last.wallW) / last.deviceW;
    return {
      error: Math.abs(powerW / truth - 1),
      factorError: Math.abs(factorW / truth - 1),
      holds: Math.abs(powerW - truth) <= bandW,
      band: bandW / powerW,
    };
  });
}

function p95(sorted: readonly number[]): number {
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
