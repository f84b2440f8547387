import { chiSquareTest } from '../../../src/numerics/two-sample/chi-square-test.ts';
import {
  jensenShannon,
  jensenShannonDistance,
  kullbackLeibler,
} from '../../../src/numerics/two-sample/divergence.ts';
import { binParts, populationStability } from '../../../src/numerics/two-sample/population-stability.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

export function distributionDistance({ inputs, stated }: ReferenceProblem) {
  const [p, q] = [inputs.numbers('p'), inputs.numbers('q')];
  const edges = inputs.numbers('bin_edges');
  const partsA = binParts(inputs.numbers('a'), edges);
  const partsB = binParts(inputs.numbers('b'), edges);
  const counts = chiSquareTest(inputs.numbers('observed'), inputs.numbers('expected'));
  const divergence = jensenShannon(p, q);
  return {
    kl_pq: kullbackLeibler(p, q),
    js_divergence_nats: divergence,
    js_divergence_bits: divergence / Math.LN2,
    js_distance: jensenShannonDistance(p, q),
    fractions_a: partsA,
    fractions_b: partsB,
    psi: populationStability(partsA, partsB, stated('floor', /floor (\S+?),/, 1e-4)),
    chi2: counts.chiSquare,
    chi2_p: counts.p,
  };
}
