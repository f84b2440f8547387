import type { LearntReport } from '../domain/fleet-view.ts';
import type { Contest } from '../domain/forecast.ts';
import type { ModelRecord, ModelStatus } from '../domain/model-record.ts';
import { checkedContest, checkedModel } from './checked-model.ts';
import {
  type KeptForecast,
  LEARNT,
  type ModelDatabase,
  openModelDatabase,
  type StatusChange,
} from './model-schema.ts';
import type { OpenOptions } from './opening.ts';
import { sha256Hex } from './sha256.ts';
import { guarded } from './store-error.ts';
import { storedBytes } from './stored-bytes.ts';
import { TrainingStore } from './training-store.ts';

/** Of a target so many forecasts are kept, the newest: a month of hours. */
export const KEPT_FORECASTS = 720;

/** So many of a kind are looked at to say how much all of them take. */
const WEIGHED = 200;

/** What lies in the place of a model's weights. */
export type ModelWeights =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  /** Nothing, or something else than was stored. */
  | { readonly kind: 'damaged' };

/** Opens the models of one fleet. @throws StoreError `blocked`, `newer-version`, `unreadable`, `quota` */
export async function openModels(name: string, options?: OpenOptions): Promise<ModelStore> {
  return new ModelStore(await openModelDatabase(name, options));
}

/**
 * Models with their weights, the contests that they took part in, forecasts that were shown, trainings. What cannot be read is
 * passed over, record by record: the rest stands. Every method throws StoreError.
 */
export class ModelStore {
  readonly #database: ModelDatabase;
  readonly trainings: TrainingStore;

  constructor(database: ModelDatabase) {
    this.#database = database;
    this.trainings = new TrainingStore(database);
  }

