import type { ChipReference, ClockPoint, TuningTrial } from '../../domain/tuning.ts';
import {
  type Belief,
  beliefAt,
  conditioned,
  type GaussianProcess,
  type Trend,
} from '../../numerics/gaussian-process/gaussian-process.ts';

/** A quantity that answers smoothly: what physics expects of it, and a Gaussian process over what it expects wrongly. */
export interface Response {
  readonly expected: (at: Float64Array) => number;
  readonly process: GaussianProcess;
}

/** How a miner's temperatures, fan and input voltage answer to its load. */
export interface HeatResponses {
  /** Power at the first trial, W: heat and fan are thought of as parts of it. */
  readonly firstPowerW: number;
  readonly chip?: Response | undefined;
  readonly regulator?: Response | undefined;
  readonly input?: Response | undefined;
  readonly fan?: Response | undefined;
}

/** And its power to clock and voltage. */
export interface Responses extends HeatResponses {
  readonly reference: ChipReference;
  readonly power: Response;
}

/** Of the power at the first trial: what hash boards draw that stand still (controller, fan), and how sure that is. */
const IDLE_PART = 0.1;
const IDLE_DOUBT = 0.08;
const SWITCHING_DOUBT = 0.1;
/** Leakage and the regulator's loss grow faster than V². */
const STEEPER_DOUBT = 0.1;
/** What is left over of a chip's power once its trend is known, and over which part of clock and voltage that changes. */
const POWER_MISFIT = 0.01;
const POWER_SCALES = [0.2, 0.1] as const;

/** What the trials so far say. There must be one at least; the first is where the miner stood. */
export function responsesOf(reference: ChipReference, trials: readonly TuningTrial<ClockPoint>[]): Responses {
  const first = trials[0];
  if (!first) throw new RangeError('nothing was measured yet');
  const firstPowerW = first.powerW.mean;
  const switched = ({ frequencyMhz, coreVoltageMv }: ClockPoint) =>
    (frequencyMhz / reference.frequencyMhz) * (coreVoltageMv / reference.coreVoltageMv) ** 2;
  const atFirst = switched(first.point);
  const expected = ([x = 0, u = 1]: Float64Array) =>
    firstPowerW * (IDLE_PART + ((1 - IDLE_PART) * (1 + x) * u * u) / atFirst);
  const trend: Trend = {
    basis: (at) => {
      const [x, u] = [at[0] ?? 0, at[1] ?? 1];
      const part = ((1 + x) * u * u) / atFirst;
      return [1, part, part * (u * u - 1)];
    },
    variances: [IDLE_DOUBT, SWITCHING_DOUBT, STEEPER_DOUBT].map((doubt) => (doubt * firstPowerW) ** 2),
  };
  const power: Response = {
    expected,
    process: conditioned(
      {
        inputs: trials.map(({ point }) => placeOf(reference, point)),
        targets: trials.map((trial) => trial.powerW.mean - expected(placeOf(reference, trial.point))),
        noiseVariances: trials.map(({ powerW }) => powerW.error ** 2),
      },
      {
        signalVariance: (POWER_MISFIT * firstPowerW) ** 2,
        lengthScales: POWER_SCALES,
        noiseVariance: (0.002 * firstPowerW) ** 2,
        trend,
      },
    ),
  };
  return { reference, power, ...heatResponses(trials, firstPowerW) };
}

/**
 * What trials say of heat, fan and input voltage.
 *
 * @param loadOf what of a trial they answer to, as a part of what it was at the first one; by default its power
 * @param laws what is thought of that beforehand
 */
export function heatResponses(
  trials: readonly TuningTrial[],
  firstPowerW: number,
  loadOf: (trial: TuningTrial) => number = ({ powerW }) => powerW.mean / firstPowerW,
  laws: HeatLaws = HEATS,
): HeatResponses {
  const of = (kind: HeatKind) => heatResponse(kind, laws[kind], trials, loadOf);
  return {
    firstPowerW,
    chip: of('chipC'),
    regulator: of('vrC'),
    input: of('inputV'),
    fan: of('fanPercent'),
  };
}

/** How a quantity goes with power: the slope expected, as a part of its first value above its base, and the doubts. */
export interface HeatLaw {
  /** What it would be without any load. */
  readonly base: (trial: TuningTrial) => number;
  /** Expected change of (value − base), by its first value, for power changing by its first value. */
  readonly slope: number;
  readonly slopeDoubt: number;
  /** What is left over, in its own unit, and what a single reading scatters by. */
  readonly misfit: number;
  readonly noise: number;
  /** By how much it may drift in an hour by itself, where nobody tells how warm the air is. */
  readonly driftPerHour: number;
}

type HeatKind = 'chipC' | 'vrC' | 'fanPercent' | 'inputV';
export type HeatLaws = Readonly<Record<HeatKind, HeatLaw>>;

