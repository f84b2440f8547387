import { boostedRows } from '../../../src/numerics/forecast/learned/boosted-rows.ts';
import { LagForecaster } from '../../../src/numerics/forecast/learned/lag-forecaster.ts';
import { lagsFor } from '../../../src/numerics/forecast/learned/lag-rows.ts';
import { BOOSTING_DEFAULTS } from '../../../src/numerics/trees/boosting/gradient-boosting.ts';

/** Boosted trees as the issue has them, on rows of lags, four neighbouring parts of the horizon apart. @param season in steps */
export function boostedTrees(season: number): LagForecaster {
  return new LagForecaster({
    name: 'boosted trees',
    learner: boostedRows(BOOSTING_DEFAULTS),
    design: lagsFor(season),
    groups: 4,
    mostRows: 20_000,
  });
}
