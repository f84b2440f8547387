import type { ModelDatabase, StoredTraining, TrainingWish } from './model-schema.ts';
import { guarded } from './store-error.ts';

/** Trainings that are over stay in the list so long, by their number. */
const KEPT_OVER = 20;

/**
 * The queue of trainings and where each stands, so that one goes on after its tab was closed. Whoever works at it writes
 * checkpoints; whoever watches it writes wishes. Every method throws StoreError.
 */
export class TrainingStore {
  readonly #database: ModelDatabase;

  constructor(database: ModelDatabase) {
    this.#database = database;
  }

  /** In the order in which they were asked for, those that are over included. */
  all(): Promise<readonly StoredTraining[]> {
    return guarded(async () =>
      (await this.#database.getAll('trainings')).sort((a, b) => a.queuedAtMs - b.queuedAtMs),
    );
  }

  get(id: string): Promise<StoredTraining | undefined> {
    return guarded(() => this.#database.get('trainings', id));
  }

  /** Queues one; the oldest of those that are over go. */
  add(training: StoredTraining): Promise<void> {
    return guarded(async () => {
      const transaction = this.#database.transaction('trainings', 'readwrite');
      await transaction.store.add(training);
      const over = (await transaction.store.getAll()).filter(({ isOver }) => isOver);
      const oldest = over.sort((a, b) => b.queuedAtMs - a.queuedAtMs).slice(KEPT_OVER);
      for (const { id } of oldest) await transaction.store.delete(id);
      await transaction.done;
    });
  }

  /** Says what the owner wants of one. @returns false where there is none, or it is over */
  wish(id: string, wish: TrainingWish): Promise<boolean> {
    return guarded(async () => {
      const transaction = this.#database.transaction('trainings', 'readwrite');
      const known = await transaction.store.get(id);
      const isOpen = known !== undefined && !known.isOver;
      if (isOpen) await transaction.store.put({ ...known, wish });
      await transaction.done;
      return isOpen;
    });
  }

  /** Shows where one stands, and whether that is its end. A wish that was said meanwhile stays. */
  show(id: string, view: unknown, isOver: boolean): Promise<void> {
    return guarded(async () => {
      const transaction = this.#database.transaction('trainings', 'readwrite', { durability: 'relaxed' });
      const known = await transaction.store.get(id);
      if (known) await transaction.store.put({ ...known, view, isOver });
      await transaction.done;
    });
  }

  /** Notes that somebody begins to work at one. @returns how often that was, with this time, since it last got further */
  takeUp(id: string): Promise<number> {
    return this.#countTakings(id, (before) => before + 1);
  }

  /** Notes that one is further than where it was taken up. */
  async gotFurther(id: string): Promise<void> {
    await this.#countTakings(id, () => 0);
  }

  /** What a part of a training goes on from; undefined before the first checkpoint. */
  checkpoint(id: string, part: string): Promise<unknown> {
    return guarded(() => this.#database.get('checkpoints', [id, part]));
  }

  keepCheckpoint(id: string, part: string, state: unknown): Promise<void> {
    return guarded(async () => {
      const transaction = this.#database.transaction('checkpoints', 'readwrite', { durability: 'relaxed' });
      await Promise.all([transaction.store.put(state, [id, part]), transaction.done]);
    });
  }

  /** Forgets the checkpoints of a training that is over, or of one part of it. */
  forgetCheckpoints(id: string, part?: string): Promise<void> {
    const range =
      part === undefined ? IDBKeyRange.bound([id, ''], [id, '\uffff']) : IDBKeyRange.only([id, part]);
    return guarded(() => this.#database.delete('checkpoints', range));
  }

  #countTakings(id: string, count: (before: number) => number): Promise<number> {
    return guarded(async () => {
      const transaction = this.#database.transaction('trainings', 'readwrite');
      const known = await transaction.store.get(id);
      const takenUp = count(known?.takenUp ?? 0);
      if (known && known.takenUp !== takenUp) await transaction.store.put({ ...known, takenUp });
      await transaction.done;
      return takenUp;
    });
  }
}
