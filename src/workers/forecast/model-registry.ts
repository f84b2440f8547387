import type { ModelRecord, ModelStatus } from '../../domain/model-record.ts';
import { ModelFileError, packModelFile, unpackModelFile } from '../../store/model-file.ts';
import type { ModelStore } from '../../store/model-store.ts';
import { learnerFailure } from './learner-failure.ts';

const SPEAKING: ReadonlySet<ModelStatus> = new Set(['canary', 'champion']);

/** Does a model of this status speak? */
export function isSpeaking({ status }: Pick<ModelRecord, 'status'>): boolean {
  return SPEAKING.has(status);
}

/** The models that are kept, and what their owner decides of them. */
export class ModelRegistry {
  readonly #store: ModelStore;
  readonly #nowMs: () => number;

  constructor(store: ModelStore, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** @throws LearnerFailure `unknown-model`; StoreError */
  async model(id: string): Promise<ModelRecord> {
    const model = await this.#store.model(id);
    if (!model) throw learnerFailure('unknown-model', `There is no model "${id}".`);
    return model;
  }

  /** A model's weights. @throws LearnerFailure `damaged-model`; StoreError */
  async weights(model: ModelRecord): Promise<Uint8Array> {
    const found = await this.#store.weights(model);
    if (found.kind === 'damaged')
      throw learnerFailure('damaged-model', `What is stored of ${model.id} is not what was stored.`);
    return found.bytes;
  }

  /** Lets a model speak from now on; those that spoke are archived. */
  async promote(id: string): Promise<void> {
    const model = await this.model(id);
    // One that cannot be read must not take the place of one that can.
    await this.weights(model);
    const others = (await this.#store.models(model.targetId)).filter(
      (each) => each.id !== id && isSpeaking(each),
    );
    await this.#decide(model.targetId, [
      ...others.map((other) => ({
        id: other.id,
        status: 'archived' as const,
        reason: { kind: 'superseded' as const, byId: id },
      })),
      { id, status: 'champion', reason: { kind: 'owner' } },
    ]);
  }

  /** Takes back the models that speak; the one that the newest of them took the place of speaks again. */
  async rollBack(targetId: string): Promise<void> {
    const models = await this.#store.models(targetId);
    const speaking = models.filter(isSpeaking);
    if (speaking.length === 0)
      throw learnerFailure('unknown-model', `No model speaks of ${targetId}: there is none to take back.`);
    const ids = new Set(speaking.map(({ id }) => id));
    const before = models.find(({ status, history }) => {
      const last = history.at(-1)?.reason;
      return status === 'archived' && last?.kind === 'superseded' && ids.has(last.byId);
    });
    const owner = { kind: 'owner' } as const;
    await this.#decide(targetId, [
      ...speaking.map(({ id }) => ({ id, status: 'rolled-back' as const, reason: owner })),
      ...(before ? [{ id: before.id, status: 'champion' as const, reason: owner }] : []),
    ]);
  }

  async archive(id: string): Promise<void> {
    const { targetId } = await this.model(id);
    await this.#decide(targetId, [{ id, status: 'archived', reason: { kind: 'owner' } }]);
  }

  /** Puts statuses back that were there before the owner's last change. */
  async undo(targetId: string): Promise<void> {
    const change = await this.#store.lastChange(targetId);
    if (!change)
      throw learnerFailure('unknown-model', `Nothing was changed of ${targetId} that could be undone.`);
    const back = change.before.map(({ id, status }) => ({
      id,
      status,
      reason: { kind: 'owner' } as const,
    }));
    await this.#store.setStatuses(targetId, back, { atMs: this.#nowMs(), undoable: false });
    await this.#store.forgetChange(targetId);
  }

  async exportModel(id: string): Promise<Uint8Array> {
    const model = await this.model(id);
    return packModelFile(model, await this.weights(model));
  }

  /** @throws LearnerFailure `damaged-model` for a file that is none, or not as it was written */
  async importModel(file: Uint8Array): Promise<ModelRecord> {
    const { model, weights } = readFile(file);
    const atMs = this.#nowMs();
    const version = await this.nextVersion(model.targetId, model.kind);
    const { sha256: _, bytes: __, ...record } = model;
    return this.#store.add(
      {
        ...record,
        id: `${model.targetId}/${model.kind}/${version}`,
        version,
        status: 'candidate',
        history: [...model.history, { atMs, status: 'candidate', reason: { kind: 'imported' } }],
      },
      weights,
    );
  }

  /** The version that the next model of a kind gets. */
  async nextVersion(targetId: string, kind: ModelRecord['kind']): Promise<number> {
    const versions = (await this.#store.models(targetId)).flatMap((each) =>
      each.kind === kind ? [each.version] : [],
    );
    return Math.max(0, ...versions) + 1;
  }

  #decide(targetId: string, changes: Parameters<ModelStore['setStatuses']>[1]): Promise<void> {
    return this.#store.setStatuses(targetId, changes, { atMs: this.#nowMs(), undoable: true });
  }
}

function readFile(file: Uint8Array) {
  try {
    return unpackModelFile(file);
  } catch (error) {
    if (error instanceof ModelFileError) throw learnerFailure('damaged-model', error.message);
    throw error;
  }
}
