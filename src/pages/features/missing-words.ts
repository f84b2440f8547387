import { formatRoughDuration } from '../../ui/format/duration.ts';
import { features as text } from '../../ui/text/en/features.ts';
import type { FeatureList, FeatureWords } from '../../workers/learner-api.ts';
import { seriesName } from './series-name.ts';

/** Why a feature has no value: what nobody tells of what it is worked out from, else that its time has not come. */
export function missingWords(feature: FeatureWords, list: FeatureList, untold: ReadonlySet<string>): string {
  const wanting = [...wantingInputs(feature, list, untold)];
  if (wanting.length > 0) return text.notTold([...new Set(wanting.map((name) => wayTo(name, list)))]);
  return feature.windowMs > 0 ? text.needsTime(formatRoughDuration(feature.windowMs / 1000)) : text.afterRow;
}

/** Of what it needs and of what that needs; of linked things their own page says it. */
function wantingInputs(
  { inputs }: FeatureWords,
  list: FeatureList,
  untold: ReadonlySet<string>,
  found = new Set<string>(),
): ReadonlySet<string> {
  for (const input of inputs) {
    if (input.from === 'feature') {
      const other = list.features.find(({ name }) => name === input.name);
      if (other) wantingInputs(other, list, untold, found);
      continue;
    }
    if (input.from === 'linked') continue;
    const name = input.from === 'fact' ? input.name : input.series;
    if (untold.has(name)) found.add(name);
  }
  return found;
}

/** What it is and how the owner gets it. */
function wayTo(name: string, { told }: FeatureList): string {
  const way = text.ways[name];
  if (way !== undefined) return way;
  if (name.startsWith('model:')) return text.noModel;
  const meaning = told[name];
  if (meaning === undefined) return text.device(seriesName(name));
  return /^(rated|default|nominal|max|market)/.test(name) ? text.catalogue(meaning) : text.otherTold(meaning);
}
