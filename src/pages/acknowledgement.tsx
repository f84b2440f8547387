import { createSignal, onMount, Show } from 'solid-js';
import type { Alert } from '../domain/alert.ts';
import { Button } from '../ui/button.tsx';
import { alerts as text } from '../ui/text/en/alerts.ts';
import { useToast } from '../ui/toast.tsx';
import styles from './acknowledgement.module.css';
import { useFleet } from './fleet-context.ts';

/** The owner says that an alert has been seen; it stays open until it is over. */
export function Acknowledgement(props: { readonly alert: Alert; readonly look?: 'plain' | 'quiet' }) {
  const { collector } = useFleet();
  const toast = useToast();
  const [sending, setSending] = createSignal(false);
  let pressed = false;
  const acknowledge = async () => {
    pressed = true;
    setSending(true);
    try {
      await collector.acknowledge(props.alert.id);
    } catch (error) {
      console.error('the alert was not acknowledged', error);
      toast({ words: text.notAcknowledged });
    } finally {
      setSending(false);
    }
  };
  return (
    <Show
      when={props.alert.acknowledgedAtMs === undefined}
      fallback={<Seen takesFocus={pressed && document.activeElement === document.body} />}
    >
      <Button look={props.look} icon="check" busy={sending()} onClick={() => void acknowledge()}>
        {text.acknowledge}
      </Button>
    </Show>
  );
}

/** Stands where the button stood, and takes the focus that went with it. */
function Seen(props: { readonly takesFocus: boolean }) {
  let words: HTMLElement | undefined;
  onMount(() => {
    if (props.takesFocus) words?.focus({ preventScroll: true });
  });
  return (
    <span ref={words} class={styles.seen} tabindex="-1">
      {text.acknowledged}
    </span>
  );
}
