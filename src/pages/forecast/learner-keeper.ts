import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { StoreProblem } from '../../domain/fleet-view.ts';
import type { ForecastApi, LearnerFailure, TrainingView } from '../../workers/forecast-api.ts';
import type { FeatureList } from '../../workers/learner-api.ts';
import type { Learner } from '../../workers/learner-client.ts';
import { type Fleet, useFleet } from '../fleet-context.ts';
import { learnerFailure } from './learner-failure-words.ts';
import { watchPageState } from './page-state.ts';
import { isRunning } from './training-state.ts';

/** Why nothing can be asked of the learner. */
export type LearnerTrouble =
  | { readonly kind: 'store'; readonly problem: StoreProblem }
  | { readonly kind: 'broken' }
  | { readonly kind: 'failed'; readonly failure: LearnerFailure };

/** The learner that forecasts and trains, as the pages of one fleet share it. */
export interface KeptLearner {
  /** Undefined until its databases are open. */
  readonly api: Accessor<ForecastApi | undefined>;
  /** What features are called; undefined until they were read. */
  readonly features: Accessor<FeatureList | undefined>;
  readonly trainings: Accessor<readonly TrainingView[]>;
  readonly trouble: Accessor<LearnerTrouble | undefined>;
  readonly openAgain: () => void;
}

interface Keeper extends KeptLearner {
  users: number;
  readonly closeWhenIdle: () => void;
}

/** From one page to the next nobody uses it for a moment. */
const GRACE_MS = 1_000;

const keepers = new WeakMap<Fleet, Keeper>();

/**
 * The learner of the fleet on screen. It is opened by the first page that needs it, and closed when none does any more and
 * nothing is being trained: a training goes on while its owner looks at other pages.
 */
export function useLearner(): KeptLearner {
  const fleet = useFleet();
  const keeper = keepers.get(fleet) ?? keep(fleet);
  keepers.set(fleet, keeper);
  keeper.users += 1;
  onCleanup(() => {
    keeper.users -= 1;
    keeper.closeWhenIdle();
  });
  return keeper;
}

function keep(fleet: Fleet): Keeper {
  const [api, setApi] = createSignal<ForecastApi>();
  const [features, setFeatures] = createSignal<FeatureList>();
  const [trainings, setTrainings] = createSignal<readonly TrainingView[]>([]);
  const [trouble, setTrouble] = createSignal<LearnerTrouble>();
  let learner: Promise<Learner> | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;
  const isIdle = () => keeper.users === 0 && !trainings().some(isRunning);

  let stopWatching = () => {};

  const close = () => {
    stopWatching();
    // One that never opened has said why where it was opened.
    learner?.then((its) => its.close()).catch(() => {});
    learner = undefined;
    setApi(undefined);
  };
  const hear = (news: readonly TrainingView[]) => {
    setTrainings(news);
    keeper.closeWhenIdle();
  };
  const open = async () => {
    setTrouble(undefined);
    const opening = fleet.openLearner();
    learner = opening;
    try {
      const its = await opening;
      its.onBroken(() => learner === opening && setTrouble({ kind: 'broken' }));
      const problem = await its.api.start({ fleet: fleet.kind });
      if (learner !== opening) return;
      if (problem) {
        setTrouble({ kind: 'store', problem });
        return;
      }
      stopWatching = watchPageState((state) => {
        // Of a worker that broke its own failure tells.
        its.api.pageState(state).catch(() => {});
      });
      setFeatures(await its.api.features());
      await its.api.followTrainings(hear);
      if (learner === opening) setApi(() => its.api);
    } catch (error) {
      if (learner === opening) setTrouble({ kind: 'failed', failure: learnerFailure(error) });
    }
  };
  const keeper: Keeper = {
    users: 0,
    api,
    features,
    trainings,
    trouble,
    openAgain: () => {
      close();
      void open();
    },
    closeWhenIdle: () => {
      clearTimeout(closing);
      if (!isIdle()) return;
      closing = setTimeout(() => {
        if (!isIdle()) return;
        close();
        keepers.delete(fleet);
      }, GRACE_MS);
    },
  };
  void open();
  return keeper;
}
