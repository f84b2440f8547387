import {
  componentScores,
  principalComponents,
} from '../../../src/numerics/multivariate/principal-components.ts';
import type { Solution } from '../reference-topics.ts';

export const pca: Solution = ({ inputs, expected }) => {
  const rows = inputs.matrix('X');
  const columns = Array.from(rows[0] ?? [], (_, j) => rows.map((row) => row[j] ?? Number.NaN));
  const fitted = principalComponents(columns);
  const scores = componentScores(fitted, columns);
  return {
    mean: fitted.mean,
    components: fitted.components,
    explained_variance: fitted.explainedVariance,
    explained_variance_ratio: fitted.explainedVarianceRatio,
    singular_values: fitted.singularValues,
    scores_first5: expected.matrix('scores_first5').map((_, row) => scores.map((column) => column[row])),
    standardised_explained_variance_ratio: principalComponents(columns, { standardise: true })
      .explainedVarianceRatio,
  };
};
