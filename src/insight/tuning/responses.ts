import type { ChipReference, TuningPoint, TuningTrial } from '../../domain/tuning.ts';
import {
  type Belief,
  beliefAt,
  conditioned,
  type GaussianProcess,
  type Trend,
} from '../../numerics/gaussian-process/gaussian-process.ts';

/** A quantity that answers smoothly: what physics expects of it, and a Gaussian process over what it expects wrongly. */
interface Response {
  readonly expected: (at: Float64Array) => number;
  readonly process: GaussianProcess;
}

/** How a miner's power answers to its setting, and its temperatures, fan and input voltage to its power. */
export interface Responses {
  readonly reference: ChipReference;
  /** Power at the first trial, W: heat and fan are thought of as parts of it. */
  readonly firstPowerW: number;
  readonly power: Response;
  readonly chip?: Response | undefined;
  readonly regulator?: Response | undefined;
  readonly input?: Response | undefined;
  readonly fan?: Response | undefined;
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
export function responsesOf(reference: ChipReference, trials: readonly TuningTrial[]): Responses {
  const first = trials[0];
  if (!first) throw new RangeError('nothing was measured yet');
  const firstPowerW = first.powerW.mean;
  const switched = ({ frequencyMhz, coreVoltageMv }: TuningPoint) =>
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
  const byPower = (kind: keyof typeof HEATS) => heatResponse(kind, trials, firstPowerW);
  return {
    reference,
    firstPowerW,
    power,
    chip: byPower('chipC'),
    regulator: byPower('vrC'),
    input: byPower('inputV'),
    fan: byPower('fanPercent'),
  };
}

/** How a quantity goes with power: the slope expected, as a part of its first value above its base, and the doubts. */
interface HeatLaw {
  /** What it would be without any load. */
  readonly base: (trial: TuningTrial) => number;
  /** Expected change of (value − base), by its first value, for power changing by its first value. */
  readonly slope: number;
  readonly slopeDoubt: number;
  /** What is left over, in its own unit, and what a single reading scatters by. */
  readonly misfit: number;
  readonly noise: number;
}

const USUAL_AIR_C = 25;
const airOf = ({ airC }: TuningTrial) => airC ?? USUAL_AIR_C;

/** A fan that holds a temperature lets it rise hardly at all until it runs at full speed: the slope lies between. */
const HEATS = {
  chipC: { base: airOf, slope: 0.7, slopeDoubt: 0.35, misfit: 1.5, noise: 0.4 },
  vrC: { base: airOf, slope: 1, slopeDoubt: 0.4, misfit: 2, noise: 0.7 },
  fanPercent: { base: () => 0, slope: 1.3, slopeDoubt: 0.6, misfit: 4, noise: 1.5 },
  inputV: {
    base: ({ inputV = 0 }: TuningTrial) => inputV * 1.015,
    slope: 1,
    slopeDoubt: 1,
    misfit: 0.01,
    noise: 0.005,
  },
} as const satisfies Record<string, HeatLaw>;

function heatResponse(
  kind: keyof typeof HEATS,
  trials: readonly TuningTrial[],
  firstPowerW: number,
): Response | undefined {
  const law: HeatLaw = HEATS[kind];
  const told = trials.filter((trial) => trial[kind] !== undefined);
  const first = told[0];
  if (!first) return undefined;
  const tellingOf = (trial: TuningTrial) => trial[kind] ?? Number.NaN;
  // In a room that warmed up meanwhile everything is so much warmer: it is thought of in the air of the latest trial.
  const latestAirC = airOf(told.at(-1) ?? first);
  const inLatestAir = (trial: TuningTrial) =>
    kind === 'chipC' || kind === 'vrC' ? tellingOf(trial) + latestAirC - airOf(trial) : tellingOf(trial);
  const span =
    inLatestAir(first) -
    (law.base(first) + (kind === 'chipC' || kind === 'vrC' ? latestAirC - airOf(first) : 0));
  const partOf = (trial: TuningTrial) => Float64Array.of(trial.powerW.mean / firstPowerW);
  const firstPart = partOf(first)[0] as number;
  const expected = ([part = 1]: Float64Array) => inLatestAir(first) + law.slope * span * (part - firstPart);
  const process = conditioned(
    { inputs: told.map(partOf), targets: told.map((trial) => inLatestAir(trial) - expected(partOf(trial))) },
    {
      signalVariance: law.misfit ** 2,
      lengthScales: [0.3],
      noiseVariance: law.noise ** 2,
      trend: {
        basis: (at) => [(at[0] ?? 1) - firstPart],
        variances: [(law.slopeDoubt * span) ** 2],
      },
    },
  );
  return { expected, process };
}

/** Coordinates of a point: clock against the reference's, less 1, and voltage against the reference's. */
function placeOf(reference: ChipReference, { frequencyMhz, coreVoltageMv }: TuningPoint): Float64Array {
  return Float64Array.of(frequencyMhz / reference.frequencyMhz - 1, coreVoltageMv / reference.coreVoltageMv);
}

function believed({ expected, process }: Response, at: Float64Array): Belief {
  const { mean, variance } = beliefAt(process, at);
  return { mean: expected(at) + mean, variance };
}

/** Power at a point, W. */
export function powerAt({ reference, power }: Responses, point: TuningPoint): Belief {
  return believed(power, placeOf(reference, point));
}

/** What a quantity is believed to be at a power that is itself only believed. */
export function heatAt({ firstPowerW }: Responses, response: Response, { mean, variance }: Belief): Belief {
  const part = mean / firstPowerW;
  const doubt = Math.sqrt(variance) / firstPowerW;
  const here = believed(response, Float64Array.of(part));
  const there = believed(response, Float64Array.of(part + Math.max(doubt, 1e-6)));
  return { mean: here.mean, variance: here.variance + (there.mean - here.mean) ** 2 };
}
