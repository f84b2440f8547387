import {
  BayesianNetwork,
  type NetworkNode,
} from '../../../src/numerics/bayesian-network/bayesian-network.ts';
import type { Given } from '../given.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

/** Binary nodes; a table is keyed by the parents' states in their order, and tells P(node = 1). */
export function binaryNetwork({ inputs }: ReferenceProblem) {
  const network = new BayesianNetwork(nodesOf(inputs));
  const posteriors = inputs.list('queries').map((query) => {
    const evidence = Object.fromEntries(Object.keys(query.fields).map((name) => [name, query.number(name)]));
    const posterior = network.posterior(evidence);
    const marginals = Object.entries(posterior?.marginals ?? {});
    return {
      evidence,
      p_evidence: Math.exp(posterior?.logEvidence ?? Number.NEGATIVE_INFINITY),
      p_true: Object.fromEntries(marginals.map(([name, chances]) => [name, chances[1]])),
      most_probable_explanation: network.mostProbableExplanation(evidence),
    };
  });
  return { posteriors };
}

function nodesOf(inputs: Given): readonly NetworkNode[] {
  const [parents, tables] = [inputs.record('parents'), inputs.record('cpt')];
  return Object.keys(parents.fields).map((name): NetworkNode => {
    const [above, table] = [parents.texts(name), tables.record(name)];
    const rows = Array.from({ length: 2 ** above.length }, (_, row) =>
      above.length === 0 ? '' : row.toString(2).padStart(above.length, '0'),
    );
    return {
      name,
      states: 2,
      parents: above,
      table: rows.flatMap((row) => [1 - table.number(row), table.number(row)]),
    };
  });
}