  /** Of one target or all, newest first. */
  models(targetId?: string): Promise<readonly ModelRecord[]> {
    return guarded(async () => {
      const all = (await this.#database.getAll('models')).flatMap((stored) => checkedModel(stored) ?? []);
      return all
        .filter((model) => targetId === undefined || model.targetId === targetId)
        .sort((a, b) => b.createdAtMs - a.createdAtMs || b.version - a.version);
    });
  }

  model(id: string): Promise<ModelRecord | undefined> {
    return guarded(async () => checkedModel(await this.#database.get('models', id)));
  }

  /** Adds a model and its weights, both or neither. Its hash and size are set here. */
  add(model: Omit<ModelRecord, 'sha256' | 'bytes'>, weights: Uint8Array): Promise<ModelRecord> {
    const record = { ...model, sha256: sha256Hex(weights), bytes: weights.length };
    return guarded(async () => {
      const transaction = this.#database.transaction(['models', 'weights'], 'readwrite');
      await Promise.all([
        transaction.objectStore('models').put(record, record.id),
        transaction.objectStore('weights').put(weights, record.id),
        transaction.done,
      ]);
      return record;
    });
  }

  /** A model's weights, held against the hash that they were stored with. */
  weights({ id, sha256 }: Pick<ModelRecord, 'id' | 'sha256'>): Promise<ModelWeights> {
    return guarded(async () => {
      const bytes: unknown = await this.#database.get('weights', id);
      const isWhole = bytes instanceof Uint8Array && sha256Hex(bytes) === sha256;
      return isWhole ? { kind: 'whole', bytes } : { kind: 'damaged' };
    });
  }

  /**
   * Sets statuses of models of a target in one transaction, each with its reason.
   * @param undoable what was before is remembered for {@link lastChange}
   */
  setStatuses(
    targetId: string,
    changes: readonly {
      readonly id: string;
      readonly status: ModelStatus;
      readonly reason: ModelRecord['history'][number]['reason'];
    }[],
    { atMs, undoable }: { readonly atMs: number; readonly undoable: boolean },
  ): Promise<void> {
    return guarded(async () => {
      const transaction = this.#database.transaction(['models', 'changes'], 'readwrite');
      const models = transaction.objectStore('models');
      const before: { id: string; status: ModelStatus }[] = [];
      for (const { id, status, reason } of changes) {
        const model = checkedModel(await models.get(id));
        if (!model || model.status === status) continue;
        before.push({ id, status: model.status });
        await models.put({ ...model, status, history: [...model.history, { atMs, status, reason }] }, id);
      }
      if (undoable && before.length > 0)
        await transaction.objectStore('changes').put({ targetId, atMs, before });
      await transaction.done;
    });
  }

  /** The owner's last change of a target's models; undefined where there is none to undo. */
  lastChange(targetId: string): Promise<StatusChange | undefined> {
    return guarded(() => this.#database.get('changes', targetId));
  }

  forgetChange(targetId: string): Promise<void> {
    return guarded(() => this.#database.delete('changes', targetId));
  }

  /** The newest contest of a target. */
  contest(targetId: string): Promise<Contest | undefined> {
    return guarded(async () => (await this.#contest(targetId))?.contest);
  }

  /** What is needed to speak by the newest contest, as it was put; the learner's own. */
  outcome(targetId: string): Promise<unknown> {
    return guarded(async () => (await this.#contest(targetId))?.outcome);
  }

  contests(): Promise<readonly Contest[]> {
    return guarded(async () =>
      (await this.#database.getAll('contests')).flatMap((stored) => checkedContest(stored)?.contest ?? []),
    );
  }

  /** @param outcome what is needed to speak by it */
  putContest(contest: Contest, outcome: unknown): Promise<void> {
    return guarded(
      async () => void (await this.#database.put('contests', { contest, outcome }, contest.targetId)),
    );
  }

  /** Keeps a forecast, and lets the oldest of its target go where there are too many. */
  keep(forecast: KeptForecast): Promise<void> {
    return guarded(async () => {
      const transaction = this.#database.transaction('kept', 'readwrite', { durability: 'relaxed' });
      await transaction.store.put(forecast);
      const keys = await transaction.store.getAllKeys(ofTarget(forecast.targetId));
      for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_FORECASTS)))
        await transaction.store.delete(key);
      await transaction.done;
    });
  }

  /** Kept forecasts of a target, newest first. */
  kept(targetId: string, most = KEPT_FORECASTS): Promise<readonly KeptForecast[]> {
    return guarded(async () => {
      const found: KeptForecast[] = [];
      const { store } = this.#database.transaction('kept');
      for await (const { value } of store.iterate(ofTarget(targetId), 'prev')) {
        if (found.length >= most) break;
        found.push(value);
      }
      return found;
    });
  }

  /** What a trial of backends came to; undefined where there was none. */
  trial(key: string): Promise<unknown> {
    return guarded(() => this.#database.get('trials', key));
  }

  putTrial(key: string, found: unknown): Promise<void> {
    return guarded(async () => void (await this.#database.put('trials', found, key)));
  }

  /** Forgets the oldest models of a target that do not speak any more, but for so many of each kind. */
  async prune(targetId: string, mostOld: number): Promise<void> {
    const counts = new Map<string, number>();
    const old = (await this.models(targetId)).filter(({ kind, status }) => {
      if (status !== 'archived' && status !== 'rolled-back') return false;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return (counts.get(kind) ?? 0) > mostOld;
    });
    await guarded(async () => {
      const transaction = this.#database.transaction(['models', 'weights'], 'readwrite');
      for (const { id } of old) {
        await transaction.objectStore('models').delete(id);
        await transaction.objectStore('weights').delete(id);
      }
      await transaction.done;
    });
  }

  /** Forgets all that was learnt of targets, and what is being learnt: of things that are gone. */
  forget(isOf: (targetId: string) => boolean): Promise<void> {
    return guarded(async () => {
      const transaction = this.#database.transaction(LEARNT, 'readwrite');
      for (const store of LEARNT)
        for (const key of await transaction.objectStore(store).getAllKeys()) {
          const owner = Array.isArray(key) ? key[0] : key;
          // Models and trainings are named by their target.
          if (isOf(String(owner).split(/[/#]/)[0] ?? '')) await transaction.objectStore(store).delete(key);
        }
      await transaction.done;
    });
  }

  /** Forgets all that was learnt of a miner. Targets are named `quantity:subject:step`. */
  forgetMiner(minerId: string): Promise<void> {
    return this.forget((targetId) => targetId.split(':').slice(1, -1).join(':') === minerId);
  }

  /** How many models there are, and their bytes. */
  async size(): Promise<{ readonly models: number; readonly bytes: number }> {
    const models = await this.models();
    return { models: models.length, bytes: models.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  /** What lies here, and how much room it takes. */
  report(): Promise<LearntReport> {
    return guarded(async () => {
      let bytes = 0;
      for (const store of LEARNT) bytes += await this.#bytesIn(store);
      return {
        models: await this.#database.count('models'),
        forecasts: await this.#database.count('kept'),
        trainings: (await this.#database.getAll('trainings')).filter(({ isOver }) => !isOver).length,
        bytes,
      };
    });
  }

  /** Forgets all that was learnt; how quick this device is stays known. */
  clear(): Promise<void> {
    return guarded(async () => {
      const transaction = this.#database.transaction(LEARNT, 'readwrite');
      await Promise.all(LEARNT.map((store) => transaction.objectStore(store).clear()));
      await transaction.done;
    });
  }

  close(): void {
    this.#database.close();
  }

  async #bytesIn(name: (typeof LEARNT)[number]): Promise<number> {
    const { store } = this.#database.transaction(name);
    const count = await store.count();
    let [bytes, weighed] = [0, 0];
    for await (const { value } of store) {
      bytes += storedBytes(value);
      weighed += 1;
      if (weighed === WEIGHED) break;
    }
    return weighed === 0 ? 0 : Math.round((bytes / weighed) * count);
  }

  async #contest(targetId: string) {
    return checkedContest(await this.#database.get('contests', targetId));
  }
}

function ofTarget(targetId: string): IDBKeyRange {
  return IDBKeyRange.bound([targetId, Number.NEGATIVE_INFINITY], [targetId, Number.POSITIVE_INFINITY]);
}
