import type { ForecastTarget } from '../../domain/forecast.ts';
import { autoregressiveForecast, fitAutoregression } from '../../numerics/forecast/autoregression.ts';
import { persistence, seasonalNaive } from '../../numerics/forecast/baselines.ts';
import {
  DIRECT_LINEAR_DEFAULTS,
  directForecast,
  fitDirectLinear,
} from '../../numerics/forecast/direct-linear.ts';
import { smooth, smoothedForecast } from '../../numerics/forecast/exponential-smoothing.ts';
import { thetaForecast } from '../../numerics/forecast/theta.ts';
import { type Competitor, plainCompetitor } from './competitor.ts';

type TargetShape = Pick<ForecastTarget, 'step' | 'horizon' | 'season'>;

/** Rows of the past that models fitted again and again look at, the last ones: half a year of hours, four years of days. */
const MOST_ROWS = { hour: 4_320, day: 1_460 } as const;
/** Values that autoregression may look back at where there is no season, and those that the direct linear map does. */
const ORDERS = { hour: 24, day: 7 } as const;
const LOOK_BACKS = { hour: 168, day: 28 } as const;
/** Missing values in a row that are bridged. */
const SHORT_GAP = 3;
/** The linear map learns anew so many times over a contest. */
const LINEAR_FITS = 6;

/** The simple rules that a model has to beat: "as now", and where days or weeks are alike, "as a season ago". */
export function simpleRules({ horizon, season }: TargetShape): readonly Competitor[] {
  const asNow = plainCompetitor({ kind: 'rule', name: 'persistence' }, 1, horizon, (past) =>
    persistence(past, horizon),
  );
  if (season === 1) return [asNow];
  const asBefore = plainCompetitor({ kind: 'rule', name: 'seasonal naive' }, season, horizon, (past) =>
    seasonalNaive(past, horizon, season),
  );
  return [asNow, asBefore];
}

/** Models of the past alone that are fitted within milliseconds, each anew for each forecast. */
export function classicalCompetitors(target: TargetShape): readonly Competitor[] {
  const { step, horizon, season } = target;
  const order = season === 1 ? ORDERS[step] : 2 * season;
  const named = (name: string, rows: number, forecast: (past: Float64Array) => Float64Array) =>
    plainCompetitor({ kind: 'model', name }, rows, horizon, (past) =>
      forecast(past.subarray(Math.max(0, past.length - MOST_ROWS[step]))),
    );
  return [
    named('smoothing', 3 * season, (past) =>
      smoothedForecast(smooth(past, { season, trend: true }), horizon),
    ),
    named('theta', 3 * season, (past) => thetaForecast(past, horizon, season)),
    named('autoregression', 4 * order, (past) => {
      const whole = withoutShortGaps(past);
      return autoregressiveForecast(fitAutoregression(whole, order), whole, horizon);
    }),
    directLinear(target),
  ];
}

/** One linear map from a week of hours (four of days) to all steps ahead. Gaps of what it looks back at are bridged. */
function directLinear({ step, horizon }: TargetShape): Competitor {
  const lookBack = LOOK_BACKS[step];
  return {
    speaker: { kind: 'model', name: 'direct linear' },
    rowsNeeded: 2 * (lookBack + horizon),
    fits: LINEAR_FITS,
    // A fit takes about 20 ms.
    *learn({ target }) {
      yield;
      const known = withoutShortGaps(target.subarray(Math.max(0, target.length - MOST_ROWS[step])));
      const model = fitDirectLinear([known], { ...DIRECT_LINEAR_DEFAULTS, lookBack, horizon });
      yield;
      return {
        forecastFrom: (table, origins) =>
          origins.map((origin) =>
            directForecast(model, bridged(table.target.subarray(origin - lookBack, origin))),
          ),
      };
    },
  };
}

/** Gaps of a few values on the line between their neighbours: models that learn from whole windows would have none left. */
function withoutShortGaps(values: Float64Array): Float64Array {
  const whole = values.slice();
  let last = -1;
  for (const [at, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    if (last >= 0 && at - last <= SHORT_GAP + 1)
      for (let place = last + 1; place < at; place++)
        whole[place] =
          (values[last] as number) + ((value - (values[last] as number)) * (place - last)) / (at - last);
    last = at;
  }
  return whole;
}

/** Each missing value as the one before it, at the beginning as the first one there is. */
function bridged(window: Float64Array): Float64Array {
  let last = window.find((value) => !Number.isNaN(value)) ?? Number.NaN;
  return window.map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}
