import {
  keyOf,
  type Rung,
  type TuningLimits,
  type TuningObjective,
  type TuningTrial,
} from '../../domain/tuning.ts';
import { type Belief, conditioned } from '../../numerics/gaussian-process/gaussian-process.ts';
import type { Random } from '../../numerics/random.ts';
import { GUARD, heatBreachChance, worthOf } from './knowledge.ts';
import {
  believed,
  HEATS,
  type HeatLaws,
  type HeatResponses,
  heatAt,
  heatResponses,
  type Response,
} from './responses.ts';

/**
 * What is believed of the rungs of a ladder. Each has a load against the first one that was measured: of presets, modes and
 * power limits the power that is to be expected of it, of fans and their target the heat that they leave in the chips. Power
 * and ln hashrate go with that load in a straight line that is not known well beforehand, and a Gaussian process over what is
 * left; heat goes with power, or with the load itself where the fans are what is set.
 */
export interface LadderKnowledge {
  readonly rungs: readonly Rung[];
  /** Of each rung, by that of the first trial. */
  readonly loads: readonly number[];
  readonly isCooling: boolean;
  readonly power: Response;
  readonly lnHashrate: Response;
  readonly heats: HeatResponses;
  /** Standard normal draws of hashrate, power and fan: the same for all rungs, so that they are compared alike. */
  readonly draws: readonly [Float64Array, Float64Array, Float64Array];
  /** Rungs that broke no limit. None below them asks more. */
  readonly borne: readonly number[];
  /** The lowest rung that broke a limit. None above it asks less. */
  readonly brokenFrom: number;
}

const DRAWS = 400;
/** A named mode whose power nobody tells is thought of as so much above the one below. */
const MODE_RATIO = 1.2;
/** How well the slopes are known: where a firmware or the watts themselves tell loads, where nobody does, and of cooling. */
const TOLD = { power: 0.25, hashrate: 0.15 } as const;
const UNTOLD = { power: 0.6, hashrate: 0.4 } as const;
const COOLING = { power: 0.08, hashrate: 0.03 } as const;
/** Hashrate gained for power by a firmware that raises clock and voltage together, as logarithms: (1 + 2·0.35)⁻¹ and a little. */
const HASHES_BY_POWER = 0.65;
const MISFIT = 0.01;
const LOAD_SCALE = 0.25;
/** Moved air cools by about this power of a fan's speed (turbulent flow over fins). */
const FAN_EXPONENT = 0.6;
const USUAL_AIR_C = 25;
/** Under a fan of fixed speed chips are as warm as the load says; nothing else follows from it. */
const COOLING_HEATS: HeatLaws = {
  ...HEATS,
  chipC: { ...HEATS.chipC, slope: 1, slopeDoubt: 0.3 },
  vrC: { ...HEATS.vrC, slope: 0.8, slopeDoubt: 0.4 },
  fanPercent: { ...HEATS.fanPercent, slope: -1.6, slopeDoubt: 0.8 },
  inputV: { ...HEATS.inputV, slope: 0, slopeDoubt: 0.1 },
};

/** What trials of rungs say. @throws RangeError without a trial of a rung of this ladder */
export function ladderKnowledge(
  rungs: readonly Rung[],
  trials: readonly TuningTrial[],
  random: Random,
): LadderKnowledge {
  const placeOf = (trial: TuningTrial) => placeOn(rungs, trial);
  const known = trials.filter((trial) => placeOf(trial) >= 0);
  const [first] = known;
  if (!first) throw new RangeError('no rung of this ladder was measured yet');
  const loads = loadsOf(rungs, first);
  const isCooling = isFanRung(rungs[0]);
  const told = rungs.every(({ powerW }) => powerW !== undefined);
  const doubts = isCooling ? COOLING : told ? TOLD : UNTOLD;
  const at = (trial: TuningTrial) => Float64Array.of(loads[placeOf(trial)] ?? 1);
  const firstW = first.powerW.mean;
  const firstLnHs = Math.log(first.hashrateHs.mean);
  const response = (
    expected: Response['expected'],
    tellingOf: (trial: TuningTrial) => readonly [number, number],
    slopeDoubt: number,
    misfit: number,
  ): Response => ({
    expected,
    process: conditioned(
      {
        inputs: known.map(at),
        targets: known.map((trial) => tellingOf(trial)[0] - expected(at(trial))),
        noiseVariances: known.map((trial) => tellingOf(trial)[1] ** 2),
      },
      {
        signalVariance: misfit ** 2,
        lengthScales: [LOAD_SCALE],
        noiseVariance: (0.2 * misfit) ** 2,
        trend: { basis: (at) => [(at[0] ?? 1) - 1], variances: [slopeDoubt ** 2] },
      },
    ),
  });
  const power = response(
    ([load = 1]) => (isCooling ? firstW : firstW * load),
    ({ powerW }) => [powerW.mean, powerW.error],
    doubts.power * firstW,
    MISFIT * firstW,
  );
  const lnHashrate = response(
    ([load = 1]) => firstLnHs + (isCooling ? 0 : expectedLnRatio(rungs, loads, placeOf(first), load)),
    ({ hashrateHs }) => [Math.log(hashrateHs.mean), hashrateHs.error / hashrateHs.mean],
    doubts.hashrate,
    MISFIT,
  );
  const normals = () => Float64Array.from({ length: DRAWS }, () => random.normal());
  return {
    rungs,
    loads,
    isCooling,
    power,
    lnHashrate,
    heats: isCooling
      ? heatResponses(known, firstW, (trial) => loads[placeOf(trial)] ?? 1, COOLING_HEATS)
      : heatResponses(known, firstW),
    draws: [normals(), normals(), normals()],
    borne: known.filter(({ ended }) => ended !== 'breach').map(placeOf),
    brokenFrom: Math.min(
      rungs.length,
      ...known.filter(({ ended }) => ended === 'breach').map((trial) => placeOf(trial)),
    ),
  };
}

