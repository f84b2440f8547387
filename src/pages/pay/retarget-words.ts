import { retargetFactor } from '../../domain/economics/reward-forecast.ts';
import { formatAge } from '../../ui/format/age.ts';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { retarget as text } from '../../ui/text/en/retarget.ts';
import type { RetargetReport } from '../../workers/insight-api.ts';
import type { RetargetOutlook } from './reward-outlook.ts';

/** What is foreseen of the next retarget, in words. */
export interface RetargetWords {
  readonly sentence: string;
  readonly more?: string | undefined;
  readonly facts: readonly (readonly [label: string, fact: string])[];
  /** Nothing is told: the way to the sources is shown. */
  readonly untold?: boolean | undefined;
}

export interface RetargetTerms {
  readonly nowMs: number;
  /** What the source itself expects, where it says so. */
  readonly its: RetargetOutlook | undefined;
  readonly providerName: (id: string) => string;
  /** What the fleet's SHA-256 work earns a day when all revenue changes by a factor, in words. */
  readonly perDay: (revenueFactor: number) => string;
  /** A source that is on was asked for it. */
  readonly isAsked: boolean;
}

/** Changes below this are none that anybody would see. */
const NO_CHANGE = 0.0005;

/** The own forecast with its interval first, and what the source itself expects beside it, or alone where we have none. */
export function retargetWords(report: RetargetReport, terms: RetargetTerms): RetargetWords {
  if (report.kind === 'outlook') return foreseen(report, terms);
  const { its, nowMs } = terms;
  switch (report.kind) {
    case 'untold':
      if (its) return { sentence: text.noRange, more: itsWords(its, terms), facts: [] };
      return { sentence: terms.isAsked ? text.silent : text.untold, facts: [], untold: true };
    case 'old':
      return {
        sentence: text.old(formatAge(nowMs - report.atMs)),
        more: its?.kind === 'passed' ? itsWords(its, terms) : undefined,
        facts: [],
      };
    case 'short-past':
      return {
        sentence: text.shortPast(decimal(report.days)),
        more: its && itsWords(its, terms),
        facts: [],
      };
  }
}

function foreseen(report: Extract<RetargetReport, { kind: 'outlook' }>, terms: RetargetTerms): RetargetWords {
  const { outlook } = report;
  const { nowMs, providerName, perDay } = terms;
  const [low, middle, high] = [
    outlook.changeHighFraction,
    outlook.changeFraction,
    outlook.changeLowFraction,
  ].map((change) => perDay(retargetFactor(change)));
  return {
    sentence: text.sentence(changeWords(outlook.changeLowFraction), changeWords(outlook.changeHighFraction)),
    more: text.sums(low ?? '', high ?? '', middle ?? '', perDay(1)),
    facts: [
      [text.facts.middle, changeWords(outlook.changeFraction)],
      ...itsFact(terms),
      [
        text.facts.when,
        text.facts.between(
          formatDayAndClock(outlook.retargetEarlyMs),
          formatDayAndClock(outlook.retargetLateMs),
        ),
      ],
      [text.facts.blocks, decimal(report.remainingBlocks)],
      [
        text.facts.told,
        text.facts.toldFact(
          providerName(report.provider),
          formatAge(nowMs - report.atMs),
          decimal(report.days),
        ),
      ],
    ],
  };
}

/** The source's figure beside the own one; what is over or too old is none to set beside a forecast. */
function itsFact({ its, nowMs }: RetargetTerms): [label: string, fact: string][] {
  if (its?.kind !== 'expected') return [];
  const words = text.provider;
  const fact = words.fact(changeWords(its.change), formatDay(its.dayMs), formatAge(nowMs - its.atMs));
  return [[words.expects, fact]];
}

/** `mempool.space told 11 min ago: 4.2 % harder, about 27 Nov 2026. … €5.22/day instead of €5.44/day …` */
function itsWords(its: RetargetOutlook, { nowMs, providerName, perDay }: RetargetTerms): string {
  const words = text.provider;
  const who = providerName(its.provider);
  const age = formatAge(nowMs - its.atMs);
  switch (its.kind) {
    case 'expected': {
      const expected = words.sentence(who, changeWords(its.change), formatDay(its.dayMs), age);
      return `${expected} ${words.sums(perDay(its.revenueFactor), perDay(1))}`;
    }
    case 'passed':
      return words.passed(who, formatDay(its.dayMs));
    case 'old':
      return words.old(who, age);
  }
}

function changeWords(fraction: number): string {
  if (Math.abs(fraction) < NO_CHANGE) return text.same;
  return fraction > 0 ? text.harder(formatPercent(fraction)) : text.easier(formatPercent(-fraction));
}
