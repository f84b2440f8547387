import type { FeatureDefinition } from './definition.ts';
import { RegistryError } from './registry-error.ts';

/** The names of the features that a definition is worked out from directly, its own and linked ones; each once. */
export function directNeeds({ inputs }: FeatureDefinition): readonly string[] {
  const names = inputs.flatMap((input) =>
    input.from === 'feature' || input.from === 'linked' ? [input.name] : [],
  );
  return [...new Set(names)];
}

/**
 * Definitions in an order in which each stands after all that it needs, else as they came (depth-first topological
 * sort, Tarjan 1976).
 *
 * @throws RegistryError where one needs itself, with the whole cycle: `a → b → a`.
 */
export function dependencyOrder(definitions: readonly FeatureDefinition[]): readonly FeatureDefinition[] {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const ordered = new Set<FeatureDefinition>();
  const path: string[] = [];
  const visit = (definition: FeatureDefinition) => {
    if (ordered.has(definition)) return;
    const { name } = definition;
    if (path.includes(name))
      throw new RegistryError([`${[...path.slice(path.indexOf(name)), name].join(' → ')} is a cycle.`]);
    path.push(name);
    for (const need of directNeeds(definition)) {
      const needed = byName.get(need);
      if (needed) visit(needed);
    }
    path.pop();
    ordered.add(definition);
  };
  for (const definition of definitions) visit(definition);
  return [...ordered];
}
