import { mutualInformation } from '../../../src/numerics/multivariate/mutual-information.ts';
import { nearestNeighbourInformation } from '../../../src/numerics/multivariate/nearest-neighbour-information.ts';
import type { Solution } from '../reference-topics.ts';

export const discreteInformation: Solution = ({ inputs }) => {
  const a = inputs.numbers('a');
  const b = inputs.numbers('b');
  const ab = mutualInformation(a, b);
  return {
    mi_ab: ab.mutual,
    mi_ac: mutualInformation(a, inputs.numbers('c')).mutual,
    entropy_a: ab.entropyA,
    entropy_b: ab.entropyB,
    nmi_ab_arithmetic: ab.normalised,
  };
};

/** The estimate itself is what is held against the value in the population, too. */
export const continuousInformation: Solution = ({ inputs }) => {
  const neighbours = inputs.numberOr('k', 3);
  const ksg = nearestNeighbourInformation(inputs.numbers('x'), inputs.numbers('y'), { neighbours });
  return { ksg, population_value: ksg };
};
