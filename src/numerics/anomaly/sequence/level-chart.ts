import { chiSquareQuantile } from '../../chi-square.ts';
import { splitNormalRows } from './held-out-limit.ts';
import { LevelFilter } from './level-filter.ts';
import { type FittedLevel, fitLevel } from './level-fit.ts';
import { fitSensorScaling, type SensorScaling, scaledRow } from './sensor-scaling.ts';
import { type SensorRow, type SequenceDetector, type SequenceScore, scoreOf } from './sequence-detector.ts';

export interface LevelChartOptions {
  /** Rows whose mean is judged: more find smaller shifts, and later. */
  readonly window: number;
  /** Rows after which a row without an alarm is taken for normal, and learnt from. */
  readonly delay: number;
  /** Share of normal rows over the limit, if sensors move as their models have it. */
  readonly falseAlarmShare: number;
  /** Share of the normal rows, the last ones, by which the limit is checked. */
  readonly heldOutShare: number;
}

/**
 * False alarms as of SKAB's published T² and Q (p = 0.999), a delay as its published windows (60 rows). They decide little: with windows
 * of 10 to 40 rows and false alarms of 0.01 to 1 % F1 on its valve1 lies within 0.03 (`npm run backtest -- --suite skab`).
 */
export const LEVEL_CHART_DEFAULTS: LevelChartOptions = {
  window: 20,
  delay: 60,
  falseAlarmShare: 0.001,
  heldOutShare: 0.25,
};

/** What normal operation taught, as plain data. */
export interface LevelChartModel {
  readonly scaling: SensorScaling;
  /** By sensor; undefined for one that cannot be judged. */
  readonly levels: readonly (FittedLevel | undefined)[];
  /** By sensor, χ²₁ above which its shift is an anomaly. */
  readonly limits: Float64Array;
}

/**
 * Learns how each sensor moves in normal operation. The limit is the quantile of χ² with one degree of freedom at which the largest of
 * all sensors has the wanted false alarms (Šidák, JASA 62, 1967); for a sensor that comes above that in the last part of the
 * rows, which the models for this check have not seen, its highest there.
 *
 * @throws RangeError where no sensor can be judged
 */
export function fitLevelChart(
  rows: readonly SensorRow[],
  options: LevelChartOptions = LEVEL_CHART_DEFAULTS,
): LevelChartModel {
  const { falseAlarmShare, heldOutShare } = options;
  const whole = modelOf(rows, falseAlarmShare);
  const { learnt, heldOut } = splitNormalRows(rows, heldOutShare);
  if (heldOut.length === 0) return whole;
  const check = new LevelChart(modelOf(learnt, falseAlarmShare), options);
  const highest = whole.limits.map(() => 1);
  for (const row of heldOut)
    for (const [sensor, part] of check.partsOf(row).entries())
      highest[sensor] = Math.max(highest[sensor] as number, Number.isNaN(part) ? 1 : part);
  return { ...whole, limits: whole.limits.map((limit, sensor) => limit * (highest[sensor] as number)) };
}

function modelOf(rows: readonly SensorRow[], falseAlarmShare: number): LevelChartModel {
  const scaling = fitSensorScaling(rows);
  const sized = rows.map((row) => scaledRow(row, scaling));
  const levels = scaling.scalers.map((scaler, sensor) =>
    scaler ? fitLevel(Float64Array.from(sized, (row) => row[sensor] ?? Number.NaN)) : undefined,
  );
  const judged = levels.filter((level) => level).length;
  const limit = chiSquareQuantile((1 - falseAlarmShare) ** (1 / judged), 1);
  return { scaling, levels, limits: new Float64Array(levels.length).fill(limit) };
}

/**
 * A control chart on each sensor's level. Sensors that come back to their mean are judged against it; those that drift, against where
 * they were and how far they drift in the time since. The mean of the last rows is held against the forecast of the level model from
 * before them, and a row counts by the sensor that is furthest out: (x̄ − forecast)² / variance, χ² with one degree of freedom.
 *
 * A sensor is learnt from with a delay, and only from rows over which it had no alarm; what it does during one does not become normal
 * because it lasts. A sensor that drifts is the less certain the longer it has not been learnt from, so it is let back in; one that
 * comes back to its mean is so only when it does. So what normal operation is must have been seen: another speed or setting is an
 * anomaly until a chart is fitted to it.
 */
