import { createSignal, onCleanup } from 'solid-js';
import type { StoreProblem } from '../../domain/fleet-view.ts';
import type {
  FeatureList,
  FeatureNews,
  FeatureReport,
  FeatureStanding,
  LearnerEntity,
} from '../../workers/learner-api.ts';
import type { Learner } from '../../workers/learner-client.ts';
import { useFleet } from '../fleet-context.ts';

export interface LearnerFailure {
  readonly problem?: StoreProblem | undefined;
  readonly detail: string;
}

/**
 * The learner worker of the fleet on screen, opened for this page and closed with it, and what it tells of the thing that
 * is followed.
 */
export function createFeatures() {
  const fleet = useFleet();
  const [list, setList] = createSignal<FeatureList>();
  const [entities, setEntities] = createSignal<readonly LearnerEntity[]>();
  const [report, setReport] = createSignal<FeatureReport>();
  const [progress, setProgress] = createSignal<number>();
  const [failure, setFailure] = createSignal<LearnerFailure>();
  let learner: Promise<Learner> | undefined;
  let followed = '';

  const fail = (error: unknown) => setFailure({ detail: detailOf(error) });
  const open = async () => {
    setFailure(undefined);
    const opening = fleet.openLearner();
    learner = opening;
    try {
      const { api, onBroken } = await opening;
      onBroken(() => setFailure({ detail: 'its worker could not be loaded' }));
      const problem = await api.start({ fleet: fleet.kind });
      if (problem) {
        setFailure({ problem, detail: problem.detail });
        return;
      }
      const [features, things] = await Promise.all([api.features(), api.entities()]);
      setList(features);
      setEntities(things);
    } catch (error) {
      fail(error);
    }
  };
  const close = () => {
    // One that never opened has said why where it was opened.
    learner?.then((its) => its.close()).catch(() => {});
  };
  void open();
  onCleanup(close);

  const hear = (key: string) => (news: FeatureNews) => {
    if (key !== followed) return;
    if (news.kind === 'progress') setProgress(news.done);
    else if (news.kind === 'failed') setFailure(news);
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
      const its = await learner;
      await its?.api.followFeatures(entity, hear(key));
    } catch (error) {
      if (key === followed) fail(error);
    }
  };
  const openAgain = () => {
    close();
    followed = '';
    setReport(undefined);
    setEntities(undefined);
    void open();
  };
  return { list, entities, report, progress, failure, follow, openAgain };
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
