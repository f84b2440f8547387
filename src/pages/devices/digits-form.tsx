import { createSignal } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { devices } from '../../ui/text/en/devices.ts';
import type { ShownPairing } from './create-pairing.ts';
import styles from './devices-page.module.css';

const text = devices.pair;

/** Takes the six digits that the new device shows. */
export function DigitsForm(props: {
  readonly shown: ShownPairing;
  readonly onConfirm: (digits: string) => void;
  readonly onEnd: () => void;
}) {
  const [typed, setTyped] = createSignal('');
  const [unfinished, setUnfinished] = createSignal(false);
  const problem = () => {
    if (unfinished()) return text.needSix;
    return props.shown.wrongDigits && typed() === ''
      ? text.wrongDigits(props.shown.progress.triesLeft)
      : undefined;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const digits = typed().replaceAll(/\s/g, '');
    setUnfinished(!/^\d{6}$/.test(digits));
    if (unfinished()) return;
    props.onConfirm(digits);
    setTyped('');
  };
  return (
    <form class={styles.digits} onSubmit={submit} noValidate>
      <h3>{text.stepDigits}</h3>
      <Notice live tone="info">
        {text.claimed(props.shown.progress.deviceName ?? '')}
      </Notice>
      <TextField
        ref={(input) => queueMicrotask(() => input.focus())}
        name="digits"
        label={text.digits}
        hint={text.digitsHint}
        problem={problem()}
        inputMode="numeric"
        autocomplete="off"
        maxLength={11}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setUnfinished(false);
        }}
      />
      <div class={styles.actions}>
        <Button type="submit" look="primary" busy={props.shown.busy}>
          {text.confirm}
        </Button>
        <Button look="danger" onClick={() => props.onEnd()}>
          {text.notMine}
        </Button>
      </div>
    </form>
  );
}
