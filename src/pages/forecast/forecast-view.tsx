import { children, createEffect, createMemo, createSignal, For, type JSX, on, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { ForecastApi, ForecastReport } from '../../workers/forecast-api.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { ContestCard, ContestFigures } from './contest-card.tsx';
import type { Figures } from './create-figures.ts';
import { ForecastChart } from './forecast-chart.tsx';
import styles from './forecast-page.module.css';
import type { Horizon } from './forecast-things.ts';
import { HeldCard } from './held-card.tsx';
import { learnerFailure, learnerFailureWords } from './learner-failure-words.ts';
import { outlookWords } from './outlook-words.ts';
import { MOST_PAST, PastForecasts } from './past-forecasts.tsx';
import { patiently } from './patiently.ts';
import { ReasonsCard } from './reasons-card.tsx';
import { isAllKnown } from './speaker-words.ts';

/** The forecast of one target, as far ahead as was asked for: sentence, fan, who says it and how often it held. */
export function ForecastView(props: {
  readonly horizon: Horizon;
  readonly api: ForecastApi;
  readonly figures: Figures;
  /** Changes when there is something new to ask for. */
  readonly occasion: number;
  /** The way to something better, beside how good it is. */
  readonly learn: JSX.Element;
}) {
  // Each look at a property that holds markup builds that markup anew.
  const learn = children(() => props.learn);
  const target = () => props.horizon.standing.target;
  const question = createMemo(
    () => ({ targetId: target().id, steps: props.horizon.steps, occasion: props.occasion }),
    undefined,
    {
      equals: (a, b) => a.targetId === b.targetId && a.steps === b.steps && a.occasion === b.occasion,
    },
  );
  const answer = createAnswer(question, async ({ targetId, steps }) => {
    const [report, past] = await Promise.all([
      patiently(() => props.api.predict({ targetId, steps })),
      patiently(() => props.api.pastForecasts({ targetId, most: MOST_PAST })),
    ]);
    return { report, past };
  });
  // A forecast of another target must not stand under this one's name.
  const shown = () => {
    const latest = answer.latest();
    const isOwn =
      latest?.report.forecast.target.id === target().id &&
      latest.report.forecast.steps.length === props.horizon.steps;
    return isOwn ? latest : undefined;
  };
  const failure = () => (answer.failed() ? learnerFailure(answer.failure()) : undefined);
  return (
    <>
      <Show when={failure()}>
        {(why) => (
          <Notice tone="watch" live action={<Button onClick={answer.askAgain}>{common.tryAgain}</Button>}>
            {learnerFailureWords(why(), target(), props.figures.options())}
          </Notice>
        )}
      </Show>
      <Show
        when={shown()}
        fallback={
          <Show when={failure()} fallback={<Making />}>
            {learn()}
          </Show>
        }
      >
        {(its) => <Report report={its().report} past={its().past} figures={props.figures} learn={learn()} />}
      </Show>
    </>
  );
}

function Report(props: {
  readonly report: ForecastReport;
  readonly past: Awaited<ReturnType<ForecastApi['pastForecasts']>>;
  readonly figures: Figures;
  readonly learn: JSX.Element;
}) {
  const fleet = useFleet();
  const [at, setAt] = createSignal<number>();
  const target = () => props.report.forecast.target;
  createEffect(on([() => target().id, () => props.past.length], () => setAt(undefined), { defer: true }));
  const before = () => {
    const place = at();
    return place === undefined ? undefined : props.past[place];
  };
  const words = createMemo(() => outlookWords(props.report.forecast, props.figures.options()));
  const age = () => formatAge(fleet.nowMs() - props.report.forecast.madeAtMs);
  return (
    <>
      <Card>
        <p class={styles.outlook}>{words()[0]}</p>
        <For each={words().slice(1)}>{(sentence) => <p>{sentence}</p>}</For>
        <p class={styles.hint}>
          {text.outlook.made(age())} {target().quantity === 'earnings' ? props.figures.satsBasis() : ''}
        </p>
        <ForecastChart
          target={target()}
          steps={before()?.steps ?? props.report.forecast.steps}
          madeAtMs={before()?.madeAtMs ?? props.report.forecast.madeAtMs}
          came={before()?.came}
          past={props.report.past}
          options={props.figures.options()}
        />
        <PastForecasts forecasts={props.past} at={at()} onShow={setAt} />
      </Card>
      <div class={styles.columns}>
        <div class={styles.column}>
          <ContestCard forecast={props.report.forecast} contest={props.report.contest} />
          <Show when={!isAllKnown(props.report.forecast)}>
            <ReasonsCard reasons={props.report.reasons} target={target()} figures={props.figures} />
          </Show>
        </div>
        <div class={styles.column}>
          <HeldCard report={props.report} target={target()} />
          {props.learn}
        </div>
      </div>
      <Show when={props.report.contest}>
        {(contest) => (
          <ContestFigures
            forecast={props.report.forecast}
            contest={contest()}
            options={props.figures.options()}
            satsBasis={props.figures.satsBasis()}
          />
        )}
      </Show>
    </>
  );
}

function Making() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.making}
      </p>
      <Skeleton height="4rem" />
      <Skeleton height="20rem" />
    </>
  );
}
