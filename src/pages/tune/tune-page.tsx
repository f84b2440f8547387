import { useSearchParams } from '@solidjs/router';
import { createMemo, For, Match, Show, Switch } from 'solid-js';
import type { MinerView } from '../../domain/fleet-view.ts';
import { wayOf } from '../../domain/tuning.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { tune as text } from '../../ui/text/en/tune.ts';
import type { TuningView } from '../../workers/tuning-api.ts';
import { useFleet } from '../fleet-context.ts';
import { createTuning, type MinerTuning } from './create-tuning.ts';
import { ParetoChart } from './pareto-chart.tsx';
import { PicksCard } from './picks-card.tsx';
import { SessionCard } from './session-card.tsx';
import { SiliconCard } from './silicon-card.tsx';
import { StartForm } from './start-form.tsx';
import styles from './tune-page.module.css';
import { pointWords } from './tuning-words.ts';

/** Finds a miner's best setting. The address says which miner: `?miner=id`. */
export function TunePage() {
  const { view } = useFleet();
  const miners = () => view()?.miners ?? [];
  return (
    <Page heading={text.heading} lead={text.lead}>
      <Switch fallback={<Loading />}>
        <Match when={miners().length > 0}>
          <Chosen miners={miners()} />
        </Match>
        <Match when={view()}>
          <EmptyState
            heading={text.noMiners.heading}
            purpose={text.noMiners.purpose}
            actions={
              <ButtonLink href="/add" look="primary">
                {text.noMiners.action}
              </ButtonLink>
            }
          />
        </Match>
      </Switch>
    </Page>
  );
}

function Loading() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.loading}
      </p>
      <Skeleton height="14rem" />
    </>
  );
}

function Chosen(props: { readonly miners: readonly MinerView[] }) {
  const [search, setSearch] = useSearchParams<{ miner?: string }>();
  const chosen = createMemo(
    () => props.miners.find(({ miner }) => miner.id === search.miner) ?? props.miners[0],
  );
  const id = createMemo(() => chosen()?.miner.id ?? '');
  const tuning = createTuning(id);
  return (
    <>
      <div class={styles.choice}>
        <SelectField
          label={text.miner}
          choices={props.miners.map(({ miner }) => ({ choice: miner.id, label: miner.name }))}
          chosen={id()}
          onChoose={(miner) => setSearch({ miner }, { replace: true })}
        />
      </div>
      <Switch fallback={<Loading />}>
        <Match when={tuning.failure()}>
          <Notice tone="watch" live action={<Button onClick={tuning.reload}>{common.tryAgain}</Button>}>
            {text.failed}
          </Notice>
        </Match>
        <Match when={tuning.view()}>
          {(view) => <Tuned miner={chosen()} view={view()} tuning={tuning} />}
        </Match>
      </Switch>
    </>
  );
}

function Tuned(props: {
  readonly miner: MinerView | undefined;
  readonly view: TuningView;
  readonly tuning: MinerTuning;
}) {
  const session = () => props.view.session;
  const isRunning = () => session() !== undefined && session()?.phase !== 'ended';
  const minerId = () => props.miner?.miner.id ?? '';
  /** Where it stands now, of what was tuned. */
  const present = () => {
    const tuned = session();
    return tuned && props.view.ways?.find(({ way }) => way === wayOf(tuned.point))?.present;
  };
  return (
    <>
      <Show when={props.view.cannot && !isRunning() && props.view.cannot}>
        {(why) => (
          <Notice
            tone="info"
            action={<ButtonLink href={`/miner/${encodeURIComponent(minerId())}`}>{text.toMiner}</ButtonLink>}
          >
            {text.cannot[why()]}
          </Notice>
        )}
      </Show>
      <Show when={session()}>
        {(shown) => (
          <SessionCard
            session={shown()}
            isRehearsal={props.view.isRehearsal === true}
            busy={props.tuning.busy()}
            onStop={() => void props.tuning.stop()}
            onPause={(isPaused) => void props.tuning.pause(isPaused)}
          />
        )}
      </Show>
      <Show when={props.view.picture}>
        {(picture) => (
          <>
            <PicksCard
              picks={picture().picks}
              present={present() ?? (isRunning() ? session()?.point : undefined)}
              closed={isRunning() || props.view.cannot !== undefined}
              busy={props.tuning.busy()}
              onApply={(point) => void props.tuning.apply(point)}
            />
            <Show when={session()}>{(shown) => <ParetoChart session={shown()} picture={picture()} />}</Show>
            <Show when={picture().silicon}>
              {(silicon) => (
                <SiliconCard
                  silicon={silicon()}
                  picks={picture().picks}
                  model={(props.miner && hardwareName(props.miner.miner.identity)) ?? ''}
                />
              )}
            </Show>
          </>
        )}
      </Show>
      <Show when={!isRunning() && props.view.limits}>
        {(limits) => (
          <StartForm
            limits={limits()}
            ways={props.view.ways ?? []}
            hashrateHs={props.miner?.reading?.hashrateHs}
            busy={props.tuning.busy()}
            onStart={(wish) => void props.tuning.start(wish)}
          />
        )}
      </Show>
      <Show when={props.view.past.length > 0}>
        <Card heading={text.past.heading}>
          <ul class={styles.past}>
            <For each={props.view.past}>
              {({ startedMs, trials, lastGood }) => (
                <li>{text.past.line(formatDayAndClock(startedMs), trials.length, pointWords(lastGood))}</li>
              )}
            </For>
          </ul>
        </Card>
      </Show>
    </>
  );
}
