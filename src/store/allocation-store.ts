import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import { type AllocationPlan, EMPTY_ALLOCATION, RESOURCES } from '../domain/allocation.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

const KEY = 'allocation';
const MOST_WORKLOADS = 50;

const figure = v.pipe(v.number(), v.finite(), v.minValue(0));
const part = v.pipe(figure, v.maxValue(1));
const amounts = v.record(v.picklist(RESOURCES), figure);
const plan: v.GenericSchema<unknown, AllocationPlan> = v.object({
  resources: amounts,
  workloads: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        name: v.string(),
        presentUnits: figure,
        earnedPerUnitDay: v.pipe(v.number(), v.finite()),
        fallPerUnit: v.optional(figure),
        perUnit: amounts,
        least: v.optional(figure),
        most: v.optional(figure),
        leastShare: v.optional(part),
        mostShare: v.optional(part),
      }),
    ),
    v.maxLength(MOST_WORKLOADS),
  ),
  terms: v.object({ perRestart: figure, downtimeS: figure, feePerLeft: figure }),
  rule: v.object({
    leastGainPart: v.optional(figure),
    leastNetPerHour: v.optional(figure),
    horizonHours: v.optional(v.pipe(figure, v.minValue(1))),
  }),
});

/** What the owner has written down to share between workloads. Every method throws StoreError. */
export class AllocationStore {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** Nothing where nothing was written down, or where another version wrote it. */
  plan(): Promise<AllocationPlan> {
    return guarded(async () => {
      const checked = v.safeParse(plan, (await this.#values.get(KEY))?.value);
      return checked.success ? checked.output : EMPTY_ALLOCATION;
    });
  }

  keep(kept: AllocationPlan): Promise<void> {
    return guarded(async () => void (await this.#values.put({ key: KEY, value: v.parse(plan, kept) })));
  }
}
