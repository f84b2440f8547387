import { BRIDGED_MS } from './bucket-grid.ts';
import { type EntityKind, type FeatureDefinition, STEP_MS } from './definition.ts';
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
  /**
   * How long before a moment an evaluation must begin for the values from that moment on to be those of one begun
   * earlier, ms: the windows, held values and rows of other steps along the longest path to what was measured.
   */
  warmUpMs(names: readonly string[]): number;
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
  const graph = graphOf(ordered);
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
      const needed = new Set(names.flatMap((name) => [name, ...graph.needs(name)]));
      return ordered.filter(({ name, entity }) => needed.has(name) && kinds.has(entity));
    },
    dependants: (name) => ordered.filter((each) => graph.needs(each.name).has(name)),
    identity: (name) => [get(name).name, ...graph.needs(name)].map((each) => versioned(get(each))).join(' '),
    warmUpMs: (names) => Math.max(0, ...names.map((name) => graph.warmUpMs(get(name).name))),
  };
}

function versioned({ name, version }: FeatureDefinition): string {
  return `${name}@${version}`;
}

/** What each needs altogether and how far back that reaches, from definitions in order. */
function graphOf(ordered: readonly FeatureDefinition[]) {
  const needsOf = new Map<string, ReadonlySet<string>>();
  const warmUpOf = new Map<string, number>();
  const needs = (name: string): ReadonlySet<string> => needsOf.get(name) ?? new Set();
  const warmUpMs = (name: string): number => warmUpOf.get(name) ?? 0;
  const stepOf = new Map(ordered.map(({ name, step }) => [name, STEP_MS[step]]));
  for (const definition of ordered) {
    const direct = directNeeds(definition);
    needsOf.set(definition.name, new Set(direct.flatMap((name) => [...needs(name), name]).sort()));
    const stepMs = STEP_MS[definition.step];
    const reach = definition.inputs.map((input) => {
      if (input.from === 'feature' || input.from === 'linked')
        // The row that counts at the end of this one began up to a whole step of its own before.
        return warmUpMs(input.name) + Math.max(stepOf.get(input.name) ?? 0, stepMs);
      // The step from the rows before, see bucket-grid.ts.
      return input.from === 'series' && input.stat === 'increment' ? Math.max(stepMs, BRIDGED_MS) : 0;
    });
    const heldMs = definition.missing.rule === 'hold' ? definition.missing.forMs : 0;
    warmUpOf.set(definition.name, definition.windowMs + heldMs + stepMs + Math.max(0, ...reach));
  }
  return { needs, warmUpMs };
}
