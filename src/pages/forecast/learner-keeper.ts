import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { StoreProblem } from '../../domain/fleet-view.ts';
import type { ForecastApi, LearnerFailure, TrainingView } from '../../workers/forecast-api.ts';
import type { FeatureList, LearnerApi } from '../../workers/learner-api.ts';
import type { Learner } from '../../workers/learner-client.ts';
import { type Fleet, useFleet } from '../fleet-context.ts';
import { learnerFailure } from './learner-failure-words.ts';
import { isRunning } from './training-state.ts';

/** Why nothing can be asked of the learner. */
export type LearnerTrouble =
  | { readonly kind: 'store'; readonly problem: StoreProblem }
  | { readonly kind: 'broken' }
  | { readonly kind: 'failed'; readonly failure: LearnerFailure };

/** The learner, as the pages of one fleet share it. */
export interface KeptLearner {
  /** Undefined until its databases are open. */
  readonly opened: Accessor<LearnerApi | undefined>;
  /** Undefined until it tells of trainings as well; always where no page needs forecasts. */
  readonly api: Accessor<ForecastApi | undefined>;
  /** What features are called; undefined until they were read. */
  readonly features: Accessor<FeatureList | undefined>;
  readonly trainings: Accessor<readonly TrainingView[]>;
  readonly trouble: Accessor<LearnerTrouble | undefined>;
  readonly openAgain: () => void;
}

interface Keeper extends KeptLearner {
  users: number;
  /** Forecasts and trainings are loaded when the first page needs them, and stay. */
  readonly needForecasts: () => void;
  readonly closeWhenIdle: () => void;
}

/** From one page to the next nobody uses it for a moment. */
const GRACE_MS = 1_000;

const keepers = new WeakMap<Fleet, Keeper>();

/**
 * The learner of the fleet on screen. It is opened by the first page that needs it, and closed when none does any more and
 * nothing is being trained: a training goes on while its owner looks at other pages.
 */
export function useLearner(need: 'features' | 'forecasts'): KeptLearner {
  const fleet = useFleet();
  const keeper = keepers.get(fleet) ?? keep(fleet);
  keepers.set(fleet, keeper);
  keeper.users += 1;
  if (need === 'forecasts') keeper.needForecasts();
  onCleanup(() => {
    keeper.users -= 1;
    keeper.closeWhenIdle();
  });
  return keeper;
}

function keep(fleet: Fleet): Keeper {
  const [opened, setOpened] = createSignal<LearnerApi>();
  const [api, setApi] = createSignal<ForecastApi>();
  const [features, setFeatures] = createSignal<FeatureList>();
  const [trainings, setTrainings] = createSignal<readonly TrainingView[]>([]);
  const [trouble, setTrouble] = createSignal<LearnerTrouble>();
  let learner: Promise<Learner> | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;
  let forecasts = false;
  const isIdle = () => keeper.users === 0 && !trainings().some(isRunning);

  const close = () => {
    // One that never opened has said why where it was opened.
    learner?.then((its) => its.close()).catch(() => {});
    learner = undefined;
    setOpened(undefined);
    setApi(undefined);
  };
  const hear = (news: readonly TrainingView[]) => {
    setTrainings(news);
    keeper.closeWhenIdle();
  };
  /** Does something with a learner, unless it was closed meanwhile. */
  const withIt = async (its: Promise<Learner>, work: (its: Learner) => Promise<void>) => {
    try {
      await work(await its);
    } catch (error) {
      if (learner === its) setTrouble({ kind: 'failed', failure: learnerFailure(error) });
    }
  };
  const followTrainings = async (its: LearnerApi) => {
    if (!forecasts) return;
    const asked = learner;
    await its.followTrainings(hear);
    if (learner === asked) setApi(() => its);
  };
  const open = () => {
    setTrouble(undefined);
    const opening = fleet.openLearner();
    learner = opening;
    void withIt(opening, async (its) => {
      its.onBroken(() => learner === opening && setTrouble({ kind: 'broken' }));
      const problem = await its.api.start({ fleet: fleet.kind });
      if (problem && learner === opening) setTrouble({ kind: 'store', problem });
      if (problem || learner !== opening) return;
      setFeatures(await its.api.features());
      if (learner !== opening) return;
      setOpened(() => its.api);
      await followTrainings(its.api);
    });
  };
  const keeper: Keeper = {
    users: 0,
    opened,
    api,
    features,
    trainings,
    trouble,
    needForecasts: () => {
      const [its, isFirst] = [opened(), !forecasts];
      forecasts = true;
      if (isFirst && its && learner) void withIt(learner, () => followTrainings(its));
    },
    openAgain: () => {
      close();
      open();
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
  open();
  return keeper;
}
