import type { SuiteReport } from '../support/suite-report.ts';
import { BacktestDataError } from './bitcoin-days.ts';
import { failuresIn, together } from './forecast/judgement.ts';
import { coxTables } from './lifetimes/cox-tables.ts';
import { engineLives } from './lifetimes/engines.ts';
import { tumourReturns } from './lifetimes/tumour-returns.ts';

/**
 * Lifetimes: Cox models beside printed ones, odds of survival beside those that hold for everybody, and remaining life of simulated engines beside
 * what is published.
 *
 * @param every of the engines' five folds only each so-manieth
 * @throws BacktestDataError where the folder does not hold any of the data
 */
export function lifetimesSuite(folder: string, every: number): SuiteReport {
  const whole = together([coxTables(folder), tumourReturns(folder), engineLives(folder, every)]);
  const { figures, checks, gates, notes } = whole;
  if (checks.length === 0 && whole.faults.length === 0)
    throw new BacktestDataError(`"${folder}" holds no lifetimes to judge by`);
  return { suite: 'lifetimes', figures, failures: failuresIn(whole), checks, gates, notes };
}
