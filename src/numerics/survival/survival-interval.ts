import { normalQuantile } from '../normal.ts';

/**
 * On which scale a survival is taken as normal: as it is, as its logarithm (R's survfit by itself), or as log(−log S), whose limits never leave
 * [0, 1] and hold best where few are left (Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2nd edition, chapter 1).
 */
export type IntervalScale = 'plain' | 'log' | 'log-log';

export interface SurvivalInterval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Limits of a survival S, as R's survfit with conf.type plain, log or log-log: below 0 and above 1 they are cut.
 *
 * @param logError standard error of log S, which is that of the cumulative hazard
 * @param level such as 0.95
 * @returns NaN for limits that are not known: where S is 0, and for log-log where S is 1
 */
export function survivalInterval(
  survival: number,
  logError: number,
  level: number,
  scale: IntervalScale,
): SurvivalInterval {
  const z = normalQuantile(0.5 + level / 2);
  if (!(survival > 0)) return { lower: Number.NaN, upper: Number.NaN };
  if (scale === 'plain') {
    const reach = z * logError * survival;
    return { lower: Math.max(0, survival - reach), upper: Math.min(1, survival + reach) };
  }
  if (scale === 'log')
    return {
      lower: survival * Math.exp(-z * logError),
      upper: Math.min(1, survival * Math.exp(z * logError)),
    };
  if (survival === 1)
    return logError === 0 ? { lower: 1, upper: 1 } : { lower: Number.NaN, upper: Number.NaN };
  const hazard = -Math.log(survival);
  const reach = (z * logError) / hazard;
  return { lower: Math.exp(-hazard * Math.exp(reach)), upper: Math.exp(-hazard * Math.exp(-reach)) };
}
