import { type MeteredPair, withStretch } from '../../src/domain/metered-pairs.ts';
import { onWall, type WallCurve, wallCurve } from '../../src/domain/wall-curve.ts';
import { SteadyStretches } from '../../src/domain/watch/steady-stretches.ts';
import { Random } from '../../src/numerics/random.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import {
  type SimulatedSupply,
  SUPPLY_KINDS,
  type SupplyKind,
  simulatedSupply,
} from './wall-power/simulated-supply.ts';

/** Loads that readings are taken at, by their number, as parts of full load. */
const READ_AT: Readonly<Record<number, readonly number[]>> = { 1: [0.95], 2: [0.55, 1], 3: [0.5, 0.75, 1] };
/** Loads that a plug sees by itself: those of the modes that a miner is run in, two hours each, over two days. */
const LIVED_AT = [0.5, 0.65, 0.8, 1] as const;
const POLLS_A_LOAD = 480;
const POLLS = 24 * POLLS_A_LOAD;
const JUDGED_AT = Array.from({ length: 15 }, (_, step) => 0.4 + 0.05 * step);
const MOST_ERROR = 0.04;
const LEAST_COVERAGE = 0.93;

/**
 * Wall power worked out from one, two and three looks at a plug that is itself off by up to 1.5 %, over 40 to 110 % of a
 * simulated miner's load: the greatest error, and how often the band of 95 % holds the truth; beside one factor, and beside
 * what such a plug teaches by itself in two days.
 *
 * @param runs miners of each kind of supply
 */
export function wallPowerSuite(runs: number): SuiteReport {
  const figures: Record<string, number> = { runs: runs * SUPPLY_KINDS.length };
  const failures: string[] = [];
  for (const count of [1, 2, 3]) {
    const judgements = SUPPLY_KINDS.flatMap((kind) =>
      Array.from({ length: runs }, (_, seed) => judge(kind, seed, count)).flat(),
    );
    const errors = sortedErrors(judgements);
    const factors = judgements.map(({ factorError }) => factorError).sort((one, other) => one - other);
    figures[`readings_${count}_error_p95`] = p95(errors);
    figures[`readings_${count}_error_most`] = errors.at(-1) ?? Number.NaN;
    figures[`readings_${count}_factor_p95`] = p95(factors);
    figures[`readings_${count}_factor_most`] = factors.at(-1) ?? Number.NaN;
    figures[`readings_${count}_coverage`] = mean(judgements.map(({ holds }) => Number(holds)));
    figures[`readings_${count}_band`] = mean(judgements.map(({ band }) => band));
    if ((figures[`readings_${count}_coverage`] ?? 0) < LEAST_COVERAGE)
      failures.push(`the band of ${count} readings holds the truth too rarely`);
  }
  const learned = SUPPLY_KINDS.flatMap((kind) =>
    Array.from({ length: runs }, (_, seed) => judgedLearned(kind, seed)).flat(),
  );
  figures.learned_error_p95 = p95(sortedErrors(learned));
  figures.learned_error_most = sortedErrors(learned).at(-1) ?? Number.NaN;
  figures.learned_coverage = mean(learned.map(({ holds }) => Number(holds)));
  figures.learned_band = mean(learned.map(({ band }) => band));
  if ((figures.learned_coverage ?? 0) < LEAST_COVERAGE)
    failures.push('the band of what a plug taught holds the truth too rarely');
  if ((figures.learned_error_p95 ?? 1) >= (figures.readings_3_error_p95 ?? 0))
    failures.push('what a plug taught is no better than three readings by hand');
  if ((figures.readings_3_error_most ?? 1) >= MOST_ERROR)
    failures.push('three readings leave an error of 4 % or more somewhere between 40 and 110 % load');
  return { suite: 'wall-power', figures, failures };
}

/** What {@link SteadyStretches} and `withStretch` make of two days at a plug: its load steps, drifts and is told noisily. */
function judgedLearned(kind: SupplyKind, seed: number) {
  const supply = simulatedSupply(kind, seed);
  const random = Random.labelled(seed, `plug ${kind}`);
  const plugGain = plugGainOf(random);
  const stretches = new SteadyStretches();
  let pairs: readonly MeteredPair[] = [];
  for (let poll = 0; poll < POLLS; poll++) {
    const atMs = 15_000 * poll;
    const load = LIVED_AT[Math.floor(poll / POLLS_A_LOAD) % LIVED_AT.length] ?? 1;
    const drawnW = supply.fullW * load * (1 + 0.01 * Math.sin(poll / 700));
    const deviceW = drawnW * (1 + 0.004 * random.normal());
    const wallW = supply.wallW(drawnW) * plugGain * (1 + 0.003 * random.normal());
    const stretch = stretches.add({ atMs, deviceW, wallW });
    pairs = (stretch && withStretch(pairs, stretch)) ?? pairs;
  }
  const curve = wallCurve([], pairs);
  if (!curve) throw new RangeError('there are pairs');
  return judged(supply, curve);
}

function plugGainOf(random: Random): number {
  return 1 + 0.015 * (2 * random.uniform() - 1);
}

function judged(supply: SimulatedSupply, curve: WallCurve) {
  return JUDGED_AT.map((load) => {
    const deviceW = load * supply.fullW;
    const truth = supply.wallW(deviceW);
    const { powerW, bandW } = onWall(curve, deviceW);
    return {
      deviceW,
      truth,
      error: Math.abs(powerW / truth - 1),
      holds: Math.abs(powerW - truth) <= bandW,
      band: bandW / powerW,
    };
  });
}

function sortedErrors(judgements: readonly { readonly error: number }[]): readonly number[] {
  return judgements.map(({ error }) => error).sort((one, other) => one - other);
}

function judge(kind: SupplyKind, seed: number, count: number) {
  const supply = simulatedSupply(kind, seed);
  const random = Random.labelled(seed, `plug ${kind}`);
  const plugGain = plugGainOf(random);
  const readings = (READ_AT[count] ?? []).map((load) => {
    const deviceW = supply.fullW * load * (1 + 0.03 * random.normal());
    const shownW = supply.wallW(deviceW) * plugGain * (1 + 0.003 * random.normal());
    return { atMs: 0, deviceW, wallW: Math.round(10 * shownW) / 10 };
  });
  const curve = wallCurve(readings);
  const last = readings.at(-1);
  if (!curve || !last) throw new RangeError('there are readings');
  return judged(supply, curve).map((each) => ({
    ...each,
    factorError: Math.abs((each.deviceW * last.wallW) / last.deviceW / each.truth - 1),
  }));
}

function p95(sorted: readonly number[]): number {
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
