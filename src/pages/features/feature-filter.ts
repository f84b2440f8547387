import type { FeatureStanding, FeatureWords } from '../../workers/learner-api.ts';
import { featureLabel } from './feature-label.ts';

export type Only = 'all' | 'known' | 'missing';

/** The features of a kind of thing that have all the words, and a value or none as asked, in their order. */
export function filteredFeatures(
  features: readonly FeatureWords[],
  standings: ReadonlyMap<string, FeatureStanding>,
  { search, only }: { readonly search: string; readonly only: Only },
): readonly FeatureWords[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return features.filter((feature) => {
    const isKnown = !Number.isNaN(standings.get(feature.name)?.value ?? Number.NaN);
    if (only !== 'all' && isKnown !== (only === 'known')) return false;
    const { name, unit, formula, source } = feature;
    const read = `${name} ${featureLabel(feature)} ${unit} ${formula} ${source}`.toLowerCase();
    return words.every((word) => read.includes(word));
  });
}

/** Group by group, in the order in which the groups first appear. */
export function groupedFeatures(
  features: readonly FeatureWords[],
): readonly (readonly [FeatureWords['group'], readonly FeatureWords[]])[] {
  const groups = new Map<FeatureWords['group'], FeatureWords[]>();
  for (const feature of features) groups.set(feature.group, [...(groups.get(feature.group) ?? []), feature]);
  return [...groups];
}
