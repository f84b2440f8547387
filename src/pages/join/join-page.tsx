import { Match, onMount, Switch } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatDay } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { devices } from '../../ui/text/en/devices.ts';
import { atStep } from '../at-step.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { openOwnFleetFirst } from '../own-fleet-first.ts';
import { createJoining } from './create-joining.ts';
import { deviceName } from './device-name.ts';
import styles from './join-page.module.css';

const text = devices.join;

/** What a new device shows that was led here by the owner's QR code. */
export function JoinPage(props: { readonly takeCode?: (() => string | undefined) | undefined }) {
  const fleet = useFleet();
  const [joining, join] = createJoining(fleet.ownCollector, deviceName(navigator));
  onMount(() => {
    if (globalThis.isSecureContext) join(props.takeCode?.());
  });
  return (
    <Page heading={text.heading} width="narrow">
      <Switch
        fallback={<Notice tone="info">{globalThis.isSecureContext ? text.noCode : text.insecure}</Notice>}
      >
        <Match when={joining().step === 'asking'}>
          <p role="status">{text.asking}</p>
        </Match>
        <Match when={atStep(joining(), 'digits')}>{(shown) => <Digits digits={shown().digits} />}</Match>
        <Match when={atStep(joining(), 'taking')}>{(taking) => <Taking {...taking()} />}</Match>
        <Match when={atStep(joining(), 'in')}>{(done) => <In {...done()} />}</Match>
        <Match when={joining().step === 'refused'}>
          <Notice live tone="act">
            {text.refused}
          </Notice>
        </Match>
        <Match when={joining().step === 'expired'}>
          <Notice live tone="watch">
            {text.expired}
          </Notice>
        </Match>
        <Match when={atStep(joining(), 'failed')}>
          {(failed) => (
            <Notice
              live
              tone="act"
              action={<Button onClick={() => failed().again()}>{text.tryAgain}</Button>}
            >
              {failed().words}
            </Notice>
          )}
        </Match>
      </Switch>
    </Page>
  );
}

/** What the owner types on the other screen. */
function Digits(props: { readonly digits: string }) {
  return (
    <Card>
      <p>{text.digits}</p>
      <p class={styles.digits}>
        <span aria-hidden="true">
          {props.digits.slice(0, 3)} {props.digits.slice(3)}
        </span>
        <span class="visually-hidden">{text.spelled(props.digits)}</span>
      </p>
      <p class={styles.hint}>{text.where}</p>
    </Card>
  );
}

function Taking(props: { readonly done: number; readonly all: number }) {
  return (
    <Card>
      <p role="status">{text.confirmed}</p>
      <ProgressBar
        label={text.taking(props.done, props.all)}
        done={props.all === 0 ? 1 : props.done / props.all}
      />
    </Card>
  );
}

function In(props: { readonly taken: number; readonly missed: readonly string[] }) {
  const fleet = useFleet();
  openOwnFleetFirst();
  const recorder = createAnswer(
    () => undefined,
    async () => (await fleet.ownCollector()).recorder(),
  );
  const history = () => {
    const report = recorder.latest();
    const since = report?.recording
      ? Math.min(...report.miners.map(({ oldestAtMs }) => oldestAtMs))
      : Infinity;
    return Number.isFinite(since) ? text.recorded(formatDay(since)) : text.history;
  };
  const words = () => (props.taken + props.missed.length === 0 ? text.takenNone : text.taken(props.taken));
  return (
    <Notice
      live
      tone="good"
      action={
        <Button look="primary" onClick={() => fleet.show('real')}>
          {text.show}
        </Button>
      }
    >
      <strong>{text.confirmed}</strong>
      <p>{props.missed.length > 0 ? text.missed(props.missed.join(', ')) : words()}</p>
      <p class={styles.hint}>{history()}</p>
    </Notice>
  );
}
