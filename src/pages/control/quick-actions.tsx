import { Show } from 'solid-js';
import type { ControlKind, DeviceChange } from '../../domain/control.ts';
import { Button } from '../../ui/button.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import type { ControlView } from '../../workers/control-api.ts';
import styles from './control.module.css';

/** What takes one press: pause or resume, the lamp, and a restart, which is asked about. */
export function QuickActions(props: {
  readonly view: ControlView;
  readonly running: ControlKind | undefined;
  readonly onSend: (change: DeviceChange) => void;
  readonly onReview: (change: DeviceChange) => void;
}) {
  const words = text.now;
  const offers = (kind: ControlKind) => props.view.offers.includes(kind);
  const paused = () => props.view.settings.paused;
  return (
    <section class={styles.group}>
      <h3>{words.heading}</h3>
      <div class={styles.buttons}>
        <Show when={offers('pause') && paused() !== true}>
          <Button
            look="primary"
            icon="paused"
            busy={props.running === 'pause'}
            onClick={() => props.onSend({ kind: 'pause' })}
          >
            {words.pause}
          </Button>
        </Show>
        <Show when={offers('resume') && paused() !== false}>
          <Button
            look="primary"
            busy={props.running === 'resume'}
            onClick={() => props.onSend({ kind: 'resume' })}
          >
            {words.resume}
          </Button>
        </Show>
        <Show when={offers('restart')}>
          <Button busy={props.running === 'restart'} onClick={() => props.onReview({ kind: 'restart' })}>
            {words.restart}
          </Button>
        </Show>
        <Show when={offers('identify')}>
          <Button busy={props.running === 'identify'} onClick={() => props.onSend({ kind: 'identify' })}>
            {words.identify}
          </Button>
        </Show>
      </div>
    </section>
  );
}
