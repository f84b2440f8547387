import { For, Match, Show, Switch } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format/share-counts.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { models as text } from '../../ui/text/en/models.ts';
import { useToast } from '../../ui/toast.tsx';
import type { ForecastApi, TrainingView } from '../../workers/forecast-api.ts';
import { useFleet } from '../fleet-context.ts';
import { differenceFigure, type FigureOptions } from '../forecast/forecast-figure.ts';
import { learnerFailure, learnerFailureWords } from '../forecast/learner-failure-words.ts';
import { bandWords, whyWords } from '../forecast/speaker-words.ts';
import { targetName } from '../forecast/target-words.ts';
import { isUnfinished } from '../forecast/training-state.ts';
import styles from './models-page.module.css';
import { TrainingCurve } from './training-curve.tsx';
import { backendName, trainingWords } from './training-words.ts';

const words = text.training;

/** One training: how far it is, what it is at, and the ways to hold or end it. */
export function TrainingPanel(props: {
  readonly training: TrainingView;
  readonly api: Pick<ForecastApi, 'pause' | 'resume' | 'cancel'>;
  readonly options: FigureOptions & { readonly nowMs: number };
}) {
  const toast = useToast();
  const fleet = useFleet();
  const { id, target } = props.training;
  const ask = (asked: Promise<void>) => {
    asked.catch((thrown: unknown) => {
      toast({ words: text.failed(learnerFailureWords(learnerFailure(thrown))) });
    });
  };
  return (
    <section class={styles.training} aria-label={words.of(targetName(target))}>
      <Show
        when={isUnfinished(props.training)}
        fallback={
          <p>
            <strong>{targetName(target)}</strong>: {trainingWords(props.training, fleet.nowMs())}
          </p>
        }
      >
        <ProgressBar
          label={targetName(target)}
          done={props.training.phase === 'queued' ? undefined : props.training.done}
          note={trainingWords(props.training, fleet.nowMs())}
        />
        <div class={styles.buttons}>
          <Show
            when={props.training.paused === 'owner'}
            fallback={<Button onClick={() => ask(props.api.pause(id))}>{words.pause}</Button>}
          >
            <Button onClick={() => ask(props.api.resume(id))}>{words.resume}</Button>
          </Show>
          <Button look="danger" onClick={() => ask(props.api.cancel(id))}>
            {words.cancel}
          </Button>
        </div>
      </Show>
      <Switch>
        <Match when={props.training.failure}>
          {(failure) => (
            <Notice tone="watch" live>
              {learnerFailureWords(failure(), target, props.options)}
            </Notice>
          )}
        </Match>
        <Match when={props.training.outcome}>
          {(contest) => (
            <div role="status">
              <h3>{words.outcome}</h3>
              <ul class={styles.plainList}>
                <For each={contest().bands}>
                  {(band) => (
                    <li>
                      <strong>{bandWords(band, target)}.</strong> {whyWords(band.speaker, band, contest())}
                    </li>
                  )}
                </For>
              </ul>
            </div>
          )}
        </Match>
      </Switch>
      <Show when={isUnfinished(props.training) && props.training.model}>
        {(model) => (
          <>
            <p class={styles.hint}>
              {words.model(text.kinds[model().kind], backendName(model().backend))}
              <Show when={props.training.tried[0]}>
                {(best) => (
                  <>
                    {'. '}
                    {words.tried(
                      formatCount(props.training.tried.length),
                      text.kinds[best().kind],
                      differenceFigure(best().mae, target.unit, props.options),
                    )}
                  </>
                )}
              </Show>
            </p>
            <TrainingCurve name={text.kinds[model().kind]} curve={model().curve} />
          </>
        )}
      </Show>
    </section>
  );
}
