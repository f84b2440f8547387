import { FRESHNESS } from '../../domain/freshness.ts';
import { isTold, type ProviderField } from '../../domain/provider-fields.ts';
import type { QuestionState, SourceState } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { formatAge } from '../../ui/format/age.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import type { IconName } from '../../ui/icon.tsx';
import { sources as text } from '../../ui/text/en/sources.ts';
import { doubtWords } from './doubt-words.ts';

/** How a provider does, in one line; `watch` wants something of its owner, or waits for better times. */
export interface Standing {
  readonly tone: 'off' | 'good' | 'watch' | 'waiting';
  readonly words: string;
  /** More of it: what it said itself, when it was heard last, when it is tried again. */
  readonly more: readonly string[];
}

export const STANDING_ICONS: Readonly<Record<Standing['tone'], IconName>> = {
  off: 'paused',
  good: 'good',
  watch: 'alert',
  waiting: 'info',
};

/** Whoever switches on a provider that must be told something finds the place for it open. */
export function needsTelling({ words }: Standing): boolean {
  return words === text.state.notTold || words === text.state.keyMissing;
}

/** How a provider does. @param state absent where nothing was ever decided of it */
export function standingOf(
  upstream: Upstream,
  fields: readonly ProviderField[],
  state: SourceState | undefined,
  nowMs: number,
): Standing {
  const words = text.state;
  if (!state?.choice.enabled) return { tone: 'off', words: words.off, more: [] };
  if (!isTold(fields, state.choice.fields)) return { tone: 'watch', words: words.notTold, more: [] };
  const failing = worst(state.questions);
  // Of all its questions: one that never was answered says nothing of the figures that the others brought.
  const heardAtMs = Math.max(...state.questions.map(({ receivedAtMs }) => receivedAtMs ?? 0));
  if (failing?.failure) {
    if (failing.failure.kind === 'refused' && upstream.key?.required && !state.hasKey)
      return { tone: 'watch', words: words.keyMissing, more: [] };
    return {
      tone: 'watch',
      words: text.failures[failing.failure.kind],
      more: failureDetails(failing, heardAtMs, nowMs),
    };
  }
  const doubtful = state.questions.flatMap(({ doubts = [] }) => doubts);
  if (doubtful.length > 0)
    return {
      tone: 'watch',
      words: words.doubtful,
      more: doubtful.map((doubt) => doubtWords(doubt, upstream.id, nowMs)),
    };
  const late = state.questions.find(isOldOnArrival);
  if (late?.receivedAtMs !== undefined && late.figureAtMs !== undefined)
    return {
      tone: 'watch',
      words: words.oldOnArrival(formatRoughDuration((late.receivedAtMs - late.figureAtMs) / 1000)),
      more: [words.clock],
    };
  if (heardAtMs > 0) return { tone: 'good', words: words.well(formatAge(nowMs - heardAtMs)), more: [] };
  return { tone: 'waiting', words: words.waiting, more: [] };
}

/** A price of the present that was long past when it came: its provider sleeps, or this computer's clock is ahead. */
function isOldOnArrival({ quantity, receivedAtMs, figureAtMs }: QuestionState): boolean {
  if (!quantity.startsWith('prices:') || receivedAtMs === undefined || figureAtMs === undefined) return false;
  return receivedAtMs - figureAtMs > FRESHNESS.price.usableMs / 2;
}

/** The question that has failed most often in a row. */
function worst(questions: readonly QuestionState[]): QuestionState | undefined {
  return questions
    .filter(({ failures }) => failures > 0)
    .reduce<QuestionState | undefined>((a, b) => (a && a.failures >= b.failures ? a : b), undefined);
}

function failureDetails(
  { failure, nextAtMs }: QuestionState,
  heardAtMs: number,
  nowMs: number,
): readonly string[] {
  const words = text.state;
  return [
    ...(failure ? [text.exactly(failure.kind, failure.detail)] : []),
    heardAtMs > 0 ? words.lastGood(formatAge(nowMs - heardAtMs)) : words.noneYet,
    ...(nextAtMs > nowMs ? [words.nextTry(formatClock(nextAtMs))] : []),
  ];
}