/** On which rung something stands; −1 where it is none of this ladder. */
export function placeOn(rungs: readonly Rung[], { point }: Pick<TuningTrial, 'point'>): number {
  return rungs.findIndex((rung) => keyOf(rung.point) === keyOf(point));
}

function isFanRung(rung: Rung | undefined): boolean {
  return rung?.point.kind === 'fan' || rung?.point.kind === 'target-temp';
}

function loadsOf(rungs: readonly Rung[], first: TuningTrial): readonly number[] {
  const place = placeOn(rungs, first);
  const firstPoint = first.point;
  return rungs.map(({ point, powerW }, index) => {
    if (point.kind === 'fan' && firstPoint.kind === 'fan')
      return (firstPoint.fanPercent / point.fanPercent) ** FAN_EXPONENT;
    if (point.kind === 'target-temp' && firstPoint.kind === 'target-temp') {
      const airC = first.airC ?? USUAL_AIR_C;
      return (point.targetTempC - airC) / (firstPoint.targetTempC - airC);
    }
    const firstRungW = rungs[place]?.powerW;
    return powerW !== undefined && firstRungW !== undefined
      ? powerW / firstRungW
      : MODE_RATIO ** (index - place);
  });
}

/** By what the firmware says of the rungs, in a straight line between them; by the usual law where it says nothing. */
function expectedLnRatio(
  rungs: readonly Rung[],
  loads: readonly number[],
  first: number,
  load: number,
): number {
  const firstHs = rungs[first]?.hashrateHs;
  const place = loads.findIndex((each) => Math.abs(each - load) < 1e-9);
  const toldHs = rungs[place]?.hashrateHs;
  return firstHs !== undefined && toldHs !== undefined
    ? Math.log(toldHs / firstHs)
    : HASHES_BY_POWER * Math.log(Math.max(0.05, load));
}

/** What is expected of a rung. */
export interface RungOutlook {
  /** Chance that some limit is broken there, 0..1. */
  readonly breachChance: number;
  /** Draws of the objective, of which more is better. */
  readonly worth: Float64Array;
  readonly powerW: number;
  readonly hashrateHs: number;
}

/** Draws of what a rung is worth, and how surely it keeps within the limits. */
export function rungOutlook(
  knowledge: LadderKnowledge,
  place: number,
  limits: TuningLimits,
  objective: TuningObjective,
): RungOutlook {
  const { power, lnHashrate, loads, draws } = knowledge;
  const at = Float64Array.of(loads[place] ?? 1);
  const watts = believed(power, at);
  const hashes = believed(lnHashrate, at);
  const lnHs = draws[0].map((draw) => hashes.mean + Math.sqrt(hashes.variance) * draw);
  let breachChance = place >= knowledge.brokenFrom ? 1 : chanceOf(knowledge, place, limits);
  if (objective.kind === 'quiet') {
    const least = Math.log(objective.leastHashrateHs);
    breachChance += lnHs.filter((each) => each < least).length / DRAWS;
  }
  const leastW = 1e-3 * watts.mean;
  const worth = lnHs.map((each, row) => {
    const drawnW = Math.max(leastW, watts.mean + Math.sqrt(watts.variance) * (draws[1][row] ?? 0));
    return objective.kind === 'quiet' && knowledge.isCooling
      ? -Math.log(fanAt(knowledge, place, draws[2][row] ?? 0))
      : worthOf(objective, each, drawnW);
  });
  return { breachChance, worth, powerW: watts.mean, hashrateHs: Math.exp(hashes.mean) };
}

/**
 * More load is never less heat: what lies below a rung that was borne is as safe as that one, and what lies above is no safer
 * than any between.
 */
function chanceOf(knowledge: LadderKnowledge, place: number, limits: TuningLimits): number {
  const above = knowledge.borne.filter((borne) => borne >= place);
  if (above.length > 0)
    return Math.min(...[place, ...above].map((each) => ownBreachChance(knowledge, each, limits)));
  const highest = Math.max(0, ...knowledge.borne);
  let chance = 0;
  for (let each = Math.min(highest, place); each <= place; each++)
    chance = Math.max(chance, ownBreachChance(knowledge, each, limits));
  return chance;
}

function ownBreachChance(knowledge: LadderKnowledge, place: number, limits: TuningLimits): number {
  const { rungs, loads, power, heats, isCooling } = knowledge;
  const at = Float64Array.of(loads[place] ?? 1);
  const point = rungs[place]?.point;
  const mostFan = limits.maxFanPercent ?? 100;
  const watts = believed(power, at);
  const load: Belief = isCooling ? { mean: (at[0] ?? 1) * heats.firstPowerW, variance: 0 } : watts;
  const isFan = point?.kind === 'fan';
  const inside = isFan ? { ...limits, maxFanPercent: 100 } : limits;
  return (isFan && point.fanPercent > mostFan ? 1 : 0) + heatBreachChance(heats, watts, inside, load);
}

/** How fast a fan runs at a rung, percent: what is set, or what the fans are believed to need. */
function fanAt({ rungs, loads, heats }: LadderKnowledge, place: number, draw: number): number {
  const point = rungs[place]?.point;
  if (point?.kind === 'fan') return Math.max(1, point.fanPercent);
  if (!heats.fan) return 100;
  const { mean, variance } = heatAt(heats, heats.fan, {
    mean: (loads[place] ?? 1) * heats.firstPowerW,
    variance: 0,
  });
  return Math.min(100, Math.max(1 + GUARD.fanPercent, mean + Math.sqrt(variance) * draw));
}
