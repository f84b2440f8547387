import { createEffect, createSignal, onCleanup } from 'solid-js';
import type { StoreProblem } from '../../domain/fleet-view.ts';
import type {
  FeatureNews,
  FeatureReport,
  FeatureStanding,
  LearnerEntity,
} from '../../workers/learner-api.ts';
import { type LearnerTrouble, useLearner } from '../forecast/learner-keeper.ts';

export interface LearnerFailure {
  readonly problem?: StoreProblem | undefined;
  readonly detail: string;
}

/** What the learner tells of the thing that is followed; it is the one that forecasts and trains as well. */
export function createFeatures() {
  const kept = useLearner('features');
  const [entities, setEntities] = createSignal<readonly LearnerEntity[]>();
  const [report, setReport] = createSignal<FeatureReport>();
  const [progress, setProgress] = createSignal<number>();
  const [failed, setFailed] = createSignal<LearnerFailure>();
  let followed = '';

  const fail = (error: unknown) => setFailed({ detail: detailOf(error) });
  // A learner that was opened anew knows nothing of what was followed.
  createEffect(() => {
    const api = kept.opened();
    followed = '';
    setEntities(undefined);
    setReport(undefined);
    api?.entities().then((things) => kept.opened() === api && setEntities(things), fail);
  });
  onCleanup(() => {
    // Of a worker that broke its own failure tells.
    kept
      .opened()
      ?.stopFeatures()
      .catch(() => {});
  });

  const hear = (key: string) => (news: FeatureNews) => {
    if (key !== followed) return;
    if (news.kind === 'progress') setProgress(news.done);
    else if (news.kind === 'failed') setFailed(news);
    else {
      setProgress(undefined);
      setReport(news.report);
    }
  };
  const follow = async (entity: LearnerEntity) => {
    const key = keyOf(entity);
    if (key === followed) return;
    followed = key;
    setReport(undefined);
    setProgress(0);
    try {
      await kept.opened()?.followFeatures(entity, hear(key));
    } catch (error) {
      if (key === followed) fail(error);
    }
  };
  const openAgain = () => {
    setFailed(undefined);
    kept.openAgain();
  };
  const failure = () => failed() ?? failureOf(kept.trouble());
  return { list: kept.features, entities, report, progress, failure, follow, openAgain };
}

function failureOf(trouble: LearnerTrouble | undefined): LearnerFailure | undefined {
  switch (trouble?.kind) {
    case 'store':
      return { problem: trouble.problem, detail: trouble.problem.detail };
    case 'broken':
      return { detail: 'its worker could not be loaded' };
    case 'failed':
      return { detail: trouble.failure.message };
    case undefined:
      return undefined;
  }
}

/** `miner:a1`: names a thing within an address. */
export function keyOf({ kind, id }: Pick<LearnerEntity, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

export type Standings = ReadonlyMap<string, FeatureStanding>;

/** A call's failure carries its words in `detail`, an Error in `message`. */
function detailOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'detail' in error) return String(error.detail);
  return String(error);
}
