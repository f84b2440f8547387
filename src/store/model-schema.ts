import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ForecastStep } from '../domain/forecast.ts';
import type { ModelStatus } from '../domain/model-record.ts';
import { BLOCKED_AFTER_MS, blockedByOlderTab, type OpenOptions } from './opening.ts';
import { asStoreError } from './store-error.ts';

/** A forecast that was shown, to be held against what comes. */
export interface KeptForecast {
  readonly targetId: string;
  readonly madeAtMs: number;
  /** The model that spoke first; absent where a rule did. */
  readonly modelId?: string | undefined;
  readonly steps: readonly ForecastStep[];
}

/** What the owner wants of a training that is queued or runs. */
export type TrainingWish = 'run' | 'pause' | 'cancel';

/** A training, in the queue or over. What was asked for and what is shown of it are the learner's own. */
export interface StoredTraining {
  readonly id: string;
  readonly targetId: string;
  readonly queuedAtMs: number;
  readonly wish: TrainingWish;
  readonly isOver: boolean;
  /** How often somebody began to work at it since it last got any further; absent before the first time. */
  readonly takenUp?: number | undefined;
  readonly ask: unknown;
  readonly view: unknown;
}

/** Statuses that a target's models had before the owner changed any, so that it can be undone. */
export interface StatusChange {
  readonly targetId: string;
  readonly atMs: number;
  readonly before: readonly { readonly id: string; readonly status: ModelStatus }[];
}

/**
 * What was learnt. Models and contests are told as `unknown`: whatever reads them checks them, and passes over those of
 * another version.
 */
export interface ModelSchema extends DBSchema {
  /** By id. */
  models: { key: string; value: unknown };
  /** Of a model, by its id: UTF-8 JSON. */
  weights: { key: string; value: Uint8Array };
  /** The newest of a target, by its id. */
  contests: { key: string; value: unknown };
  kept: { key: [targetId: string, madeAtMs: number]; value: KeptForecast };
  trainings: { key: string; value: StoredTraining };
  /** What a training goes on from, by its id and part. */
  checkpoints: { key: [trainingId: string, part: string]; value: unknown };
  /** Of backends, by what was tried. */
  trials: { key: string; value: unknown };
  changes: { key: string; value: StatusChange };
}

export type ModelDatabase = IDBPDatabase<ModelSchema>;

/** All that was learnt; trials tell of the device, and not of its fleet. */
export const LEARNT = [
  'models',
  'weights',
  'contests',
  'kept',
  'trainings',
  'checkpoints',
  'changes',
] as const;

const VERSION = 1;

/**
 * Opens what was learnt from one fleet; real and demo have databases of their own.
 * @throws StoreError `blocked`, `newer-version`, `unreadable`, `quota`
 */
export function openModelDatabase(name: string, { onSuperseded }: OpenOptions = {}): Promise<ModelDatabase> {
  return new Promise((resolve, reject) => {
    let givenUp = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const opening = openDB<ModelSchema>(name, VERSION, {
      upgrade(database) {
        for (const store of ['models', 'weights', 'contests', 'checkpoints', 'trials'] as const)
          database.createObjectStore(store);
        database.createObjectStore('kept', { keyPath: ['targetId', 'madeAtMs'] });
        database.createObjectStore('trainings', { keyPath: 'id' });
        database.createObjectStore('changes', { keyPath: 'targetId' });
      },
      blocked() {
        timer = setTimeout(() => {
          givenUp = true;
          reject(blockedByOlderTab());
        }, BLOCKED_AFTER_MS);
      },
      blocking(_, __, event) {
        (event.target as IDBDatabase).close();
        onSuperseded?.();
      },
    });
    opening
      .then(
        (database) => {
          // The older tab let go after all, but nobody waits for this connection any more.
          if (givenUp) database.close();
          else resolve(database);
        },
        (error: unknown) => reject(asStoreError(error)),
      )
      .finally(() => clearTimeout(timer));
  });
}
