import { formatRoughDuration } from '../../ui/format/duration.ts';
import { eitherOf } from '../../ui/format/name-list.ts';
import { features as text } from '../../ui/text/en/features.ts';
import type { FeatureList, FeatureStanding, FeatureWords } from '../../workers/learner-api.ts';
import { featureLabel } from './feature-label.ts';
import { seriesName } from './series-name.ts';
import { inputName, neededInputs } from './spare-inputs.ts';

export interface KnownOfThing {
  readonly list: FeatureList;
  readonly standings: ReadonlyMap<string, FeatureStanding>;
  /** Names of what nobody tells of it. */
  readonly untold: ReadonlySet<string>;
}

/** Why a feature has no value: what it needs and nobody tells, else what its formula or its window says of it. */
export function missingWords(feature: FeatureWords, known: KnownOfThing): string {
  const roots = rootsOf(feature, known);
  const wanting = roots.flatMap((root) => wantingWords(root, known));
  if (wanting.length > 0) return text.notTold([...new Set(wanting)]);
  const [root = feature] = roots;
  const words = ownWords(root);
  return root === feature ? words : text.through(featureLabel(root), words);
}

/** Those that are missing of themselves, among the feature and what it is worked out from: what has a value is no cause. */
function rootsOf(feature: FeatureWords, known: KnownOfThing): readonly FeatureWords[] {
  const { list, standings } = known;
  const parts = neededInputs(feature).flatMap((names) => {
    const others = names.flatMap((name) => list.features.find((each) => each.name === name) ?? []);
    const own = others.filter(({ entity }) => entity === feature.entity);
    return own.filter(({ name }) => Number.isNaN(standings.get(name)?.value ?? Number.NaN));
  });
  const roots = parts.flatMap((part) => rootsOf(part, known));
  const wanting = wantingWords(feature, known);
  return roots.length === 0 || wanting.length > 0 ? [feature, ...roots] : roots;
}

/** What it reads itself and nobody tells, where nothing else will do. */
function wantingWords(feature: FeatureWords, { list, untold }: KnownOfThing): readonly string[] {
  return neededInputs(feature)
    .filter((names) => names.every((name) => untold.has(name)))
    .map((names) => eitherOf(names.map((name) => wayTo(name, feature, list))));
}

/** Nothing is wanting: the formula says when there is no value, else its time has not come. */
function ownWords({ formula, windowMs }: FeatureWords): string {
  const clause = /\bmissing (?:with|where|while|of|unless|until|for|before|after)[^.;]*/i.exec(formula)?.[0];
  if (clause !== undefined) return text.byFormula(clause.charAt(0).toLowerCase() + clause.slice(1));
  return windowMs > 0 ? text.needsTime(formatRoughDuration(windowMs / 1000)) : text.afterRow;
}

/** What it is and how the owner gets it. */
function wayTo(name: string, feature: FeatureWords, { told, features }: FeatureList): string {
  const way = text.ways[name];
  if (way !== undefined) return way;
  if (name.startsWith('model:')) return text.noModel;
  if (name.startsWith('marketJThP')) return text.noMarket;
  const linked = feature.inputs.find((input) => input.from === 'linked' && inputName(input) === name);
  const other = features.find((each) => each.name === name);
  if (linked?.from === 'linked' && other)
    return text.linkedUntold(featureLabel(other), text.linked[linked.entity]);
  const meaning = told[name];
  if (meaning === undefined) return text.device(seriesName(name));
  return /^(rated|default|nominal|max)/.test(name) ? text.catalogue(meaning) : text.otherTold(meaning);
}
