import type {
  BudgetMeter,
  HealthFinding,
  HealthReport,
  HealthStrip,
} from '../../domain/health/health-report.ts';
import type { MinerOutlook } from '../../domain/health/lifetime.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import { healthOutlook } from '../../ui/text/en/health-outlook.ts';
import { healthSubjects as text } from '../../ui/text/en/health-subjects.ts';
import { rateFigure } from './budget-words.ts';
import { loggedWords } from './logged-words.ts';
import { type MinerNames, namesOf } from './miner-names.ts';
import { dueWords, workWords } from './plan-words.ts';
import { ruleRows } from './rule-rows.ts';

/** "Clean Attic Supra. Best done by 30 Nov. 2 more." Where nothing is planned, what would mend what is found. */
export function planGist(
  { plan, left, isLearning }: Pick<HealthReport, 'plan' | 'left'> & { readonly isLearning: boolean },
  names: MinerNames,
  nowMs: number,
): string {
  const [first, ...others] = plan;
  const [leftFirst] = left;
  if (!first)
    return leftFirst ? healthLog.plan.left.gist(workWords(leftFirst, names)) : noneWords(isLearning, left);
  const sentence = text.work(workWords(first, names), dueWords(first, nowMs));
  return others.length > 0 ? text.further(sentence, others.length) : sentence;
}

/** That no work is planned. */
export function noneWords(isLearning: boolean, left: HealthReport['left']): string {
  if (left.length > 0) return healthLog.plan.noneByMoney;
  return isLearning ? healthLog.plan.noneYet : healthLog.plan.none;
}

/** Of how many miners anything was worth a look. */
export function stripGist(rows: HealthStrip['rows']): string {
  if (rows.length === 0) return health.strip.none;
  const troubled = rows.filter(({ cells }) => cells.some((cell) => cell === 'watch' || cell === 'act'));
  return text.strip(troubled.length, rows.length);
}

/** The one that comes first. */
export function outlookGist([first]: readonly MinerOutlook[], names: MinerNames): string {
  const longest = first?.chances.at(-1);
  if (!first || !longest) return healthOutlook.none;
  const name = names.get(first.minerId) ?? '';
  return text.outlook(name, formatConfidence(longest.chance), decimal(longest.days));
}

/** How many of the findings the fixed rules called, too. */
export function rulesGist(findings: readonly HealthFinding[]): string {
  const rows = ruleRows(findings);
  if (rows.length === 0) return health.rules.none;
  return health.rules.sum(rows.filter(({ rules }) => rules.length > 0).length, rows.length);
}

export function budgetGist({ promisedPerMonth, seenPerMonth, watchedDays }: BudgetMeter): string {
  if (!(watchedDays >= 1)) return health.budget.nothing;
  return text.budget(rateFigure(promisedPerMonth), rateFigure(seenPerMonth.value));
}

/** What was done last. */
export function logGist([last]: readonly MaintenanceEvent[], names: MinerNames): string {
  if (!last) return healthLog.none;
  const who = namesOf([last.minerId], names, health.sentence.others);
  return text.log(healthLog.entry(loggedWords(last), who), formatDay(last.atMs));
}
