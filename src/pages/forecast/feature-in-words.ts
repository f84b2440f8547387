import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { FeatureList } from '../../workers/learner-api.ts';
import { type FigureUnits, featureFigure } from '../features/feature-figure.ts';
import { featureLabel } from '../features/feature-label.ts';
import { type FigureOptions, forecastFigure } from './forecast-figure.ts';
import type { FeatureInWords } from './reason-words.ts';

/** What models look at, in words: features by their own names, and the target's own past by how far back it lies. */
export function featureInWords(
  list: FeatureList | undefined,
  unit: string,
  options: FigureOptions & Pick<FigureUnits, 'money'>,
): FeatureInWords {
  const known = new Map(list?.features.map((feature) => [feature.name, feature]));
  return {
    label: (name) => {
      const feature = known.get(name);
      if (feature) return featureLabel(feature);
      const beforeThat = /^(.+) now$/.exec(name)?.[1];
      const other = beforeThat === undefined ? undefined : known.get(beforeThat);
      if (other) return text.own.lately(featureLabel(other));
      return ownPastLabel(name) ?? spelled(name);
    },
    figure: (name, value) => {
      const feature = known.get(name);
      if (feature) return featureFigure(value, feature, options);
      if (lagOf(name) !== undefined) return forecastFigure(value, unit, options);
      return featureFigure(value, { name, unit: '' }, options);
    },
  };
}

/** What models of rows call parts of the target's own past: its steps, its seasons, and means over them. */
function ownPastLabel(name: string): string | undefined {
  const steps = lagOf(name) ?? countIn(/^(\d+) before$/, name);
  if (steps !== undefined) return steps === 1 ? text.own.last : text.lag(steps);
  const length = countIn(/^mean of (\d+)$/, name);
  if (length !== undefined) return text.own.mean(length);
  const seasons = countIn(/^(\d+) seasons before$/, name);
  if (seasons !== undefined) return text.own.seasons(seasons);
  if (name === 'level') return text.own.level;
  return name === 'step' ? text.own.step : undefined;
}

function countIn(pattern: RegExp, name: string): number | undefined {
  const found = pattern.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** `lag 24`, `lag_24`, `lag24`: so many steps back. */
function lagOf(name: string): number | undefined {
  return countIn(/^lag[ _-]?(\d+)$/i, name);
}

function spelled(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
