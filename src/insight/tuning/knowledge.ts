import type {
  ChipReference,
  ClockPoint,
  TuningBreach,
  TuningEnvelope,
  TuningLimits,
  TuningObjective,
  TuningSample,
  TuningTrial,
} from '../../domain/tuning.ts';
import { chanceAbove, chanceBelow } from '../../numerics/gaussian-process/acquisition.ts';
import type { Belief } from '../../numerics/gaussian-process/gaussian-process.ts';
import type { Random } from '../../numerics/random.ts';
import { type ChipBelief, chipBelief, chipForecast } from './chip-model.ts';
import { type HeatResponses, heatAt, powerAt, type Responses, responsesOf } from './responses.ts';

/** All that is believed of a miner after some trials. */
export interface TuningKnowledge {
  readonly chip: ChipBelief;
  readonly responses: Responses;
  /** One standard normal draw for each particle: the same for all points, so that points are compared alike. */
  readonly draws: Float64Array;
}

/** What trials say. @throws RangeError without any */
export function tuningKnowledge(
  reference: ChipReference,
  trials: readonly TuningTrial<ClockPoint>[],
  random: Random,
): TuningKnowledge {
  const observations = trials.map(({ point, hashrateHs, errors }) => {
    const nominalHs = (reference.hashrateHs * point.frequencyMhz) / reference.frequencyMhz;
    return {
      frequencyMhz: point.frequencyMhz,
      coreVoltageMv: point.coreVoltageMv,
      ratio: hashrateHs.mean / nominalHs,
      ratioError: hashrateHs.error / nominalHs,
      errors,
    };
  });
  const chip = chipBelief(reference, observations, random);
  const draws = Float64Array.from({ length: chip.particles.count }, () => random.normal());
  return { chip, responses: responsesOf(reference, trials), draws };
}

/** What is expected of a point. */
export interface PointOutlook {
  /** Chance that some limit is broken there, 0..1: the sum over all limits, so never too small. */
  readonly breachChance: number;
  /** Draws of the objective, of which more is better. */
  readonly worth: Float64Array;
  readonly powerW: number;
}

/** What sensors may be off by, and what a trial swings around its mean: limits count as so much narrower. */
export const GUARD = {
  powerPart: 0.02,
  chipK: 1.5,
  regulatorK: 2,
  inputV: 0.02,
  fanPercent: 3,
  errorPart: 0.75,
};

/** Where nobody tells how hot the chip is, it may draw no more than where it was found, and what readings scatter by. */
const UNSEEN_HEAT_POWER = 1.03;

/** Draws of what a point is worth, and how surely it keeps within the envelope. */
export function outlookOf(
  { chip, responses, draws }: TuningKnowledge,
  point: ClockPoint,
  envelope: TuningEnvelope,
  objective: TuningObjective,
): PointOutlook {
  const power = powerAt(responses, point);
  let breachChance = heatBreachChance(responses, power, envelope);
  if (!(breachChance < 1)) return { breachChance, worth: new Float64Array(0), powerW: power.mean };
  const { lnHashrateHs, errorRate } = chipForecast(chip, point.frequencyMhz, point.coreVoltageMv);
  const mostErrors = (envelope.maxErrorRate ?? Number.POSITIVE_INFINITY) * GUARD.errorPart;
  let broken = 0;
  for (const each of errorRate) if (!(each <= mostErrors)) broken++;
  breachChance += broken / errorRate.length;
  if (objective.kind === 'quiet') breachChance += slowChance(lnHashrateHs, objective.leastHashrateHs);
  const deviationW = Math.sqrt(power.variance);
  const worth = lnHashrateHs.map((lnHs, row) =>
    worthOf(
      objective,
      lnHs,
      Math.max(1e-3 * responses.firstPowerW, power.mean + deviationW * (draws[row] ?? 0)),
    ),
  );
  return { breachChance, worth, powerW: power.mean };
}

/** More is better; efficiency, hashrate and quiet by the logarithm, so that a gain of 0.01 is one percent. */
export function worthOf(objective: TuningObjective, lnHashrateHs: number, powerW: number): number {
  switch (objective.kind) {
    case 'efficiency':
      return lnHashrateHs - Math.log(powerW);
    case 'hashrate':
      return lnHashrateHs;
    case 'quiet':
      return -Math.log(powerW);
    case 'net':
      return (
        (objective.earnedPerThDay * Math.exp(lnHashrateHs)) / 1e12 - 0.024 * objective.pricePerKwh * powerW
      );
  }
}

/** How much of worth is a thousandth: of money, of what the power costs a day. */
export function smallWorth(objective: TuningObjective, powerW: number): number {
  return objective.kind === 'net' ? 0.001 * 0.024 * objective.pricePerKwh * powerW : 0.001;
}

function slowChance(lnHashrateHs: Float64Array, leastHs: number): number {
  const least = Math.log(leastHs);
  let slow = 0;
  for (const each of lnHashrateHs) if (each < least) slow++;
  return slow / lnHashrateHs.length;
}

/**
 * Chance that a power, or the heat, fan or sag that goes with it, breaks a limit: the sum over all limits.
 *
 * @param load what heat answers to, where that is not the power itself
 */
export function heatBreachChance(
  responses: HeatResponses,
  power: Belief,
  { maxPowerW, maxChipC, maxVrC, minInputV, maxFanPercent = 100 }: TuningLimits,
  load: Belief = power,
): number {
  let chance = 0;
  if (maxPowerW !== undefined) chance += 1 - chanceBelow(power, maxPowerW * (1 - GUARD.powerPart));
  const { chip, regulator, input, fan } = responses;
  if (chip && maxChipC !== undefined)
    chance += 1 - chanceBelow(heatAt(responses, chip, load), maxChipC - GUARD.chipK);
  if (!chip && maxChipC !== undefined)
    chance += 1 - chanceBelow(power, responses.firstPowerW * UNSEEN_HEAT_POWER);
  if (regulator && maxVrC !== undefined)
    chance += 1 - chanceBelow(heatAt(responses, regulator, load), maxVrC - GUARD.regulatorK);
  if (input && minInputV !== undefined)
    chance += 1 - chanceAbove(heatAt(responses, input, load), minInputV + GUARD.inputV);
  if (fan && maxFanPercent < 100)
    chance += 1 - chanceBelow(heatAt(responses, fan, load), maxFanPercent - GUARD.fanPercent);
  return chance;
}

/** Which limit a sample breaks; undefined where none. What a device does not tell breaks none. */
export function breachOf(sample: TuningSample, envelope: TuningLimits): TuningBreach | undefined {
  const above = (limit: TuningBreach['limit'], value: number | undefined, bound: number | undefined) =>
    value !== undefined && bound !== undefined && value > bound ? { limit, value, bound } : undefined;
  const { inputV } = sample;
  const { minInputV } = envelope;
  return (
    above('chip', sample.chipC, envelope.maxChipC) ??
    above('regulator', sample.vrC, envelope.maxVrC) ??
    above('power', sample.powerW, envelope.maxPowerW) ??
    above(
      'fan',
      sample.fanPercent,
      (envelope.maxFanPercent ?? 100) < 100 ? envelope.maxFanPercent : undefined,
    ) ??
    above('errors', sample.errorRate, envelope.maxErrorRate) ??
    (inputV !== undefined && minInputV !== undefined && inputV < minInputV
      ? { limit: 'input', value: inputV, bound: minInputV }
      : undefined)
  );
}
