import { stackingWeights } from '../../numerics/forecast/stacking.ts';
import { bandLosses, lossOf, stepsOfBand } from './band-losses.ts';
import type { HorizonBand } from './horizon-bands.ts';
import type { Replayed } from './replay.ts';

/** Parts that some speakers have in a forecast, by name; they add up to 1. */
export type MixtureWeights = Readonly<Record<string, number>>;

/** The best of them: all subsets of more would take too long to try. */
const MOST_MIXED = 6;
/** Below this a part says nothing that anyone would see. */
const LEAST_PART = 0.01;

/**
 * The mixture of rules and models that would have missed least, of those that were no worse than the rule; undefined where that is
 * one of them alone.
 * @param chosenOn places of the origins that may be looked at
 */
export function mixtureOf(
  band: HorizonBand,
  entrants: readonly Replayed[],
  rule: Replayed,
  came: readonly Float64Array[],
  chosenOn: readonly number[],
): MixtureWeights | undefined {
  const truth = chosenOn.map((place) => came[place] ?? new Float64Array());
  const by = (entrant: Replayed) => chosenOn.map((place) => entrant.said[place] ?? new Float64Array());
  const limit = lossOf(bandLosses(by(rule), truth, band));
  const judged = entrants
    .map((entrant) => ({ entrant, loss: lossOf(bandLosses(by(entrant), truth, band)) }))
    .filter(({ entrant, loss }) => entrant === rule || loss < limit)
    .sort((a, b) => a.loss - b.loss)
    .slice(0, MOST_MIXED);
  const weights = stackingWeights(
    judged.map(({ entrant }) => stepsOfBand(by(entrant), band)),
    stepsOfBand(truth, band),
  );
  const parts = judged.flatMap(({ entrant }, place) => {
    const weight = weights[place] ?? 0;
    return weight >= LEAST_PART ? [[entrant.speaker.name, weight] as const] : [];
  });
  if (parts.length < 2) return undefined;
  const sum = parts.reduce((total, [, weight]) => total + weight, 0);
  return Object.fromEntries(parts.map(([name, weight]) => [name, weight / sum]));
}

/**
 * What a mixture misses by on the origins that it is chosen on, each half of them by the weights that the other half advises: by
 * its own weights it would seem better than it is beside those that have none. Infinity where a half advises no mixture.
 */
export function mixtureLoss(
  band: HorizonBand,
  entrants: readonly Replayed[],
  rule: Replayed,
  came: readonly Float64Array[],
  chosenOn: readonly number[],
): number {
  const middle = Math.floor(chosenOn.length / 2);
  const halves = [chosenOn.slice(0, middle), chosenOn.slice(middle)];
  const losses = halves.flatMap((places, half) => {
    const weights = mixtureOf(band, entrants, rule, came, halves[1 - half] ?? []);
    if (!weights) return [Number.POSITIVE_INFINITY];
    const said = mixed(weights, entrants);
    const own = <T>(list: readonly T[]) => places.flatMap((place) => list[place] ?? []);
    return [...bandLosses(own(said), own(came), band)];
  });
  return lossOf(losses);
}

/** What a mixture says, by origin; of forecasts on one scale. */
export function mixed(weights: MixtureWeights, entrants: readonly Replayed[]): readonly Float64Array[] {
  const parts = entrants.filter(({ speaker }) => weights[speaker.name] !== undefined);
  return (parts[0]?.said ?? []).map((first, place) =>
    first.map((_, step) =>
      parts.reduce(
        (sum, { speaker, said }) => sum + (weights[speaker.name] ?? 0) * (said[place]?.[step] ?? Number.NaN),
        0,
      ),
    ),
  );
}
