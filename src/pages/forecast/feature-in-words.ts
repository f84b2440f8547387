import { decimal } from '../../ui/format/decimal.ts';
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
      const lag = lagOf(name);
      return lag === undefined ? spelled(name) : text.lag(lag);
    },
    figure: (name, value) => {
      const feature = known.get(name);
      if (feature) return featureFigure(value, feature, options);
      if (lagOf(name) !== undefined) return forecastFigure(value, unit, options);
      return decimal(value, { maximumSignificantDigits: 4 });
    },
  };
}

/** `lag 24`, `lag_24`, `lag24`: so many steps back. */
function lagOf(name: string): number | undefined {
  const steps = /^lag[ _-]?(\d+)$/i.exec(name)?.[1];
  return steps === undefined ? undefined : Number(steps);
}

function spelled(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
