import type { ForecastReason, ForecastTarget } from '../../domain/forecast.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal, NBSP } from '../../ui/format/decimal.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import { differenceFigure, type FigureOptions, forecastFigure } from './forecast-figure.ts';

/** What a feature is called, and a value of it in its own unit. */
export interface FeatureInWords {
  readonly label: (feature: string) => string;
  readonly figure: (feature: string, value: number) => string;
}

/** One reason of a forecast as a sentence. */
export function reasonWords(
  reason: ForecastReason,
  { unit, step }: Pick<ForecastTarget, 'unit' | 'step'>,
  feature: FeatureInWords,
  options: FigureOptions,
): string {
  const moment = (atMs: number) => formatDayAndClock(atMs, { locale: options.locale });
  const change = (part: number) => signedPercent(part, options.locale);
  switch (reason.kind) {
    case 'feature': {
      const push = differenceFigure(reason.push, unit, options);
      const words = reason.push < 0 ? text.reasons.down : text.reasons.up;
      return words(feature.label(reason.feature), feature.figure(reason.feature, reason.value), push);
    }
    case 'own-past': {
      const words = reason.push < 0 ? text.reasons.ownDown : text.reasons.ownUp;
      return words(differenceFigure(reason.push, unit, options));
    }
    case 'retarget':
      return text.reasons.retarget(
        moment(reason.atMs),
        change(reason.changeFraction),
        change(reason.lowFraction),
        change(reason.highFraction),
      );
    case 'subsidy':
      return text.reasons.subsidy(moment(reason.atMs), change(reason.changeFraction));
    case 'published':
      return text.reasons.published(moment(reason.untilMs));
    case 'season':
      return text.reasons.season[step](reason.stepsAgo);
    case 'as-now':
      return text.reasons.asNow(forecastFigure(reason.value, unit, options));
  }
}

/** `+3.2 %`, `−50 %`: a change as a part of what it was. */
export function signedPercent(part: number, locale?: string): string {
  const figure = decimal(100 * part, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }, locale);
  return `${figure}${NBSP}%`;
}
