import { For, Match, Show, Switch } from 'solid-js';
import { type Action, isOver, WATCH_MARKS_MS } from '../../domain/action.ts';
import type { DeviceSettings } from '../../domain/control.ts';
import { gradualWay } from '../../domain/gradual-way.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { action as text } from '../../ui/text/en/action.ts';
import styles from './control.module.css';
import { changeWords } from './setting-words.ts';

const DAY_MS = WATCH_MARKS_MS[2];

/** What of a miner is on its way, put off or watched, each with the way to end it; and what did badly within a day. */
export function OpenActions(props: {
  readonly actions: readonly Action[];
  /** How the miner is set, as it told last. */
  readonly settings: DeviceSettings | undefined;
  readonly onCallOff: (action: Action) => void;
}) {
  const open = () =>
    props.actions.filter((action) => !isOver(action) && (action.step !== 'sending' || isOnItsWay(action)));
  const bad = () => props.actions.filter(didBadly);
  return (
    <>
      <For each={bad()}>
        {(action) => (
          <Notice tone="watch">
            {badWords(action)} {action.reason ? text.reason(action.reason) : ''}
          </Notice>
        )}
      </For>
      <Show when={open().length > 0}>
        <section class={styles.group}>
          <h3>{text.heading}</h3>
          <ul class={styles.changes}>
            <For each={open()}>
              {(action) => (
                <li class={styles.change}>
                  <Open action={action} settings={props.settings} />
                  <Show when={action.step !== 'putting-back'}>
                    <Button
                      aria-label={`${endWords(action)}: ${changeWords(action.change)}`}
                      onClick={() => props.onCallOff(action)}
                    >
                      {endWords(action)}
                    </Button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </>
  );
}

function Open(props: { readonly action: Action; readonly settings: DeviceSettings | undefined }) {
  const wanted = () => changeWords(props.action.change);
  const due = () => formatDayAndClock(props.action.dueAtMs);
  return (
    <div>
      <Switch fallback={text.unfollowed(wanted())}>
        <Match when={props.action.step === 'watching' && props.action.watch}>
          {(watch) => (
            <>
              <div>{text.watched(wanted(), formatDayAndClock(watch().sinceMs + DAY_MS))}</div>
              <div class={styles.hint}>
                {text.ifBad[props.action.ifBad]}{' '}
                <Show when={watch().marks.length > 0}>
                  {text.marks(
                    watch().marks.filter(({ verdict }) => verdict === 'good').length,
                    WATCH_MARKS_MS.length,
                  )}
                </Show>
              </div>
            </>
          )}
        </Match>
        <Match when={isOnItsWay(props.action)}>
          <div>
            {props.action.step === 'waiting' ? text.nextStep(wanted(), due()) : text.isSending(wanted())}
          </div>
          <WayProgress action={props.action} settings={props.settings} />
          <div class={styles.hint}>{text.gradual}</div>
        </Match>
        <Match when={props.action.step === 'waiting'}>
          <div>{text.scheduled(text.by[props.action.by], wanted(), due())}</div>
          <Show when={props.action.reason}>
            {(reason) => <div class={styles.hint}>{text.reason(reason())}</div>}
          </Show>
        </Match>
      </Switch>
    </div>
  );
}

/** Some steps of a raise are made, and some are not. */
function isOnItsWay({ step, made }: Action): boolean {
  return made.length > 0 && (step === 'waiting' || step === 'sending');
}

/** How many steps of a raise are made, and when the last will be. */
function WayProgress(props: { readonly action: Action; readonly settings: DeviceSettings | undefined }) {
  const ahead = () => {
    const { change, made, dueAtMs } = props.action;
    const stands = Object.fromEntries(made.map(({ setting, wanted, after = wanted }) => [setting, after]));
    return gradualWay(change, { bounds: {}, ...props.settings, ...stands }, [], dueAtMs);
  };
  const begun = () => props.action.audit.filter(({ step }) => step === 'sending').length;
  const made = () => Math.max(1, begun() - (props.action.step === 'sending' ? 1 : 0));
  const all = () => made() + ahead().length;
  return (
    <ProgressBar
      label={text.progress(made(), all())}
      done={made() / all()}
      note={text.arrives(formatDayAndClock(ahead().at(-1)?.atMs ?? props.action.dueAtMs))}
    />
  );
}

function didBadly({ step, watch }: Action): boolean {
  return step === 'ended' && watch !== undefined && watch.marks.some(({ verdict }) => verdict === 'bad');
}

function badWords({ change, status, watch }: Action): string {
  const at = formatDayAndClock(watch?.marks.at(-1)?.atMs ?? 0);
  return status === 'rolled-back'
    ? text.putBack(changeWords(change), at)
    : text.notPutBack(changeWords(change), at);
}

function endWords({ step, made }: Action): string {
  if (step === 'watching') return text.keep;
  return made.length > 0 ? text.stopHere : text.callOff;
}
