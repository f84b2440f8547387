import * as v from 'valibot';
import type { BackendName } from '../../numerics/nets/backend.ts';
import type { BackendTiming } from '../../numerics/nets/backend-trial.ts';
import type { ModelStore } from '../../store/model-store.ts';
import type { RememberedTrial, TrialMemory } from '../backend-choice.ts';

/** No trial's own key, which are JSON. */
const LAST = 'last';

const figure = v.union([v.number(), v.nan()]);
const name = v.picklist(['webgpu', 'wasm-threads', 'wasm', 'plain']);
const timing = v.object({
  backend: name,
  setUpMs: figure,
  batchMs: figure,
  epochMs: figure,
  ruledOut: v.optional(v.string()),
});
const trial: v.GenericSchema<unknown, RememberedTrial> = v.object({
  quickest: name,
  timings: v.array(timing),
  measuredAtMs: v.number(),
});
const last: v.GenericSchema<unknown, LastTrial> = v.object({
  timings: v.array(timing),
  quickest: v.optional(name),
});

/** How backends did with the net that was trained last. */
export interface LastTrial {
  readonly timings: readonly BackendTiming[];
  /** Done first with a whole training, set-up included; absent where it came to grief. */
  readonly quickest?: BackendName | undefined;
}

/** Trials of backends that are kept in a fleet's store. Those of another version are passed over. */
export class KeptTrials implements TrialMemory {
  readonly #models: Pick<ModelStore, 'trial' | 'putTrial'>;

  constructor(models: Pick<ModelStore, 'trial' | 'putTrial'>) {
    this.#models = models;
  }

  /** @throws StoreError */
  async read(key: string): Promise<RememberedTrial | undefined> {
    const kept = v.safeParse(trial, await this.#models.trial(key));
    return kept.success ? kept.output : undefined;
  }

  /** @throws StoreError */
  write(key: string, found: RememberedTrial): Promise<void> {
    return this.#models.putTrial(key, found);
  }

  /** Undefined before the first. @throws StoreError */
  async last(): Promise<LastTrial | undefined> {
    const kept = v.safeParse(last, await this.#models.trial(LAST));
    return kept.success ? kept.output : undefined;
  }

  /** @throws StoreError */
  putLast(found: LastTrial): Promise<void> {
    return this.#models.putTrial(LAST, found);
  }
}
