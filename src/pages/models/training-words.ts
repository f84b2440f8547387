import type { CurvePoint } from '../../domain/model-record.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import type { TrainingView } from '../../workers/forecast-api.ts';
import { isUnfinished } from '../forecast/training-state.ts';

/** What a training is at: `trains, 42 %, about 35 s left`. */
export function trainingWords(training: TrainingView, locale?: string): string {
  const { phase, paused, done, etaS } = training;
  const words = text.training;
  if (!isUnfinished(training)) return words.phases[phase];
  const at = paused ? words.paused[paused] : words.phases[phase];
  const parts = [at, ...(phase === 'queued' ? [] : [formatPercent(done, locale)])];
  if (etaS !== undefined && !paused && phase !== 'queued')
    parts.push(words.left(formatRoughDuration(Math.max(1, etaS), locale)));
  return parts.join(', ');
}

/** A way to work models out, in words; one that nobody knows keeps its name. */
export function backendName(name: string): string {
  return text.backends[name] ?? name;
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
