import type { Alert } from '../../domain/alert.ts';
import type { HealthFinding, HealthReport, MinerLearning } from '../../domain/health/health-report.ts';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { health as text } from '../../ui/text/en/health.ts';
import { isOpen, whatAndHowSure } from './finding-words.ts';
import { type MinerNames, namesOf } from './miner-names.ts';

/** The first thing to read. */
export interface HealthSentence {
  readonly tone: 'good' | 'watch' | 'act' | 'waiting';
  readonly headline: string;
  readonly details: readonly string[];
  /** The worst finding: what the headline is about, unless that is an alarm. */
  readonly worst?: HealthFinding | undefined;
}

/** What the quick rules say is wrong now, in a whole sentence. */
export interface StandingAlarm extends Pick<Alert, 'minerIds' | 'severity'> {
  readonly words: string;
}

/** A quarter of an hour is judged when it has ended; later than so after it something keeps the watch from judging. */
const LATE_MS = 3_600_000;
/** From so many hours on, what is known of a miner is told in days. */
const TOLD_IN_DAYS_FROM_H = 48;
/** More alarms stand on the Fleet page. */
const MOST_ALARMS = 2;
/** More miners that are still being learned are counted. */
const MOST_LEARNING = 4;

/**
 * How the fleet is, in words; never "fine" where too little is known to say so, or while an alarm stands.
 * @param alarms worst first
 */
export function healthSentence(
  report: Pick<HealthReport, 'findings' | 'learning' | 'fromMs' | 'judgedToMs'>,
  names: MinerNames,
  nowMs: number,
  alarms: readonly StandingAlarm[] = [],
): HealthSentence {
  const open = report.findings.filter(isOpen);
  const pressing = open.filter(({ severity }) => severity !== 'info');
  const [worst] = pressing;
  const unlearned = report.learning.filter(
    ({ minerId, hours, needed }) => names.has(minerId) && hours < needed,
  );
  const details = [...watchedWords(report, nowMs), ...learningWords(unlearned, names)];
  const troubled = [...pressing, ...alarms].flatMap(({ minerIds }) => minerIds);
  const inNeed = new Set(troubled.filter((id) => names.has(id)));
  const needs = text.sentence.needs(inNeed.size, names.size);
  const [alarm, ...others] = alarms;
  // What wants action now goes before what may wait for a look.
  if (alarm && (!worst || (alarm.severity === 'act' && worst.severity !== 'act')))
    return {
      tone: alarm.severity === 'act' ? 'act' : 'watch',
      headline: text.sentence.alarm(needs, alarm.words),
      details: [
        ...wordsOf(others),
        open.length > 0 ? text.sentence.found(open.length) : text.sentence.nothingElse,
        ...details,
      ],
      worst,
    };
  if (worst) {
    const who = namesOf(worst.minerIds, names, text.sentence.others);
    const further = open.length > 1 ? [text.sentence.further(open.length - 1)] : [];
    return {
      tone: worst.severity === 'act' ? 'act' : 'watch',
      headline: text.sentence.worst(needs, who, whatAndHowSure(worst)),
      details: [...further, ...wordsOf(alarms), ...details],
      worst,
    };
  }
  const isLate = report.judgedToMs === undefined || nowMs - report.judgedToMs > LATE_MS;
  const isSure = unlearned.length === 0 && !isLate;
  if (open.length > 0)
    return { tone: isSure ? 'good' : 'waiting', headline: text.sentence.minor(open.length), details };
  return isSure
    ? { tone: 'good', headline: text.sentence.nothing, details }
    : { tone: 'waiting', headline: text.sentence.nothingSoFar, details };
}

function wordsOf(alarms: readonly StandingAlarm[]): readonly string[] {
  return alarms.slice(0, MOST_ALARMS).map(({ words }) => words);
}

function watchedWords(
  { fromMs, judgedToMs }: Pick<HealthReport, 'fromMs' | 'judgedToMs'>,
  nowMs: number,
): readonly string[] {
  if (fromMs === undefined || judgedToMs === undefined) return [];
  const since = text.sentence.watchedSince(formatDay(fromMs));
  return nowMs - judgedToMs > LATE_MS
    ? [since, text.sentence.judgedTo(formatDayAndClock(judgedToMs))]
    : [since];
}

function learningWords(unlearned: readonly MinerLearning[], names: MinerNames): readonly string[] {
  if (unlearned.length === 0) return [];
  const told = unlearned
    .slice(0, MOST_LEARNING)
    .map(({ minerId, hours, needed }) =>
      text.sentence.learning(names.get(minerId) ?? '', knownWords(hours, needed)),
    );
  const rest = unlearned.length - told.length;
  const all = rest > 0 ? [...told, text.sentence.learnedOthers(rest)] : told;
  return [`${text.sentence.learnedSlowly} ${all.join('; ')}.`];
}

/** `9 of 14 days`, `5 of 12 hours`: cut, for a day that has only begun is not known. */
export function knownWords(hours: number, needed: number): string {
  const [unit, each] = needed >= TOLD_IN_DAYS_FROM_H ? (['days', 24] as const) : (['hours', 1] as const);
  return text.sentence.learningOf(Math.floor(hours / each), Math.ceil(needed / each), unit);
}
