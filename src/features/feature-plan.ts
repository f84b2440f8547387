import type { SeriesName } from '../domain/series.ts';
import {
  type EntityKind,
  type FeatureDefinition,
  type FeatureInput,
  type FeatureStep,
  STEP_MS,
} from './definition.ts';
import { STEPS } from './feature-table.ts';
import { type InputNeeds, needsOf } from './input-needs.ts';
import type { FeatureRegistry } from './registry.ts';
import { RegistryError } from './registry-error.ts';
import { reachOf, warmUpOf } from './warm-up.ts';

/**
 * How features of one kind of entity are worked out together: each input is read once a block, each feature once, each
 * into a column that all entities share in turn. One plan serves any number of {@link FeatureStream}s.
 */
export interface FeaturePlan {
  readonly registry: FeatureRegistry;
  readonly entity: EntityKind;
  /** What was asked for. */
  readonly names: readonly string[];
  /** All that is worked out for it, each after what it needs. */
  readonly nodes: readonly PlanNode[];
  readonly slots: readonly InputSlot[];
  /** The columns of the tables, by step. */
  readonly columns: ReadonlyMap<FeatureStep, readonly string[]>;
  readonly needs: InputNeeds;
  /** A block has so many rows at most, of the finest step that has any: its columns together stay in the processor's cache. */
  readonly blockRows: number;
}

export interface PlanNode {
  readonly definition: FeatureDefinition;
  readonly stepMs: number;
  /** How long before the first row wanted it must begin. */
  readonly reachMs: number;
  /** Places of the slots that it reads. */
  readonly slots: readonly number[];
  readonly inputs: readonly Float64Array[];
  readonly out: Float64Array;
  /** Which column of its step's table it is; -1 for one that was not asked for. */
  readonly column: number;
}

/** A column of what comes from elsewhere, on the grid of a step. */
export interface InputSlot {
  readonly index: number;
  readonly step: FeatureStep;
  readonly input: SlotInput;
  readonly out: Float64Array;
}

export type SlotInput =
  | Exclude<FeatureInput, { from: 'feature' | 'series' }>
  | (Extract<FeatureInput, { from: 'series' }> & { readonly series: SeriesName })
  /** A feature of another step; `node` is its place in the plan. */
  | { readonly from: 'node'; readonly node: number };

/** A day: 90 columns of it are a megabyte. Measured: see the features suite of the bench. */
const BLOCK_ROWS = 1_440;

/**
 * Plans features of one kind of entity.
 *
 * @throws RegistryError for a name that there is not, or names of several kinds of entity
 */
export function planFeatures(
  registry: FeatureRegistry,
  names: readonly string[],
  blockRows: number = BLOCK_ROWS,
): FeaturePlan {
  const closure = registry.closure(names);
  const [first] = closure;
  const other = closure.find(({ entity }) => entity !== first?.entity);
  if (first === undefined) throw new RegistryError(['No feature was asked for.']);
  if (other) throw new RegistryError([`${first.name} and ${other.name} are features of different things.`]);
  const asked = closure.filter(({ name }) => names.includes(name));
  const { nodes, slots } = laidOut(registry, closure, asked, blockRows);
  return {
    registry,
    entity: first.entity,
    names: asked.map(({ name }) => name),
    nodes,
    slots,
    columns: columnsOf(asked),
    needs: needsOf(closure, warmUpOf(closure, names), registry),
    blockRows,
  };
}

function laidOut(
  registry: FeatureRegistry,
  closure: readonly FeatureDefinition[],
  asked: readonly FeatureDefinition[],
  blockRows: number,
): Pick<FeaturePlan, 'nodes' | 'slots'> {
  const column = () => new Float64Array(blockRows);
  const reach = reachOf(
    closure,
    asked.map(({ name }) => name),
  );
  const slots = new Map<string, InputSlot>();
  const nodes: PlanNode[] = [];
  for (const definition of closure) {
    const { step, name } = definition;
    const its: number[] = [];
    const inputs = definition.inputs.map((input) => {
      const node =
        input.from === 'feature' ? nodes.findIndex((each) => each.definition.name === input.name) : -1;
      const same = nodes[node];
      if (same?.definition.step === step) return same.out;
      const wanted = slotInput(input, node, registry);
      const key = `${step} ${JSON.stringify(wanted)}`;
      const slot = slots.get(key) ?? { index: slots.size, step, input: wanted, out: column() };
      slots.set(key, slot);
      its.push(slot.index);
      return slot.out;
    });
    nodes.push({
      definition,
      stepMs: STEP_MS[step],
      reachMs: reach.get(name) ?? 0,
      slots: its,
      inputs,
      out: column(),
      column: asked.filter((each) => each.step === step).findIndex((each) => each.name === name),
    });
  }
  return { nodes, slots: [...slots.values()] };
}

function columnsOf(asked: readonly FeatureDefinition[]): FeaturePlan['columns'] {
  const of = (step: FeatureStep) => asked.filter((each) => each.step === step).map(({ name }) => name);
  return new Map(STEPS.map((step) => [step, of(step)] as const).filter(([, names]) => names.length > 0));
}

function slotInput(input: FeatureInput, node: number, { known }: FeatureRegistry): SlotInput {
  if (input.from === 'feature') return { from: 'node', node };
  if (input.from !== 'series') return input;
  const its = known.series.find(({ name }) => name === input.series);
  // The registry has refused unknown series.
  if (its === undefined) throw new RegistryError([`There is no series "${input.series}".`]);
  return { ...input, series: its.name };
}
