import type { BlockOdds, SoloLuck } from '../../domain/economics/luck.ts';
import { decimal, withUnit } from '../../ui/format/decimal.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { luck as text } from '../../ui/text/en/luck.ts';

const TWO_FIGURES = { maximumSignificantDigits: 2 } as const;
/** Below this part of all runs, chance alone hardly explains a best share so low (economics section 4). */
const IMPLAUSIBLY_LOW = 0.001;

/** `One block in 17 000 years on average.` A rate that finds them more often is told in days or hours. */
export function waitWords({
  meanWaitYears,
  meanWaitS,
}: Pick<SoloLuck, 'meanWaitYears' | 'meanWaitS'>): string {
  if (meanWaitYears >= 1) return text.years(decimal(meanWaitYears, TWO_FIGURES));
  const days = meanWaitS / 86_400;
  return days >= 1
    ? text.days(decimal(days, TWO_FIGURES))
    : text.hours(decimal(meanWaitS / 3600, TWO_FIGURES));
}

/** `0.006 % (1 in 17 000)`: what is next to nothing keeps its digits, and what is next to certain never becomes so. */
export function chanceWords({ chance, oneIn }: Pick<BlockOdds, 'chance' | 'oneIn'>): string {
  if (chance >= 0.1) return formatConfidence(chance);
  return text.chance(withUnit(100 * chance, '%', TWO_FIGURES), text.oneIn(decimal(oneIn, TWO_FIGURES)));
}

/** `63 % of such runs`, or that a best share so low cannot be. */
export function rankWords(chanceBelow: number): string {
  return chanceBelow < IMPLAUSIBLY_LOW ? text.work.tooLow : text.work.runs(formatConfidence(chanceBelow));
}

/** `0.00031 %`; above 100 % where more work was done than a block takes on average. */
export function effortWords(effort: number | undefined): string {
  return withUnit(effort === undefined ? undefined : 100 * effort, '%', TWO_FIGURES);
}
