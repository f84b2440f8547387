import { guardBudget } from '../../domain/false-alarm-budget.ts';

/**
 * The one figure that an owner sets: how many false alarms a month the whole fleet may raise. Every threshold follows,
 * of the part that the silent-death rule and other guards leave (domain/false-alarm-budget.ts).
 *
 * All statistical detectors sum log-likelihood ratios and begin anew at 0 (Page's CUSUM). For any two laws, and so
 * without a word about how they look, such a sum reaches h by chance once in at least e^h observations on average
 * (Lorden, Annals of Mathematical Statistics 42, 1971, theorem 2). So h = ln(observations a false alarm).
 */
export interface AlarmBudget {
  /** Of the whole fleet. */
  readonly falseAlarmsPerMonth: number;
  readonly miners: number;
}

/** Mean length of a month, h. */
const MONTH_H = (365.2425 / 12) * 24;

/**
 * False alarms a month that one signal of one miner may raise: the guard's part of the budget, split equally.
 * @param signals that can call by chance on one miner: see STATISTICAL_SIGNALS
 */
export function perSignalMonth({ falseAlarmsPerMonth, miners }: AlarmBudget, signals: number): number {
  return guardBudget(falseAlarmsPerMonth) / (Math.max(1, miners) * signals);
}

/**
 * Score at which a signal calls, nats: each of the fleet's signals may raise its part of the budget.
 *
 * @param signals that can call by chance on one miner: see STATISTICAL_SIGNALS
 * @param observationsPerHour of this signal
 * @example callAt({ falseAlarmsPerMonth: 1, miners: 5 }, 20, 1) // ln(730.485 · 300) = 12.3
 */
export function callAt(budget: AlarmBudget, signals: number, observationsPerHour: number): number {
  return Math.max(1, Math.log((MONTH_H * observationsPerHour) / perSignalMonth(budget, signals)));
}
