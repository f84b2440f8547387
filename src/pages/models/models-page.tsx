import { useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { ModelRecord } from '../../domain/model-record.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { models as text } from '../../ui/text/en/models.ts';
import type { ForecastApi } from '../../workers/forecast-api.ts';
import { useFleet } from '../fleet-context.ts';
import { createFigures } from '../forecast/create-figures.ts';
import { FanPicture } from '../forecast/fan-picture.tsx';
import { differenceFigure } from '../forecast/forecast-figure.ts';
import { learnerFailure, learnerFailureWords } from '../forecast/learner-failure-words.ts';
import { type KeptLearner, useLearner } from '../forecast/learner-keeper.ts';
import { LearnerTroubleNotice } from '../forecast/learner-trouble-notice.tsx';
import { aheadWords, targetName } from '../forecast/target-words.ts';
import { isUnfinished } from '../forecast/training-state.ts';
import { ComparisonCard } from './comparison-card.tsx';
import { createRegistry, type ModelActions, type Registry, targetOf } from './create-registry.ts';
import { HealthCard } from './health-card.tsx';
import { ModelRow } from './model-row.tsx';
import styles from './models-page.module.css';
import { TakeInCard } from './take-in-card.tsx';
import { TrainCard } from './train-card.tsx';

/** Every model that was learned here: what from, how well it does, and what it may do. */
export function ModelsPage() {
  const fleet = useFleet();
  const learner = useLearner('forecasts');
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/learn/forecast">{text.forecasts}</ButtonLink>}
    >
      <Show when={fleet.kind === 'demo'}>
        <Notice tone="info">{text.demo}</Notice>
      </Show>
      <Switch fallback={<Opening />}>
        <Match when={learner.trouble()}>
          {(trouble) => <LearnerTroubleNotice trouble={trouble()} onAgain={learner.openAgain} />}
        </Match>
        <Match when={learner.api()}>{(api) => <Kept api={api()} learner={learner} />}</Match>
      </Switch>
    </Page>
  );
}

/** What can be trained is looked for so often: a past that is imported or laid down comes within minutes. */
const LOOK_MS = 60_000;

function Kept(props: { readonly api: ForecastApi; readonly learner: KeptLearner }) {
  const fleet = useFleet();
  // Where a training begins or ends, what is kept and how the learner is have changed.
  const occasion = createMemo(() => {
    const trainings = props.learner.trainings();
    const ended = trainings.filter((each) => !isUnfinished(each)).length;
    return [Math.floor(fleet.nowMs() / LOOK_MS), trainings.length, ended].join(' ');
  });
  const { answer, actions } = createRegistry(props.api, occasion);
  return (
    <Switch fallback={<Opening />}>
      <Match when={answer.latest()}>
        {(registry) => (
          <Body registry={registry()} actions={actions} api={props.api} learner={props.learner} />
        )}
      </Match>
      <Match when={answer.failed()}>
        <Notice tone="watch" live action={<Button onClick={answer.askAgain}>{common.tryAgain}</Button>}>
          {learnerFailureWords(learnerFailure(answer.failure()))}
        </Notice>
      </Match>
    </Switch>
  );
}

interface BodyProps {
  readonly registry: Registry;
  readonly actions: ModelActions;
  readonly api: ForecastApi;
  readonly learner: KeptLearner;
}

function Body(props: BodyProps) {
  const [query] = useSearchParams<{ of: string }>();
  const figures = createFigures(props.learner.features);
  const [compared, setCompared] = createSignal<readonly string[]>([]);
  const toggle = (id: string) =>
    setCompared((all) => (all.includes(id) ? all.filter((each) => each !== id) : [...all.slice(-1), id]));
  const pair = createMemo(() => {
    const [one, other] = compared().flatMap(
      (id) => props.registry.models.find((each) => each.id === id) ?? [],
    );
    return one && other ? ([one, other] as const) : undefined;
  });
  const target = (record: Pick<ModelRecord, 'targetId'>) => targetOf(props.registry.standings, record);
  const nameOf = (record: Pick<ModelRecord, 'targetId'>) => {
    const its = target(record);
    return its ? `${targetName(its)}, ${aheadWords(its.step, its.horizon)}` : text.ofFile(record.targetId);
  };
  // As long as nothing has changed, nothing is made anew: an open list of choices stays open.
  const standings = createMemo(() => props.registry.standings, undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  const targetIds = createMemo(() => ordered(props.registry.models, query.of));
  return (
    <>
      <TrainCard
        standings={standings()}
        trainings={props.learner.trainings()}
        api={props.api}
        options={figures.options()}
        first={query.of}
      />
      <Show when={pair()}>
        {(its) => (
          <ComparisonCard
            pair={its()}
            targetName={nameOf}
            error={(record, value) => differenceFigure(value, target(record)?.unit ?? '', figures.options())}
            onClose={() => setCompared([])}
          />
        )}
      </Show>
      <p class={styles.hint} role="status">
        {compared().length === 1 ? text.compare.one : ''}
      </p>
      <Show when={targetIds().length > 0} fallback={<Nothing />}>
        <For each={targetIds()}>
          {(targetId) => (
            <Card heading={nameOf({ targetId })}>
              <ul class={styles.rows}>
                <For each={idsOf(props.registry.models, targetId)}>
                  {(id) => (
                    <Show when={props.registry.models.find((record) => record.id === id)}>
                      {(record) => (
                        <ModelRow
                          record={record()}
                          target={target(record())}
                          contest={props.registry.contests.get(targetId)}
                          api={props.api}
                          figures={figures}
                          actions={props.actions}
                          isCompared={compared().includes(id)}
                          onCompare={() => toggle(id)}
                        />
                      )}
                    </Show>
                  )}
                </For>
              </ul>
            </Card>
          )}
        </For>
      </Show>
      <div class={styles.columns}>
        <HealthCard health={props.registry.health} />
        <TakeInCard actions={props.actions} />
      </div>
    </>
  );
}

/** What there are models of; the one that the page was opened for comes first. */
function ordered(models: readonly ModelRecord[], first: string | undefined): readonly string[] {
  const ids = [...new Set(models.map(({ targetId }) => targetId))];
  return ids.toSorted((a, b) => Number(b === first) - Number(a === first));
}

function idsOf(models: readonly ModelRecord[], targetId: string): readonly string[] {
  return models.filter((record) => record.targetId === targetId).map(({ id }) => id);
}

function Nothing() {
  return (
    <EmptyState
      heading={text.empty.heading}
      purpose={text.empty.purpose}
      picture={<FanPicture />}
      actions={<ButtonLink href="/learn/forecast">{text.forecasts}</ButtonLink>}
    />
  );
}

function Opening() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.opening}
      </p>
      <Skeleton height="12rem" />
      <Skeleton height="16rem" />
    </>
  );
}
