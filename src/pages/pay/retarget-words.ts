import { formatAge } from '../../ui/format/age.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { retarget as text } from '../../ui/text/en/retarget.ts';
import type { RetargetReport } from '../../workers/insight-api.ts';

/** What is foreseen of the next retarget, in words. */
export interface RetargetWords {
  readonly sentence: string;
  readonly more?: string | undefined;
  readonly facts: readonly (readonly [label: string, fact: string])[];
  /** Nothing is told: sources are to be chosen first. */
  readonly untold?: boolean | undefined;
}

/** Changes below this are none that anybody would see. */
const NO_CHANGE = 0.0005;

/** The forecast with its interval, when it comes, and who told what it rests on. */
export function retargetWords(
  report: RetargetReport,
  nowMs: number,
  providerName: (id: string) => string,
): RetargetWords {
  switch (report.kind) {
    case 'untold':
      return { sentence: text.untold, facts: [], untold: true };
    case 'old':
      return { sentence: text.old(formatAge(nowMs - report.atMs)), facts: [] };
    case 'short-past':
      return { sentence: text.shortPast(decimal(report.days)), facts: [] };
    case 'outlook':
      return foreseen(report, nowMs, providerName);
  }
}

function foreseen(
  report: Extract<RetargetReport, { kind: 'outlook' }>,
  nowMs: number,
  providerName: (id: string) => string,
): RetargetWords {
  const { outlook, itsChangeFraction } = report;
  const who = providerName(report.provider);
  const its: [string, string][] =
    itsChangeFraction === undefined ? [] : [[text.facts.its, changeWords(itsChangeFraction)]];
  return {
    sentence: text.sentence(changeWords(outlook.changeLowFraction), changeWords(outlook.changeHighFraction)),
    more: effectWords(outlook.changeFraction),
    facts: [
      [text.facts.middle, changeWords(outlook.changeFraction)],
      [
        text.facts.when,
        text.facts.between(
          formatDayAndClock(outlook.retargetEarlyMs),
          formatDayAndClock(outlook.retargetLateMs),
        ),
      ],
      [text.facts.blocks, decimal(report.remainingBlocks)],
      ...its,
      [text.facts.told, text.facts.toldFact(who, formatAge(nowMs - report.atMs), decimal(report.days))],
    ],
  };
}

function changeWords(fraction: number): string {
  if (Math.abs(fraction) < NO_CHANGE) return text.same;
  return fraction > 0 ? text.harder(formatPercent(fraction)) : text.easier(formatPercent(-fraction));
}

/** Work is paid by the difficulty that it is measured by: 5 % harder is 1 / 1.05, so 4.8 % less. */
function effectWords(changeFraction: number): string | undefined {
  if (Math.abs(changeFraction) < NO_CHANGE) return undefined;
  const part = 1 / (1 + changeFraction) - 1;
  return part < 0 ? text.less(formatPercent(-part)) : text.more(formatPercent(part));
}
