import type { Forecast, ForecastStep } from '../../domain/forecast.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import { type FigureOptions, forecastFigure } from './forecast-figure.ts';
import { aheadWords, targetName } from './target-words.ts';

/** When a step is, as precise as its length: `Mon, 23 Nov`, or `Mon, 23 Nov, 07:00`. */
export function stepMoment(atMs: number, step: 'hour' | 'day', locale?: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const parts = step === 'day' ? day : ({ ...day, hour: 'numeric', minute: '2-digit' } as const);
  return new Intl.DateTimeFormat(locale, parts).format(atMs);
}

/** What is expected at the end of the horizon, and within which ranges: the sentences that the page begins with. */
export function outlookWords({ target, steps }: Forecast, options: FigureOptions): readonly string[] {
  const last = steps.at(-1);
  if (!last) return [];
  const figure = (value: number) => forecastFigure(value, target.unit, options);
  const ahead = aheadWords(target.step, steps.length);
  const when = stepMoment(last.atMs, target.step, options.locale);
  const said = [targetName(target), ahead, when, figure(last.value)] as const;
  const first = last.exact
    ? [text.outlook.known(...said)]
    : [
        text.outlook.expected(...said),
        `${text.outlook.range(figure(last.low80), figure(last.high80))}${text.outlook.wide(figure(last.low95), figure(last.high95))}`,
      ];
  return [...first, ...courseWords(target.season > 1 ? steps : [], target.step, figure, options.locale)];
}

/** Where the hours or days of the forecast differ by themselves: the least and the greatest. */
function courseWords(
  steps: readonly ForecastStep[],
  step: 'hour' | 'day',
  figure: (value: number) => string,
  locale: string | undefined,
): readonly string[] {
  const known = steps.filter(({ value }) => Number.isFinite(value));
  const [first] = known;
  if (!first || known.length < 2) return [];
  const least = known.reduce((a, b) => (b.value < a.value ? b : a), first);
  const most = known.reduce((a, b) => (b.value > a.value ? b : a), first);
  if (figure(least.value) === figure(most.value)) return [];
  const at = ({ atMs }: ForecastStep) => stepMoment(atMs, step, locale);
  return [
    `${text.outlook.least(figure(least.value), at(least))}, ${text.outlook.most(figure(most.value), at(most))}`,
  ];
}
