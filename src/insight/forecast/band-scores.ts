import type { ForecastScores } from '../../domain/forecast.ts';
import {
  accuracyOf,
  directionalAccuracy,
  directionHits,
  intervalCoverage,
} from '../../numerics/forecast/accuracy.ts';
import { shareOfHits } from '../../numerics/forecast/share-interval.ts';
import { bandLosses, lossOf, stepsOfBand } from './band-losses.ts';
import type { HorizonBand } from './horizon-bands.ts';
import { originsAhead } from './replay-origins.ts';
import type { StepRadii } from './step-intervals.ts';
import type { WorkingScale } from './working-scale.ts';

/** Forecasts of the origins that are judged, by origin, then step, on the working scale. */
export interface JudgedPaths {
  readonly said: readonly Float64Array[];
  readonly came: readonly Float64Array[];
  readonly radii: readonly StepRadii[];
  /** What was there at each origin. */
  readonly before: readonly number[];
  readonly spacing: number;
}

/** How values become figures. */
export interface ScoreUnits {
  readonly scale: WorkingScale;
  /** What the seasonal naive rule misses by within the past, on the working scale: the unit of MASE. */
  readonly naiveMiss: number;
}

/**
 * Scores of one part of the horizon in the target's unit; MASE on the working scale, as the contest is decided on it, so that a
 * year of high prices does not outvote the others.
 */
export function bandScores(
  { said, came, radii, before, spacing }: JudgedPaths,
  band: HorizonBand,
  { scale, naiveMiss }: ScoreUnits,
): ForecastScores {
  const width = band.toStep - band.fromStep + 1;
  const told = stepsOfBand(said, band);
  const truth = stepsOfBand(came, band);
  const unit = (values: Float64Array) => values.map(scale.fromWorking);
  const [toldInUnit, truthInUnit] = [unit(told), unit(truth)];
  const was = unit(told.map((_, at) => before[Math.floor(at / width)] ?? Number.NaN));
  const radius = (of: (radii: StepRadii) => Float64Array) => stepsOfBand(radii.map(of), band);
  const coverage = (half: Float64Array) =>
    intervalCoverage(
      unit(told.map((value, at) => value - (half[at] ?? Number.NaN))),
      unit(told.map((value, at) => value + (half[at] ?? Number.NaN))),
      truthInUnit,
    );
  const in80 = coverage(radius(({ radii80 }) => radii80));
  const in95 = coverage(radius(({ radii95 }) => radii95));
  const accuracy = accuracyOf(toldInUnit, truthInUnit);
  const overlap = width * originsAhead(band.toStep, spacing);
  const direction = shareOfHits(directionHits(toldInUnit, truthInUnit, was), overlap);
  return {
    count: accuracy.count,
    mae: accuracy.mae,
    mse: accuracy.mse,
    rmse: accuracy.rmse,
    mapePercent: accuracy.mape,
    smapePercent: accuracy.smape,
    mase: lossOf(bandLosses(said, came, band)) / naiveMiss,
    r2: accuracy.r2,
    bias: accuracy.bias,
    direction: {
      share: direction.share,
      low: direction.low,
      high: direction.high,
      baseRate: directionalAccuracy(toldInUnit, truthInUnit, was).baseRate,
      count: direction.count,
    },
    coverage80: in80.share,
    coverage95: in95.share,
    meanWidth80: in80.meanWidth,
  };
}
