import { Show } from 'solid-js';
import type { DeviceChange, SettingDifference } from '../../domain/control.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';
import { DifferencesTable } from './differences-table.tsx';

/** Shows what a change would do, and asks before it is sent. */
export function ReviewDialog(props: {
  readonly minerName: string;
  readonly change: DeviceChange;
  readonly differences: readonly SettingDifference[];
  readonly onClose: () => void;
  readonly onSend: () => void;
}) {
  const isRestart = () => props.change.kind === 'restart';
  const pools = () => (props.change.kind === 'pools' ? props.change.pools : []);
  return (
    <Dialog
      open
      heading={isRestart() ? text.now.restartQuestion(props.minerName) : text.review.heading(props.minerName)}
      onClose={props.onClose}
      actions={
        <Button look="primary" onClick={() => props.onSend()}>
          {isRestart() ? text.now.restart : text.review.send}
        </Button>
      }
    >
      <Show when={!isRestart()} fallback={<p>{text.now.restartWarning}</p>}>
        <DifferencesTable differences={props.differences} />
      </Show>
      <Show when={props.change.kind === 'fan'}>
        <p class={styles.hint}>{text.fan.fixedWarning}</p>
      </Show>
      <Show when={pools().length > 0}>
        <p class={styles.hint}>{text.pools.restarts}</p>
        <Show when={pools().some(({ password }) => password !== undefined)}>
          <p class={styles.hint}>{text.pools.passwordStays}</p>
        </Show>
      </Show>
    </Dialog>
  );
}
