import { createSignal, Show } from 'solid-js';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { ForecastApi } from '../../workers/forecast-api.ts';
import { TrainingPanel } from '../models/training-panel.tsx';
import type { FigureOptions } from './forecast-figure.ts';
import styles from './forecast-page.module.css';
import { learnerFailure, learnerFailureWords } from './learner-failure-words.ts';
import type { KeptLearner } from './learner-keeper.ts';
import { isUnfinished } from './training-state.ts';

/** Seconds that a search may take when its owner has not said otherwise. */
const BUDGET_S = 60;

/** The button that lets models of a target be trained, and how far that is. */
export function LearnCard(props: {
  readonly target: ForecastTarget;
  readonly api: ForecastApi;
  readonly learner: KeptLearner;
  readonly options: FigureOptions & { readonly nowMs: number };
}) {
  const [failure, setFailure] = createSignal<string>();
  const [asking, setAsking] = createSignal(false);
  const own = () => props.learner.trainings().filter(({ target }) => target.id === props.target.id);
  const newest = () => own().toSorted((a, b) => b.startedAtMs - a.startedAtMs)[0];
  const isBusy = () => own().some(isUnfinished);
  const learn = async () => {
    setAsking(true);
    setFailure(undefined);
    try {
      await props.api.train({ targetId: props.target.id, budgetS: BUDGET_S });
    } catch (thrown) {
      setFailure(learnerFailureWords(learnerFailure(thrown), props.target, props.options));
    }
    setAsking(false);
  };
  return (
    <Card heading={text.learn.heading}>
      <p class={styles.hint}>{text.learn.what}</p>
      <div class={styles.buttons}>
        <Button look="primary" busy={asking()} closed={isBusy()} onClick={() => void learn()}>
          {text.learn.now}
        </Button>
        <ButtonLink href={`/learn/models?of=${encodeURIComponent(props.target.id)}`}>
          {text.learn.more}
        </ButtonLink>
      </div>
      <Show when={failure()}>
        {(why) => (
          <Notice tone="watch" live>
            {`${text.learn.notStarted} ${why()}`}
          </Notice>
        )}
      </Show>
      <Show when={newest()?.id} keyed>
        {(id) => (
          <Show when={own().find((training) => training.id === id)}>
            {(training) => <TrainingPanel training={training()} api={props.api} options={props.options} />}
          </Show>
        )}
      </Show>
    </Card>
  );
}
