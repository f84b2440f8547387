import { type ClockPoint, keyOf, type TuningEnvelope, type TuningTrial } from '../../../src/domain/tuning.ts';
import { tuningKnowledge } from '../../../src/insight/tuning/knowledge.ts';
import { bestTrial, nextPoint } from '../../../src/insight/tuning/next-point.ts';
import { Random } from '../../../src/numerics/random.ts';
import { columnIn, columnOf, tableOf } from '../forecast/recorded-table.ts';

/** One recorded point of a real miner. */
export interface SweptPoint {
  readonly point: ClockPoint;
  readonly hashrateHs: number;
  readonly chipC: number;
  readonly jPerTh: number;
}

/**
 * The points of a sweep, from a table of clock, core voltage, hashrate, chip temperature and J/TH (or power) by any of the
 * names that benchmarks of AxeOS write. Rows that a benchmark gave up on are left out: without hashes, or with more than
 * twice or less than a fiftieth of the energy for a hash that is usual there.
 *
 * @throws BacktestDataError for a table without these columns, or with text for a number
 */
export function readSweep(file: string): readonly SweptPoint[] {
  const table = tableOf(file);
  const clocks = columnIn(table, /^(freq_mhz|frequency(_?mhz)?)$/, 'freq_mhz');
  const voltages = columnIn(table, /^(core_mv|core_?voltage(_?mv)?)$/, 'core_mv');
  const rates = columnIn(table, /^(hashrate_ghs|average_?hash_?rate|hash_?rate)$/, 'hashrate_ghs');
  const heats = columnOf(table, /^(asic_temp_c|asic_mean_c|average_?temp(erature)?|temp)$/);
  const told = columnOf(table, /^(efficiency_?jth|j_?per_?th)$/);
  const powers = columnOf(table, /^(power_w|average_?power|power_?avg|power)$/);
  const points = table.rows.map((_, row): SweptPoint => {
    const ghs = rates[row] ?? Number.NaN;
    return {
      point: { frequencyMhz: clocks[row] ?? Number.NaN, coreVoltageMv: voltages[row] ?? Number.NaN },
      hashrateHs: ghs * 1e9,
      chipC: heats?.[row] ?? Number.NaN,
      jPerTh: told?.[row] ?? (1_000 * (powers?.[row] ?? Number.NaN)) / ghs,
    };
  });
  const usual = median(points.map(({ jPerTh }) => jPerTh).filter((jPerTh) => jPerTh > 0));
  return points.filter(
    ({ point, hashrateHs, jPerTh }) =>
      hashrateHs > 0 &&
      jPerTh > 0.5 * usual &&
      jPerTh < 50 * usual &&
      point.frequencyMhz > 0 &&
      point.coreVoltageMv > 0,
  );
}

/** What makers of Bitaxe-like boards ship (`src/domain/hardware-catalogue`), and the hashes of a clock: one in each small core. */
const SHIPPED = [
  { ghsPerMhz: 0.672, frequencyMhz: 425, coreVoltageMv: 1_400 },
  { ghsPerMhz: 0.894, frequencyMhz: 485, coreVoltageMv: 1_200 },
  { ghsPerMhz: 1.276, frequencyMhz: 490, coreVoltageMv: 1_166 },
  { ghsPerMhz: 2.04, frequencyMhz: 525, coreVoltageMv: 1_150 },
] as const;
const NEAR = { frequencyMhz: 40, coreVoltageMv: 50 } as const;
/** Nobody who never tuned has a miner that makes less of its clock than this part of what it can. */
const HEALTHY = 0.9;

/** Where owners have theirs who never tuned: next to what is shipped with the chip whose hashes of a clock fit best. */
export function usualStarts(sweep: readonly SweptPoint[]): readonly SweptPoint[] {
  const perMhz = ({ hashrateHs, point }: SweptPoint) => hashrateHs / point.frequencyMhz;
  const best = Math.max(...sweep.map(perMhz));
  const healthy = sweep.filter((swept) => perMhz(swept) >= HEALTHY * best);
  const shipped = shippedOf(best);
  const away = ({ point }: SweptPoint) =>
    Math.max(
      Math.abs(point.frequencyMhz - shipped.frequencyMhz) / NEAR.frequencyMhz,
      Math.abs(point.coreVoltageMv - shipped.coreVoltageMv) / NEAR.coreVoltageMv,
    );
  const near = healthy.filter((swept) => away(swept) <= 1);
  return near.length > 0 ? near : healthy.sort((a, b) => away(a) - away(b)).slice(0, 3);
}

