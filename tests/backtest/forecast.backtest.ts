import type { SuiteReport } from '../support/suite-report.ts';
import { BacktestDataError } from './bitcoin-days.ts';
import { electricity } from './forecast/electricity.ts';
import { ettHours } from './forecast/ett-hours.ts';
import { hashprice } from './forecast/hashprice.ts';
import { failuresIn, type Judgement, together } from './forecast/judgement.ts';
import { m4Hourly } from './forecast/m4-hourly.ts';

export interface ForecastSuiteOptions {
  /** Of the many series of one kind only each so-manieth. */
  readonly every: number;
  /** Trains and judges nets and trees, too, which takes minutes. */
  readonly full: boolean;
}

/**
 * Forecasts on recorded series, each walked forward and beside its simple rule and the figure that is published of it.
 *
 * @throws BacktestDataError where the folder does not hold any of the data
 */
export function forecastSuite(folder: string, { every, full }: ForecastSuiteOptions): SuiteReport {
  const parts = [
    () => m4Hourly(folder, every),
    () => ettHours(folder, full),
    () => electricity(folder),
    () => hashprice(folder, full),
  ];
  const whole = together(parts.map(judgedOrFault));
  if (whole.checks.length === 0 && whole.faults.length === 0)
    throw new BacktestDataError(`"${folder}" holds no series to judge forecasts by`);
  const { figures, checks, gates, notes } = whole;
  return { suite: 'forecast', figures, failures: [...new Set(failuresIn(whole))], checks, gates, notes };
}

/** A part whose data are damaged keeps no other from being judged. */
function judgedOrFault(judge: () => Judgement): Judgement {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof BacktestDataError)) throw error;
    return { figures: {}, checks: [], faults: [error.message] };
  }
}
