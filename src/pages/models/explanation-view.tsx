import { createMemo, For, Match, Show, Switch } from 'solid-js';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { CurveChart } from '../../ui/chart/curve-chart.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { models as text } from '../../ui/text/en/models.ts';
import type { ForecastApi, ModelExplanation } from '../../workers/forecast-api.ts';
import { createAnswer } from '../create-answer.ts';
import type { Figures } from '../forecast/create-figures.ts';
import { differenceFigure, forecastFigure } from '../forecast/forecast-figure.ts';
import { learnerFailure, learnerFailureWords } from '../forecast/learner-failure-words.ts';
import styles from './models-page.module.css';
import { PushBars } from './push-bars.tsx';

const words = text.explain;

/** What a model looks at: what moves it now, what matters over the past, and how it answers to single features. */
export function ExplanationView(props: {
  readonly modelId: string;
  readonly target: ForecastTarget;
  readonly api: ForecastApi;
  readonly figures: Figures;
}) {
  // The registry is read anew each minute: that alone is no reason to explain a model again.
  const modelId = createMemo(() => props.modelId);
  const answer = createAnswer(modelId, (id) => props.api.explain(id));
  return (
    <Switch fallback={<ProgressBar label={words.asking} />}>
      <Match when={answer.failed()}>
        <Notice tone="watch" live>
          {learnerFailureWords(learnerFailure(answer.failure()))}
        </Notice>
      </Match>
      <Match when={answer.latest()}>
        {(explanation) => (
          <Explained explanation={explanation()} target={props.target} figures={props.figures} />
        )}
      </Match>
    </Switch>
  );
}

function Explained(props: {
  readonly explanation: ModelExplanation;
  readonly target: ForecastTarget;
  readonly figures: Figures;
}) {
  const { unit } = props.target;
  const features = () => props.figures.features(unit);
  const figure = (value: number) => forecastFigure(value, unit, props.figures.options());
  const difference = (value: number) => differenceFigure(value, unit, props.figures.options());
  return (
    <section class={styles.details} aria-label={words.heading}>
      <p class={styles.hint}>{words.methods[props.explanation.method]}</p>
      <p>{words.sum(figure(props.explanation.baseValue), figure(props.explanation.said))}</p>
      <Show when={props.explanation.pushes.length > 0}>
        <h3>{words.pushes}</h3>
        <PushBars
          bars={props.explanation.pushes.map(({ feature, value, push }) => ({
            label: words.push(features().label(feature), features().figure(feature, value)),
            figure: push < 0 ? words.down(difference(push)) : words.up(difference(push)),
            size: push,
          }))}
        />
      </Show>
      <Show when={props.explanation.importance.length > 0}>
        <h3>{words.importance}</h3>
        <PushBars
          bars={props.explanation.importance.map(({ feature, errorGrowth }) => ({
            label: features().label(feature),
            figure: words.growth(formatPercent(errorGrowth)),
            size: Math.max(0, errorGrowth),
          }))}
        />
      </Show>
      <Show when={props.explanation.dependence.length > 0}>
        <h3>{words.dependence}</h3>
        <For each={props.explanation.dependence}>
          {({ feature, at, said }) => (
            <CurveChart
              label={words.curve(features().label(feature))}
              summary={words.curveSummary(
                features().label(feature),
                features().figure(feature, at[0] ?? Number.NaN),
                features().figure(feature, at.at(-1) ?? Number.NaN),
                figure(said[0] ?? Number.NaN),
                figure(said.at(-1) ?? Number.NaN),
              )}
              xLabel={features().label(feature)}
              curves={[{ label: words.dependence, x: at, y: said }]}
              formatX={(value) => features().figure(feature, value)}
              formatY={figure}
            />
          )}
        </For>
      </Show>
    </section>
  );
}