export class LevelChart implements SequenceDetector {
  readonly #scaling: SensorScaling;
  readonly #sensors: readonly (SensorChart | undefined)[];

  constructor(
    { scaling, levels, limits }: LevelChartModel,
    options: LevelChartOptions = LEVEL_CHART_DEFAULTS,
  ) {
    this.#scaling = scaling;
    this.#sensors = levels.map(
      (level, sensor) => level && new SensorChart(level, limits[sensor] as number, options),
    );
  }

  score(row: SensorRow): SequenceScore {
    return scoreOf(this.partsOf(row));
  }

  /** Takes the next row. @returns by sensor, how far its shift is over its limit; NaN where nothing can be said */
  partsOf(row: SensorRow): Float64Array {
    const sized = scaledRow(row, this.#scaling);
    return Float64Array.from(
      this.#sensors,
      (sensor, place) => sensor?.score(sized[place] as number) ?? Number.NaN,
    );
  }
}

/** The chart of one sensor. */
class SensorChart {
  readonly #filter: LevelFilter;
  readonly #limit: number;
  readonly #window: number;
  /** Those that the filter has not heard yet, oldest first. */
  readonly #values: number[] = [];
  readonly #delay: number;
  /** By rows less one: of their mean, by the variance of a single deviation. */
  readonly #averaged: Float64Array;
  #sinceAlarm = Number.POSITIVE_INFINITY;

  constructor({ model, state }: FittedLevel, limit: number, { window, delay }: LevelChartOptions) {
    this.#filter = new LevelFilter(model, state);
    this.#limit = limit;
    this.#window = window;
    this.#delay = Math.max(delay, window);
    this.#averaged = Float64Array.from({ length: window }, (_, place) =>
      averagedVariance(model.persistence, place + 1),
    );
  }

  /** @returns over the limit; NaN where the whole window is missing */
  score(value: number): number {
    this.#values.push(value);
    if (this.#values.length > this.#delay) this.#learn();
    const score = this.#shift() / this.#limit;
    this.#sinceAlarm = score > 1 ? 0 : this.#sinceAlarm + 1;
    return score;
  }

  #learn(): void {
    const oldest = this.#values.shift() ?? Number.NaN;
    if (this.#sinceAlarm >= this.#delay) this.#filter.take(oldest);
    else this.#filter.pass();
  }

  /**
   * How far the window's mean is from its forecast, as χ² with one degree of freedom. What is known before counts as at the window's last
   * row, which for a drifting sensor overstates its variance a little.
   */
  #shift(): number {
    const ahead = this.#values.length;
    const rows = Math.min(ahead, this.#window);
    let [sum, count] = [0, 0];
    for (let at = ahead - rows; at < ahead; at++) {
      const value = this.#values[at] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    if (count === 0) return Number.NaN;
    const { persistence, noise, movement } = this.#filter.model;
    const { mean, deviation, meanVariance, covariance, deviationVariance } = this.#filter.state;
    const left = persistence ** ahead;
    const grown = persistence < 1 ? (1 - left * left) / (1 - persistence * persistence) : ahead;
    const variance =
      meanVariance +
      2 * left * covariance +
      left * left * deviationVariance +
      movement * grown * (this.#averaged[rows - 1] ?? 1) +
      noise / count;
    const error = sum / count - mean - left * deviation;
    return (error * error) / variance;
  }
}

/** Variance of the mean of n deviations of variance 1, one behind the other: (n + 2 Σ (n − l) φˡ) / n², l from 1 below n. */
function averagedVariance(persistence: number, rows: number): number {
  let sum = rows;
  for (let lag = 1; lag < rows; lag++) sum += 2 * (rows - lag) * persistence ** lag;
  return sum / (rows * rows);
}
