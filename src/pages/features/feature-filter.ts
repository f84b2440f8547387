import type { FeatureReport, FeatureStanding, FeatureWords } from '../../workers/learner-api.ts';
import { featureLabel } from './feature-label.ts';
import { inputName } from './spare-inputs.ts';

export type Only = 'all' | 'known' | 'missing';

const BOARD_BEYOND_THE_FIRST = /^board[2-9]_/;

/** The features of what is reported of; boards that a miner has never told of are none of its own. */
export function ownFeatures(
  features: readonly FeatureWords[],
  { entity: { kind }, untold }: Pick<FeatureReport, 'entity' | 'untold'>,
): readonly FeatureWords[] {
  return features.filter(({ entity, name, inputs }) => {
    if (entity !== kind) return false;
    return !BOARD_BEYOND_THE_FIRST.test(name) || inputs.some((input) => !untold.includes(inputName(input)));
  });
}

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
