import {
  CONVOLUTION_NET,
  EARNINGS_NET,
  MARKET_NET,
  PHONE_NET,
  TRANSFORMER_NET,
} from '../../nets/net-presets.ts';
import { BOOSTING_DEFAULTS } from '../../trees/boosting/gradient-boosting.ts';
import { boostedRows } from './boosted-rows.ts';
import type { Forecaster } from './forecaster.ts';
import { forestRows } from './forest-rows.ts';
import { LagForecaster } from './lag-forecaster.ts';
import type { LagDesign } from './lag-rows.ts';
import { NET_DEFAULTS, NetForecaster } from './net-forecaster.ts';
import { ridgeRows } from './ridge-rows.ts';

/** What forecasters are made for. */
export interface SeriesRhythm {
  /** Steps after which the same is expected again: 24 of hours, 7 of days; 1 where nothing recurs. */
  readonly season: number;
  /** Steps that nets see: a whole number of eights, for the transformer's patches. */
  readonly lookBack: number;
}

/** The net of each name, ready for series of a rhythm. */
export function netForecasters({ lookBack }: SeriesRhythm): readonly Forecaster[] {
  const nets = {
    'recurrent 128-64': EARNINGS_NET,
    'recurrent 128-64-32': MARKET_NET,
    'recurrent 32': PHONE_NET,
    convolution: CONVOLUTION_NET,
    transformer: TRANSFORMER_NET,
  };
  return Object.entries(nets).map(
    ([name, design]) => new NetForecaster({ ...NET_DEFAULTS, name, design, lookBack }),
  );
}

/** Forecasters by rows of lags, ready for series of a rhythm. */
export function rowForecasters({ season }: SeriesRhythm): readonly Forecaster[] {
  const design = lagsFor(season);
  const options = { design, groups: 4, mostRows: 20_000 };
  const trees = { trees: 100, bootstrap: true, maxDepth: 20, minLeafRows: 5 };
  return [
    new LagForecaster({ ...options, name: 'boosted trees', learner: boostedRows(BOOSTING_DEFAULTS) }),
    new LagForecaster({ ...options, name: 'random forest', learner: forestRows(trees), groups: 1 }),
    // A linear rule cannot use which step it says: one for each.
    new LagForecaster({
      ...options,
      name: 'ridge',
      learner: ridgeRows([0.001, 0.01, 0.1, 1]),
      groups: Number.POSITIVE_INFINITY,
    }),
  ];
}

/** The last values, means over growing stretches, and the same step of the last seasons. */
export function lagsFor(season: number): LagDesign {
  const near = [1, 2, 3, 4, 6, 8];
  return {
    lags: season > 1 ? [...new Set([...near, season])] : near,
    means: [4, 12, ...(season > 1 ? [season, 7 * season] : [48])],
    season,
    seasons: season > 1 ? [1, 2, 7] : [],
  };
}