function shippedOf(hsPerMhz: number): (typeof SHIPPED)[number] {
  const apart = ({ ghsPerMhz }: { readonly ghsPerMhz: number }) =>
    Math.abs(Math.log(hsPerMhz / (1e9 * ghsPerMhz)));
  return SHIPPED.reduce((a, b) => (apart(b) < apart(a) ? b : a));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A single reading of such a miner scatters by a tenth; what a sweep recorded is a mean of some minutes of them. */
const RECORDED_ERROR = 0.01;
/** The sweep does not name its chip: only roughly is it known what it should make of a clock. */
const HASHRATE_DOUBT = 0.15;

export interface SweepRun {
  /** How much worse than the best recorded point the pick after so many evaluations is, as a part. */
  readonly regretAfter: Readonly<Record<number, number>>;
}

/** Tunes by looking points up instead of setting them; from one of them on. */
export function tuneSweep(
  sweep: readonly SweptPoint[],
  start: SweptPoint,
  counts: readonly number[],
  seed: number,
): SweepRun {
  const byKey = new Map(sweep.map((swept) => [keyOf(swept.point), swept]));
  const envelope = envelopeOfSweep(sweep);
  const { frequencyMhz, coreVoltageMv } = shippedOf(start.hashrateHs / start.point.frequencyMhz);
  const reference = {
    frequencyMhz,
    coreVoltageMv,
    hashrateHs: (start.hashrateHs * frequencyMhz) / start.point.frequencyMhz,
    hashrateDoubt: HASHRATE_DOUBT,
  };
  const trials: TuningTrial<ClockPoint>[] = [trialAt(start)];
  const regretAfter: Record<number, number> = {};
  const most = Math.max(...counts);
  let picked = start;
  for (;;) {
    const knowledge = tuningKnowledge(reference, trials, Random.labelled(seed, `sweep ${trials.length}`));
    const best = bestTrial(knowledge, trials, envelope, { kind: 'efficiency' });
    picked = (best && byKey.get(keyOf(best.trial.point))) ?? picked;
    for (const count of counts) if (trials.length <= count) regretAfter[count] = regretOf(sweep, picked);
    if (trials.length >= most) break;
    const here = (trials.at(-1) as TuningTrial<ClockPoint>).point;
    const next = nextPoint(knowledge, trials, here, envelope, { kind: 'efficiency' }, most, (point) =>
      byKey.has(keyOf(point)),
    );
    const swept = next && byKey.get(keyOf(next.point));
    if (!swept) break;
    trials.push(trialAt(swept));
  }
  return { regretAfter };
}

function envelopeOfSweep(sweep: readonly SweptPoint[]): TuningEnvelope {
  const range = (of: (point: ClockPoint) => number) => {
    const values = [...new Set(sweep.map(({ point }) => of(point)))].sort((a, b) => a - b);
    const gaps = values.slice(1).map((value, at) => value - (values[at] ?? value));
    return {
      min: values[0] ?? Number.NaN,
      max: values.at(-1) ?? Number.NaN,
      step: gaps.length > 0 ? gaps.reduce(commonDivisor) : 1,
    };
  };
  return {
    frequencyMhz: range(({ frequencyMhz }) => frequencyMhz),
    coreVoltageMv: range(({ coreVoltageMv }) => coreVoltageMv),
  };
}

function trialAt({ point, hashrateHs, chipC, jPerTh }: SweptPoint): TuningTrial<ClockPoint> {
  const powerW = (jPerTh * hashrateHs) / 1e12;
  return {
    point,
    fromMs: 0,
    untilMs: 0,
    hashrateHs: { mean: hashrateHs, error: RECORDED_ERROR * hashrateHs },
    powerW: { mean: powerW, error: RECORDED_ERROR * powerW },
    chipC,
    ended: 'measured',
  };
}

/** Steps that reach every recorded value, though they be no wider than 1. */
function commonDivisor(a: number, b: number): number {
  return b < 1 ? Math.max(1, a) : commonDivisor(b, a % b);
}

export function regretOf(sweep: readonly SweptPoint[], { jPerTh }: SweptPoint): number {
  return jPerTh / Math.min(...sweep.map((each) => each.jPerTh)) - 1;
}

/** What the best of so many points drawn at random leaves, on the mean over many draws. */
export function randomRegret(
  sweep: readonly SweptPoint[],
  count: number,
  random: Random,
  draws = 2_000,
): number {
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    let best = Number.POSITIVE_INFINITY;
    const left = [...sweep];
    for (let n = 0; n < count; n++) {
      const [taken] = left.splice(Math.floor(random.uniform() * left.length), 1);
      if (taken) best = Math.min(best, regretOf(sweep, taken));
    }
    sum += best;
  }
  return sum / draws;
}

/** What a grid in the order of rising clock, then rising voltage, from the lowest on, has found after so many points. */
export function gridRegret(sweep: readonly SweptPoint[], count: number): number {
  return Math.min(...sweep.slice(0, count).map((each) => regretOf(sweep, each)));
}