const USUAL_AIR_C = 25;
const airOf = ({ airC }: TuningTrial) => airC ?? USUAL_AIR_C;

/** A room warms or cools by so much in an hour, °C, one standard deviation: by the sun, and by the miner itself. */
const ROOM_DRIFT_K = 1.5;
const FAN_DRIFT_PERCENT = 4;

/** A fan that holds a temperature lets it rise hardly at all until it runs at full speed: the slope lies between. */
export const HEATS: HeatLaws = {
  chipC: { base: airOf, slope: 0.7, slopeDoubt: 0.35, misfit: 1.5, noise: 0.4, driftPerHour: ROOM_DRIFT_K },
  vrC: { base: airOf, slope: 1, slopeDoubt: 0.4, misfit: 2, noise: 0.7, driftPerHour: ROOM_DRIFT_K },
  fanPercent: {
    base: () => 0,
    slope: 1.3,
    slopeDoubt: 0.6,
    misfit: 4,
    noise: 1.5,
    driftPerHour: FAN_DRIFT_PERCENT,
  },
  inputV: {
    base: ({ inputV = 0 }) => inputV * 1.015,
    slope: 1,
    slopeDoubt: 1,
    misfit: 0.01,
    noise: 0.005,
    driftPerHour: 0,
  },
};

const HOUR_MS = 3_600_000;
/** What is left over changes with the load alone. */
const ANY_TIME_H = 1_000;

/**
 * A quantity by load, as it stands at the time of the latest trial. Where the air is told, all is thought of in the air of
 * that trial. Where it is not, the quantity may have drifted since each earlier trial, in a straight line: points that were
 * measured twice, and all others by their loads, say by how much.
 */
function heatResponse(
  kind: HeatKind,
  law: HeatLaw,
  trials: readonly TuningTrial[],
  loadOf: (trial: TuningTrial) => number,
): Response | undefined {
  const told = trials.filter((trial) => trial[kind] !== undefined);
  const [first, latest] = [told[0], told.at(-1)];
  if (!first || !latest) return undefined;
  const isHeat = kind === 'chipC' || kind === 'vrC';
  const toLatestAir = (trial: TuningTrial) => (isHeat ? airOf(latest) - airOf(trial) : 0);
  const inLatestAir = (trial: TuningTrial) => (trial[kind] ?? Number.NaN) + toLatestAir(trial);
  const span = inLatestAir(first) - (law.base(first) + toLatestAir(first));
  const placeOf = (trial: TuningTrial) =>
    Float64Array.of(loadOf(trial), (trial.untilMs - latest.untilMs) / HOUR_MS);
  const firstLoad = loadOf(first);
  const expected = ([load = 1]: Float64Array) => inLatestAir(first) + law.slope * span * (load - firstLoad);
  const isAirTold = isHeat && told.every(({ airC }) => airC !== undefined);
  const process = conditioned(
    {
      inputs: told.map(placeOf),
      targets: told.map((trial) => inLatestAir(trial) - expected(placeOf(trial))),
    },
    {
      signalVariance: law.misfit ** 2,
      lengthScales: [0.3, ANY_TIME_H],
      noiseVariance: law.noise ** 2,
      trend: {
        basis: (at) => [(at[0] ?? 1) - firstLoad, at[1] ?? 0],
        variances: [(law.slopeDoubt * span) ** 2, isAirTold ? 0 : law.driftPerHour ** 2],
      },
    },
  );
  return { expected, process };
}

/** Coordinates of a point: clock against the reference's, less 1, and voltage against the reference's. */
function placeOf(reference: ChipReference, { frequencyMhz, coreVoltageMv }: ClockPoint): Float64Array {
  return Float64Array.of(frequencyMhz / reference.frequencyMhz - 1, coreVoltageMv / reference.coreVoltageMv);
}

/** What is believed of a response at a place. */
export function believed({ expected, process }: Response, at: Float64Array): Belief {
  const { mean, variance } = beliefAt(process, at);
  return { mean: expected(at) + mean, variance };
}

/** Power at a point, W. */
export function powerAt({ reference, power }: Responses, point: ClockPoint): Belief {
  return believed(power, placeOf(reference, point));
}

/** What a quantity is believed to be now at a power that is itself only believed. */
export function heatAt(
  { firstPowerW }: HeatResponses,
  response: Response,
  { mean, variance }: Belief,
): Belief {
  const part = mean / firstPowerW;
  const doubt = Math.sqrt(variance) / firstPowerW;
  const here = believed(response, Float64Array.of(part, 0));
  const there = believed(response, Float64Array.of(part + Math.max(doubt, 1e-6), 0));
  return { mean: here.mean, variance: here.variance + (there.mean - here.mean) ** 2 };
}
