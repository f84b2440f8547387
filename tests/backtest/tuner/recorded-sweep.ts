import { readFileSync } from 'node:fs';
import { type ClockPoint, keyOf, type TuningEnvelope, type TuningTrial } from '../../../src/domain/tuning.ts';
import { tuningKnowledge } from '../../../src/insight/tuning/knowledge.ts';
import { bestTrial, nextPoint } from '../../../src/insight/tuning/next-point.ts';
import { Random } from '../../../src/numerics/random.ts';

/** One recorded point of a real miner. */
export interface SweptPoint {
  readonly point: ClockPoint;
  readonly hashrateHs: number;
  readonly chipC: number;
  readonly jPerTh: number;
}

/** The points of a sweep: `core_mv,freq_mhz,hashrate_ghs,asic_temp_c,efficiency_jth`. @throws RangeError for a row that is none */
export function readSweep(file: string): readonly SweptPoint[] {
  const [header = '', ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  return rows.map((row, index) => {
    const cells = row.split(',').map(Number);
    const cell = (name: string) => cells[names.indexOf(name)] ?? Number.NaN;
    const swept = {
      point: { frequencyMhz: cell('freq_mhz'), coreVoltageMv: cell('core_mv') },
      hashrateHs: cell('hashrate_ghs') * 1e9,
      chipC: cell('asic_temp_c'),
      jPerTh: cell('efficiency_jth'),
    };
    if (!(swept.hashrateHs > 0 && swept.jPerTh > 0 && swept.point.frequencyMhz > 0))
      throw new RangeError(`${file}: row ${index + 2} is no point of a sweep`);
    return swept;
  });
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
  const reference = {
    frequencyMhz: 485,
    coreVoltageMv: 1_200,
    hashrateHs: (start.hashrateHs * 485) / start.point.frequencyMhz,
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
  const range = (of: (point: ClockPoint) => number, step: number) => {
    const values = sweep.map(({ point }) => of(point));
    return { min: Math.min(...values), max: Math.max(...values), step };
  };
  return {
    frequencyMhz: range(({ frequencyMhz }) => frequencyMhz, 25),
    coreVoltageMv: range(({ coreVoltageMv }) => coreVoltageMv, 25),
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
