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
  /** The finding that the headline is about. */
  readonly worst?: HealthFinding | undefined;
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
 * @param alarms what the quick rules say is wrong now, in whole sentences, worst first
 */
export function healthSentence(
  report: Pick<HealthReport, 'findings' | 'learning' | 'fromMs' | 'judgedToMs'>,
  names: MinerNames,
  nowMs: number,
  alarms: readonly string[] = [],
): HealthSentence {
  const open = report.findings.filter(isOpen);
  const pressing = open.filter(({ severity }) => severity !== 'info');
  const [worst] = pressing;
  const unlearned = report.learning.filter(
    ({ minerId, hours, needed }) => names.has(minerId) && hours < needed,
  );
  const details = [...watchedWords(report, nowMs), ...learningWords(unlearned, names)];
  if (worst) {
    const inNeed = new Set(pressing.flatMap(({ minerIds }) => minerIds).filter((id) => names.has(id)));
    const needs = text.sentence.needs(inNeed.size, names.size);
    const who = namesOf(worst.minerIds, names, text.sentence.others);
    return {
      tone: worst.severity === 'act' ? 'act' : 'watch',
      headline: text.sentence.worst(needs, who, whatAndHowSure(worst)),
      details: [
        ...(open.length > 1 ? [text.sentence.further(open.length - 1)] : []),
        ...alarms.slice(0, MOST_ALARMS),
        ...details,
      ],
      worst,
    };
  }
  const [alarm, ...others] = alarms;
  if (alarm !== undefined)
    return {
      tone: 'act',
      headline: alarm,
      details: [...others.slice(0, MOST_ALARMS), text.sentence.nothingElse, ...details],
    };
  const isLate = report.judgedToMs === undefined || nowMs - report.judgedToMs > LATE_MS;
  const isSure = unlearned.length === 0 && !isLate;
  if (open.length > 0)
    return { tone: isSure ? 'good' : 'waiting', headline: text.sentence.minor(open.length), details };
  return isSure
    ? { tone: 'good', headline: text.sentence.nothing, details }
    : { tone: 'waiting', headline: text.sentence.nothingSoFar, details };
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
