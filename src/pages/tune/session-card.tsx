import { Match, Show, Switch } from 'solid-js';
import type { TuningSession } from '../../domain/tuning.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { tune } from '../../ui/text/en/tune.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './tune-page.module.css';
import { breachWords, energyWords, isSamePoint, pointWords } from './tuning-words.ts';

const text = tune.session;

/** The session under way, or how the last one ended. */
export function SessionCard(props: {
  readonly session: TuningSession;
  /** It ran on a copy of the miner. */
  readonly isRehearsal: boolean;
  readonly busy: boolean;
  readonly onStop: () => void;
  readonly onPause: (isPaused: boolean) => void;
}) {
  const { nowMs } = useFleet();
  const session = () => props.session;
  const isOver = () => session().phase === 'ended';
  const isPaused = () => session().phase === 'paused';
  return (
    <Card heading={isOver() ? text.ended : text.heading}>
      <Show
        when={isOver()}
        fallback={
          <>
            <p role="status" class={styles.now}>
              <Switch>
                <Match when={session().phase === 'setting'}>
                  {text.setting(pointWords(session().point))}
                </Match>
                <Match when={session().phase === 'returning'}>
                  {text.returning(pointWords(session().point))}
                </Match>
                <Match when={isPaused()}>{text.paused(pointWords(session().point))}</Match>
                <Match when={session().phase === 'measuring'}>
                  {text.measuring(
                    pointWords(session().point),
                    session().trials.length + 1,
                    session().task.mostTrials,
                  )}
                </Match>
              </Switch>
            </p>
            <ProgressBar label={text.heading} done={session().trials.length / session().task.mostTrials} />
            <Show when={!isPaused()}>
              <p class={styles.hint}>
                {session().samples.length > 0
                  ? text.samples(formatCount(session().samples.length))
                  : text.settling}{' '}
                {text.last(formatAge(Math.max(0, nowMs() - session().heardMs)))}{' '}
                <Show when={session().trials.length > 0}>{text.best(pointWords(session().lastGood))}</Show>
              </p>
            </Show>
            <div class={styles.actions}>
              <Button icon="close" busy={props.busy} onClick={props.onStop}>
                {text.stop}
              </Button>
              <Show when={session().phase !== 'returning'}>
                <Button busy={props.busy} onClick={() => props.onPause(!isPaused())}>
                  {isPaused() ? text.goOn : text.pause}
                </Button>
              </Show>
            </div>
          </>
        }
      >
        <p>
          {props.isRehearsal ? text.rehearsal : text.ends[session().end ?? 'stopped']}{' '}
          <Show when={session().breach}>{(breach) => breachWords(breach())}</Show>
        </p>
        <Show when={gainWords(session())}>{(gained) => <p class={styles.now}>{gained()}</p>}</Show>
      </Show>
    </Card>
  );
}

/** Energy for a hash where it began, and where it was left; undefined where that is the same. */
function gainWords({ trials, lastGood }: TuningSession): string | undefined {
  const first = trials[0];
  const last = trials.find(({ point }) => isSamePoint(point, lastGood));
  if (!first || !last || first === last) return undefined;
  return text.gained(
    `${energyWords(first)} (${pointWords(first.point)})`,
    `${energyWords(last)} (${pointWords(last.point)})`,
  );
}
