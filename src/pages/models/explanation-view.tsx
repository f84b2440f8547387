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
/** What pushes less than the first ones is told in a sum. */
const MOST_BARS = 10;
/** A feature matters when error grows by so much without it: less is chance. */
const LEAST_GROWTH = 0.0005;

/** What a model looks at: what moves it now, what matters over the past, and how it answers to single features. */
export function ExplanationView(props: {
  readonly modelId: string;
  /** As the model is called: several may be explained on one page. */
  readonly name: string;
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
        {(explanation) => <Explained {...props} explanation={explanation()} />}
      </Match>
    </Switch>
  );
}

function Explained(props: {
  readonly explanation: ModelExplanation;
  readonly name: string;
  readonly target: ForecastTarget;
  readonly figures: Figures;
}) {
  const { unit } = props.target;
  const features = () => props.figures.features(unit);
  const figure = (value: number) => forecastFigure(value, unit, props.figures.options());
  const difference = (value: number) => differenceFigure(value, unit, props.figures.options());
  /** Where two differ by less than is written, the second is told by how far it lies from the first. */
  const around = (value: number, first: number) =>
    value === first || figure(value) !== figure(first) ? figure(value) : signed(value - first);
  const signed = (push: number) => (push < 0 ? words.down(difference(push)) : words.up(difference(push)));
  const othersPush = () => props.explanation.pushes.slice(MOST_BARS).reduce((sum, { push }) => sum + push, 0);
  const matters = () =>
    props.explanation.importance.filter(({ errorGrowth }) => errorGrowth > LEAST_GROWTH).slice(0, MOST_BARS);
  return (
    <section class={styles.details} aria-label={words.of(props.name)}>
      <p class={styles.hint}>{words.methods[props.explanation.method]}</p>
      <p>{words.sum(figure(props.explanation.baseValue), figure(props.explanation.said))}</p>
      <Show when={props.explanation.pushes.length > 0}>
        <h3>{words.pushes}</h3>
        <PushBars
          bars={props.explanation.pushes.slice(0, MOST_BARS).map(({ feature, value, push }) => ({
            label: Number.isNaN(value)
              ? features().label(feature)
              : words.push(features().label(feature), features().figure(feature, value)),
            figure: signed(push),
            size: push,
          }))}
        />
        <Show when={props.explanation.pushes.length > MOST_BARS}>
          <p class={styles.hint}>
            {words.others(props.explanation.pushes.length - MOST_BARS, signed(othersPush()))}
          </p>
        </Show>
      </Show>
      <Show when={props.explanation.importance.length > 0}>
        <h3>{words.importance}</h3>
        <Show when={matters().length > 0} fallback={<p>{words.noneMatters}</p>}>
          <PushBars
            bars={matters().map(({ feature, errorGrowth }) => ({
              label: features().label(feature),
              figure: words.growth(formatPercent(errorGrowth)),
              size: errorGrowth,
            }))}
          />
        </Show>
      </Show>
      <Show when={props.explanation.dependence.length > 0}>
        <h3>{words.dependence}</h3>
        <For each={props.explanation.dependence}>
          {({ feature, at, said }) => (
            <CurveChart
              label={words.curve(props.name, features().label(feature))}
              summary={words.curveSummary(
                features().label(feature),
                features().figure(feature, at[0] ?? Number.NaN),
                features().figure(feature, at.at(-1) ?? Number.NaN),
                figure(said[0] ?? Number.NaN),
                signed((said.at(-1) ?? Number.NaN) - (said[0] ?? Number.NaN)),
              )}
              xLabel={features().label(feature)}
              curves={[{ label: words.dependence, x: at, y: said }]}
              formatX={(value) => features().figure(feature, value)}
              formatY={(value) => around(value, said[0] ?? Number.NaN)}
            />
          )}
        </For>
      </Show>
    </section>
  );
}
