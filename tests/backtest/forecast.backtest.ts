import type { SuiteReport } from '../support/suite-report.ts';
import { electricity } from './forecast/electricity.ts';
import { ettHours } from './forecast/ett-hours.ts';
import { m4Hourly } from './forecast/m4-hourly.ts';

/**
 * Forecasts on recorded series, each walked forward and beside its simple rule and the figure that is published of it.
 *
 * @param every of the many series of one kind only each so-manieth
 * @throws BacktestDataError where the folder does not hold the data
 */
export function forecastSuite(folder: string, every: number): SuiteReport {
  const judgements = [m4Hourly(folder, every), ettHours(folder), electricity(folder)];
  return {
    suite: 'forecast',
    figures: Object.assign({}, ...judgements.map(({ figures }) => figures)),
    failures: judgements.flatMap(({ failures }) => failures),
  };
}
