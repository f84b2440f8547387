import { createSignal, Show } from 'solid-js';
import type { Alert } from '../domain/alert.ts';
import { isSilenceCall } from '../domain/silence-call.ts';
import { Button } from '../ui/button.tsx';
import { alertVerdict as text } from '../ui/text/en/alert-verdict.ts';
import { common } from '../ui/text/en/common.ts';
import { useToast } from '../ui/toast.tsx';
import styles from './alert-verdict.module.css';
import { createAnswer } from './create-answer.ts';
import { useFleet } from './fleet-context.ts';

/** Lets the owner call an alarm false that chance may have raised; nothing for those that a device tells itself. */
export function AlertVerdict(props: { readonly alert: Alert }) {
  return (
    <Show when={isSilenceCall(props.alert)}>
      <Verdict id={props.alert.id} />
    </Show>
  );
}

function Verdict(props: { readonly id: string }) {
  const { collector } = useFleet();
  const toast = useToast();
  const kept = createAnswer(
    () => props.id,
    () => collector.verdicts(),
  );
  /** What was said on this page, which is newer than what was kept when it opened. */
  const [said, setSaid] = createSignal<{ readonly verdict: 'false-alarm' | undefined }>();
  const [sending, setSending] = createSignal(false);
  const isFalse = () => (said() ?? { verdict: kept.latest()?.[props.id] }).verdict === 'false-alarm';
  let button: HTMLButtonElement | undefined;
  const say = async (verdict: 'false-alarm' | undefined) => {
    const { id } = props;
    const held = button !== undefined && document.activeElement === button;
    setSending(true);
    try {
      await collector.judgeFinding(id, verdict);
      setSaid({ verdict });
      const action = { label: common.undo, run: () => void say(verdict ? undefined : 'false-alarm') };
      toast({ words: verdict ? text.judged : text.taken, topic: `verdict ${id}`, action });
      // The button that was pressed is gone, and a keyboard would begin at the top again.
      if (held) button?.focus();
    } catch (error) {
      console.error('what its owner said of an alert was not kept', error);
      toast({ words: text.notKept });
    } finally {
      setSending(false);
    }
  };
  return (
    <Show when={kept.latest()}>
      <Show
        when={isFalse()}
        fallback={
          <Button ref={button} look="quiet" busy={sending()} onClick={() => void say('false-alarm')}>
            {text.false}
          </Button>
        }
      >
        <p class={styles.verdict}>
          {text.calledFalse}
          <Button ref={button} look="quiet" busy={sending()} onClick={() => void say(undefined)}>
            {text.takeBack}
          </Button>
        </p>
      </Show>
    </Show>
  );
}
