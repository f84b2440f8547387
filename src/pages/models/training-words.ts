import type { CurvePoint } from '../../domain/model-record.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatDuration, formatRoughDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import type { LearnerHealth, TimeLeft, TrainingView } from '../../workers/forecast-api.ts';
import { ended } from '../forecast/lack-words.ts';
import { isUnfinished } from '../forecast/training-state.ts';

/** What a training is at: `trains, 42 %, about 35 s left`. @param nowMs by the page's clock: what is left runs down by it */
export function trainingWords(training: TrainingView, nowMs: number, locale?: string): string {
  const { phase, paused, done, left } = training;
  const words = text.training;
  if (!isUnfinished(training)) return words.phases[phase];
  const at = paused ? words.paused[paused] : words.phases[phase];
  const parts = [at, ...(phase === 'queued' ? [] : [formatPercent(done, locale)])];
  if (left && !paused && phase !== 'queued') parts.push(...leftWords(left, nowMs, locale));
  return parts.join(', ');
}

/** Nothing was told for so long after the end was due: then it is late. */
const LATE_S = 5;

function leftWords(
  { of, s, isLonger, toldAtMs }: TimeLeft,
  nowMs: number,
  locale: string | undefined,
): readonly string[] {
  const words = text.training.left;
  const leftS = s - Math.max(0, nowMs - toldAtMs) / 1_000;
  if (of === 'search') return leftS < 1 ? [] : [words.ofSearch(spanWords(leftS, locale))];
  if (leftS >= 1) return [words.about(spanWords(leftS, locale)), ...(isLonger ? [words.longer] : [])];
  return [isLonger || leftS < -LATE_S ? words.longer : words.nearly];
}

/** Seconds below a minute, tens of them below ten minutes, then minutes: so it is seen to run down. */
function spanWords(seconds: number, locale: string | undefined): string {
  if (seconds < 60) return formatDuration(seconds, locale);
  if (seconds < 600) return formatDuration(10 * Math.floor(seconds / 10), locale);
  return formatRoughDuration(seconds, locale);
}

/** A way to work models out, in words; one that nobody knows keeps its name. */
export function backendName(name: string): string {
  return text.backends[name] ?? name;
}

/** Is a way to train nets the one that is used, and why or why not? */
export function backendNote({
  msPerBatch,
  ruledOut,
  isUsed,
  isQuickest,
}: LearnerHealth['backends'][number]): string {
  const words = text.health;
  if (ruledOut !== undefined) return words.ruledOut(ended(ruledOut));
  if (msPerBatch === undefined) return isUsed ? words.usedUntried : words.untried;
  if (isUsed) return isQuickest ? words.usedQuickest : words.usedAlways;
  return isQuickest ? words.quickest : words.slower;
}

/** How a curve went, in a sentence; undefined before its second round. */
export function curveWords(curve: readonly CurvePoint[], locale?: string): string | undefined {
  const [first] = curve;
  if (!first || curve.length < 2) return undefined;
  const losses = curve.map(({ validationLoss }) => validationLoss);
  const best = Math.min(...losses);
  const figure = (loss: number) => decimal(loss, { maximumSignificantDigits: 3 }, locale);
  return text.curve.summary(
    formatCount(curve.length, locale),
    figure(first.validationLoss),
    figure(best),
    formatCount(losses.indexOf(best) + 1, locale),
  );
}
