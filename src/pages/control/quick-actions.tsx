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
  // One button that turns from the one into the other, so that a keyboard stays where it is.
  const turn = () => (paused() === true ? 'resume' : 'pause');
  const stateOf = (kind: ControlKind) => ({
    busy: props.running === kind,
    closed: props.running !== undefined,
  });
  return (
    <section class={styles.group}>
      <h3>{words.heading}</h3>
      <div class={styles.buttons}>
        <Show when={offers(turn())}>
          <Button
            look="primary"
            icon={turn() === 'pause' ? 'paused' : undefined}
            {...stateOf(turn())}
            onClick={() => props.onSend({ kind: turn() })}
          >
            {words[turn()]}
          </Button>
        </Show>
        <Show when={offers('resume') && paused() === undefined}>
          <Button look="primary" {...stateOf('resume')} onClick={() => props.onSend({ kind: 'resume' })}>
            {words.resume}
          </Button>
        </Show>
        <Show when={offers('restart')}>
          <Button {...stateOf('restart')} onClick={() => props.onReview({ kind: 'restart' })}>
            {words.restart}
          </Button>
        </Show>
        <Show when={offers('identify')}>
          <Button {...stateOf('identify')} onClick={() => props.onSend({ kind: 'identify' })}>
            {words.identify}
          </Button>
        </Show>
      </div>
    </section>
  );
}
