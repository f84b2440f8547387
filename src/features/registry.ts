import type { EntityKind, FeatureDefinition } from './definition.ts';
import { definitionProblems } from './definition-check.ts';
import { dependencyOrder, directNeeds } from './dependency-order.ts';
import { KNOWN_INPUTS, type KnownInputs } from './known-inputs.ts';
import { RegistryError } from './registry-error.ts';

/** All features that there are, each checked, in an order in which each stands after all that it needs. */
export interface FeatureRegistry {
  readonly definitions: readonly FeatureDefinition[];
  /** What the definitions may read, as they were checked against. */
  readonly known: KnownInputs;
  find(name: string): FeatureDefinition | undefined;
  /** @throws RegistryError where there is none of that name. */
  get(name: string): FeatureDefinition;
  ofEntity(kind: EntityKind): readonly FeatureDefinition[];
  /** The features of the same entity that these are worked out from and they themselves, each after what it needs. */
  closure(names: readonly string[]): readonly FeatureDefinition[];
  /** All that changes where this one changes, linked entities' features too; without itself. */
  dependants(name: string): readonly FeatureDefinition[];
  /**
   * What its values mean: its name and version and those of all that it needs. Two values compare, and a kept one may
   * be used again, only where this is the same.
   */
  identity(name: string): string;
}

/**
 * Collects the definitions of all groups.
 *
 * @throws RegistryError with every defect found: names given twice, inputs that nobody knows, cycles, units, ranges.
 */
export function createRegistry(
  definitions: readonly FeatureDefinition[],
  known: KnownInputs = KNOWN_INPUTS,
): FeatureRegistry {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const twice = definitions.filter((definition) => byName.get(definition.name) !== definition);
  const problems = [
    ...twice.map(({ name }) => `${name}: two features are called so.`),
    ...definitions.flatMap((definition) => definitionProblems(definition, byName, known)),
  ];
  if (problems.length > 0) throw new RegistryError(problems);
  const ordered = dependencyOrder(definitions);
  const needs = needsOf(ordered);
  const get = (name: string) => {
    const found = byName.get(name);
    if (found === undefined) throw new RegistryError([`There is no feature "${name}".`]);
    return found;
  };
  return {
    definitions: ordered,
    known,
    find: (name) => byName.get(name),
    get,
    ofEntity: (kind) => ordered.filter(({ entity }) => entity === kind),
    closure(names) {
      const kinds = new Set(names.map((name) => get(name).entity));
      const needed = new Set(names.flatMap((name) => [name, ...needs(name)]));
      return ordered.filter(({ name, entity }) => needed.has(name) && kinds.has(entity));
    },
    dependants: (name) => ordered.filter((each) => needs(each.name).has(name)),
    identity: (name) => [get(name).name, ...needs(name)].map((each) => versioned(get(each))).join(' '),
  };
}

function versioned({ name, version }: FeatureDefinition): string {
  return `${name}@${version}`;
}

/** What each needs altogether, from definitions in order. */
function needsOf(ordered: readonly FeatureDefinition[]): (name: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  const needs = (name: string) => known.get(name) ?? new Set<string>();
  for (const definition of ordered) {
    const all = directNeeds(definition).flatMap((name) => [...needs(name), name]);
    known.set(definition.name, new Set(all.sort()));
  }
  return needs;
}
