import { useSearchParams } from '@solidjs/router';
import { createMemo, Match, Show, Switch } from 'solid-js';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { ForecastApi, TargetStanding } from '../../workers/forecast-api.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { createFigures } from './create-figures.ts';
import { FanPicture } from './fan-picture.tsx';
import styles from './forecast-page.module.css';
import { chosenHorizon, chosenThing, forecastThings, horizonsOf } from './forecast-things.ts';
import { ForecastView } from './forecast-view.tsx';
import { lackWay, lackWords } from './lack-words.ts';
import { LearnCard } from './learn-card.tsx';
import { learnerFailure, learnerFailureWords } from './learner-failure-words.ts';
import { type KeptLearner, useLearner } from './learner-keeper.ts';
import { LearnerTroubleNotice } from './learner-trouble-notice.tsx';
import { patiently } from './patiently.ts';
import { StandingsCard } from './standings-card.tsx';
import { TargetPicker } from './target-picker.tsx';
import { isUnfinished } from './training-state.ts';

/** Forecasts are made anew so often: nothing that is told by the hour changes faster. */
const REFRESH_MS = 5 * 60_000;
/** What is lacking is looked for so often: a past that is imported or laid down comes within minutes. */
const LOOK_MS = 60_000;

/** What comes next, how sure that is, who says so, and how often it was right. */
export function ForecastPage() {
  const fleet = useFleet();
  const learner = useLearner('forecasts');
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/learn/models">{text.models}</ButtonLink>}
    >
      <Show when={fleet.kind === 'demo'}>
        <Notice tone="info">{text.demo}</Notice>
      </Show>
      <Switch fallback={<Opening />}>
        <Match when={learner.trouble()}>
          {(trouble) => <LearnerTroubleNotice trouble={trouble()} onAgain={learner.openAgain} />}
        </Match>
        <Match when={learner.api()}>{(api) => <Standings api={api()} learner={learner} />}</Match>
      </Switch>
    </Page>
  );
}

function Standings(props: { readonly api: ForecastApi; readonly learner: KeptLearner }) {
  const fleet = useFleet();
  const ended = createMemo(() => props.learner.trainings().filter((each) => !isUnfinished(each)).length);
  const occasion = createMemo(() => Math.floor(fleet.nowMs() / REFRESH_MS) + ended());
  const look = createMemo(() => Math.floor(fleet.nowMs() / LOOK_MS) + ended());
  const answer = createAnswer(look, () => patiently(() => props.api.forecastTargets()));
  // As long as nothing has changed, nothing is made anew: an open list of choices stays open.
  const known = createMemo(answer.latest, undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  return (
    <Switch fallback={<Opening />}>
      <Match when={known()}>
        {(standings) => (
          <Show when={standings().length > 0} fallback={<Nothing />}>
            <Body standings={standings()} api={props.api} learner={props.learner} occasion={occasion()} />
          </Show>
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

function Body(props: {
  readonly standings: readonly TargetStanding[];
  readonly api: ForecastApi;
  readonly learner: KeptLearner;
  readonly occasion: number;
}) {
  const [query, setQuery] = useSearchParams<{ of: string; ahead: string }>();
  const figures = createFigures(props.learner.features);
  const things = createMemo(() => forecastThings(props.standings));
  const thing = createMemo(() => chosenThing(things(), query.of));
  const chosen = createMemo(() => {
    const its = thing();
    if (!its) return undefined;
    const horizons = horizonsOf(its);
    const horizon = chosenHorizon(horizons, query.ahead);
    return horizon && { thing: its, horizons, horizon };
  });
  return (
    <Show when={chosen()}>
      {(its) => (
        <>
          <TargetPicker
            things={things()}
            {...its()}
            onThing={(of) => setQuery({ of, ahead: undefined })}
            onHorizon={(ahead) => setQuery({ of: its().thing.key, ahead })}
          />
          <Show
            when={its().horizon.standing.lack === undefined}
            fallback={<NotYet standing={its().horizon.standing} options={figures.options()} />}
          >
            <ForecastView
              horizon={its().horizon}
              api={props.api}
              figures={figures}
              occasion={props.occasion}
              learn={
                <LearnCard
                  target={its().horizon.standing.target}
                  api={props.api}
                  learner={props.learner}
                  options={figures.options()}
                />
              }
            />
          </Show>
          <StandingsCard things={things()} options={figures.options()} />
        </>
      )}
    </Show>
  );
}

/** Why there is no forecast of it, until when, and what its owner can do. */
function NotYet(props: {
  readonly standing: TargetStanding;
  readonly options: Parameters<typeof lackWords>[2];
}) {
  return (
    <Show when={props.standing.lack}>
      {(lack) => (
        <Card heading={text.lack.heading}>
          <p>{lackWords(lack(), props.standing.target, props.options)}</p>
          <Show when={lackWay(lack())}>
            {(way) => (
              <div class={styles.buttons}>
                <ButtonLink look="primary" href={way().href}>
                  {way().label}
                </ButtonLink>
              </div>
            )}
          </Show>
        </Card>
      )}
    </Show>
  );
}

function Nothing() {
  return (
    <EmptyState
      heading={text.empty.heading}
      purpose={text.empty.purpose}
      picture={<FanPicture />}
      actions={
        <>
          <ButtonLink look="primary" href="/add">
            {text.empty.add}
          </ButtonLink>
          <ButtonLink href="/settings/sources">{text.empty.sources}</ButtonLink>
        </>
      }
    />
  );
}

function Opening() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.opening}
      </p>
      <Skeleton height="4rem" />
      <Skeleton height="20rem" />
    </>
  );
}
