import type { FeatureWords } from '../../workers/learner-api.ts';
import { featureLabel } from './feature-label.ts';

/** A formula in which other features stand by the names that people read: `Power consumption ÷ hashrate`. */
export function spokenFormula(formula: string, features: readonly FeatureWords[]): string {
  return formula.replaceAll(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g, (name) => {
    const feature = features.find((each) => each.name === name);
    return feature ? `“${featureLabel(feature)}”` : name;
  });
}

/** Up to the first stop: what is said of it in one line. */
export function firstSentence(formula: string): string {
  return /^(.*?)[.:;](?=\s|$)/.exec(formula)?.[1] ?? formula;
}
