import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { Contest, ForecastTarget } from '../../domain/forecast.ts';
import type { ModelRecord } from '../../domain/model-record.ts';
import { common } from '../../ui/text/en/common.ts';
import { models as text } from '../../ui/text/en/models.ts';
import { useToast } from '../../ui/toast.tsx';
import type { ForecastApi, LearnerHealth, TargetStanding } from '../../workers/forecast-api.ts';
import { type Answer, createAnswer } from '../create-answer.ts';
import { offerFile } from '../data/save-file.ts';
import { learnerFailure, learnerFailureWords } from '../forecast/learner-failure-words.ts';
import { patiently } from '../forecast/patiently.ts';
import { modelName } from './model-words.ts';

/** All models that are kept, by what they forecast. */
export interface Registry {
  readonly standings: readonly TargetStanding[];
  readonly models: readonly ModelRecord[];
  /** The newest contest of each target that has models. */
  readonly contests: ReadonlyMap<string, Contest>;
  readonly health: LearnerHealth;
}

/** What can be done with a model. Each tells how it went, and can be undone where that is possible. */
export interface ModelActions {
  readonly promote: (record: ModelRecord) => Promise<void>;
  readonly rollBack: (record: ModelRecord) => Promise<void>;
  readonly archive: (record: ModelRecord) => Promise<void>;
  readonly save: (record: ModelRecord) => Promise<void>;
  /** @returns why a file was refused; undefined where it was taken in */
  readonly takeIn: (file: File) => Promise<string | undefined>;
  readonly isBusy: Accessor<boolean>;
}

/** A model's file is its weights as text: ten times what the largest net takes. */
const MOST_BYTES = 200_000_000;

/** Reads the registry, anew at each occasion and after each action. */
export function createRegistry(
  api: ForecastApi,
  occasion: Accessor<string>,
): { readonly answer: Answer<Registry>; readonly actions: ModelActions } {
  const answer = createAnswer(occasion, () => patiently(() => readRegistry(api)));
  return { answer, actions: createActions(api, answer.askAgain) };
}

async function readRegistry(api: ForecastApi): Promise<Registry> {
  const [standings, models, health] = await Promise.all([
    api.forecastTargets(),
    api.listModels(),
    api.health(),
  ]);
  const known = new Set(standings.map(({ target }) => target.id));
  const targetIds = [...new Set(models.map(({ targetId }) => targetId))].filter((id) => known.has(id));
  const held = await Promise.all(targetIds.map(async (id) => [id, await api.metrics(id)] as const));
  const contests = new Map(held.flatMap(([id, contest]) => (contest ? [[id, contest] as const] : [])));
  return { standings, models, contests, health };
}

function createActions(api: ForecastApi, onDone: () => void): ModelActions {
  const toast = useToast();
  const [busy, setBusy] = createSignal(0);
  /** Does something, tells how it went, and looks at the registry again. */
  const act = async (work: () => Promise<Parameters<typeof toast>[0] | undefined>) => {
    setBusy((count) => count + 1);
    try {
      const message = await work();
      if (message) toast(message);
    } catch (thrown) {
      toast({ words: text.failed(learnerFailureWords(learnerFailure(thrown))), lifeMs: 30_000 });
    }
    setBusy((count) => count - 1);
    onDone();
  };
  const undoable = (targetId: string, words: string) => ({
    words,
    topic: `model ${targetId}`,
    action: {
      label: common.undo,
      run: () =>
        void act(async () => {
          await api.undo(targetId);
          return { words: text.done.undone, topic: `model ${targetId}` };
        }),
    },
  });
  return {
    promote: (record) =>
      act(async () => {
        await api.promote(record.id);
        return undoable(record.targetId, text.done.promote(modelName(record)));
      }),
    rollBack: (record) =>
      act(async () => {
        await api.rollBack(record.targetId);
        return undoable(record.targetId, text.done['roll-back'](modelName(record)));
      }),
    archive: (record) =>
      act(async () => {
        await api.archive(record.id);
        return undoable(record.targetId, text.done.archive(modelName(record)));
      }),
    save: (record) =>
      act(async () => {
        const bytes = await api.exportModel(record.id);
        const name = text.file.name(record.id.replaceAll(/[^A-Za-z0-9]+/g, '-'));
        offerFile(new Blob([Uint8Array.from(bytes)], { type: 'application/json' }), name);
        return { words: text.done.exported };
      }),
    takeIn: async (file) => {
      if (file.size > MOST_BYTES) return text.file.tooLarge;
      try {
        const record = await api.importModel(new Uint8Array(await file.arrayBuffer()));
        toast({ words: text.done.imported(modelName(record)) });
      } catch (thrown) {
        return learnerFailureWords(learnerFailure(thrown));
      }
      onDone();
      return undefined;
    },
    isBusy: createMemo(() => busy() > 0),
  };
}

/** The target of a model; undefined where it is forecast no more. */
export function targetOf(
  standings: readonly TargetStanding[],
  { targetId }: Pick<ModelRecord, 'targetId'>,
): ForecastTarget | undefined {
  return standings.find(({ target }) => target.id === targetId)?.target;
}
