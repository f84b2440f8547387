import { BRIDGED_MS } from './bucket-grid.ts';
import { type FeatureDefinition, type FeatureStep, STEP_MS } from './definition.ts';

/** How long before the first row wanted the rows of each step must begin, ms. */
export type WarmUp = Readonly<Record<FeatureStep, number>>;

/**
 * How long before the first row wanted each feature must begin, ms, for values to be those of an evaluation begun at the
 * beginning of all time: windows, held values and rows of other steps, along the longest path from what is wanted to
 * what was measured.
 *
 * @param ordered what is wanted and all that it is worked out from, each after what it needs
 */
export function reachOf(
  ordered: readonly FeatureDefinition[],
  wanted: readonly string[],
): ReadonlyMap<string, number> {
  const wantedBefore = new Map(wanted.map((name) => [name, 0]));
  const reach = new Map<string, number>();
  for (const definition of ordered.toReversed()) {
    const { name, step, windowMs, missing, inputs } = definition;
    const heldMs = missing.rule === 'hold' ? missing.forMs : 0;
    const reachMs = (wantedBefore.get(name) ?? 0) + windowMs + heldMs + STEP_MS[step];
    const bridges = inputs.some((input) => input.from === 'series' && input.stat === 'increment');
    reach.set(name, reachMs + (bridges ? Math.max(STEP_MS[step], BRIDGED_MS) : 0));
    for (const input of inputs) {
      if (input.from !== 'feature') continue;
      const its = ordered.find((each) => each.name === input.name);
      // The row that counts at the end of this one began up to a whole step of its own before.
      const neededMs = reachMs + STEP_MS[its?.step ?? step];
      wantedBefore.set(input.name, Math.max(wantedBefore.get(input.name) ?? 0, neededMs));
    }
  }
  return reach;
}

/** The longest {@link reachOf} of each step: a window of years over days asks for no year of minutes. */
export function warmUpOf(ordered: readonly FeatureDefinition[], wanted: readonly string[]): WarmUp {
  const warmUp: Record<FeatureStep, number> = { minute: 0, hour: 0, day: 0 };
  const reach = reachOf(ordered, wanted);
  for (const { name, step } of ordered) warmUp[step] = Math.max(warmUp[step], reach.get(name) ?? 0);
  return warmUp;
}
