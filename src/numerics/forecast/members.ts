import { autoregressiveForecast, fitAutoregression } from './autoregression.ts';
import { drift, persistence, seasonalNaive } from './baselines.ts';
import { DIRECT_LINEAR_DEFAULTS, directForecast, fitDirectLinear } from './direct-linear.ts';
import { smooth, smoothedForecast } from './exponential-smoothing.ts';
import { thetaForecast } from './theta.ts';

/** A way to continue a series from its past alone. */
export interface Member {
  readonly name: string;
  /** @throws RangeError where the past is too short for it */
  readonly forecast: (past: Float64Array, horizon: number) => Float64Array;
}

/** The rules that every model has to beat: nothing is learnt for them. */
export function simpleRules(season: number): readonly Member[] {
  return [
    { name: 'persistence', forecast: persistence },
    { name: 'seasonal naive', forecast: (past, horizon) => seasonalNaive(past, horizon, season) },
    { name: 'drift', forecast: drift },
  ];
}

/**
 * Models that are fitted in well under a second.
 * @param season in steps @param lookBack of the linear ones: a multiple of the season that takes in its longer kin, a week of hours
 */
export function classicalMembers(season: number, lookBack: number): readonly Member[] {
  return [
    {
      name: 'smoothing',
      forecast: (past, horizon) => smoothedForecast(smooth(past, { season, trend: true }), horizon),
    },
    { name: 'theta', forecast: (past, horizon) => thetaForecast(past, horizon, lookBack) },
    {
      name: 'autoregression',
      forecast: (past, horizon) => autoregressiveForecast(fitAutoregression(past, 2 * season), past, horizon),
    },
    {
      name: 'direct linear',
      forecast: (past, horizon) => {
        const options = { ...DIRECT_LINEAR_DEFAULTS, lookBack, horizon };
        return directForecast(fitDirectLinear([past], options), past.subarray(past.length - lookBack));
      },
    },
  ];
}
