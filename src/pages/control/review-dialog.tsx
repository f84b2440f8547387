import { createSignal, Show } from 'solid-js';
import { isWatchedKind } from '../../domain/action.ts';
import type { DeviceChange, SettingDifference } from '../../domain/control.ts';
import type { WayStep } from '../../domain/gradual-way.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { action as actions } from '../../ui/text/en/action.ts';
import { control as text } from '../../ui/text/en/control.ts';
import type { ChangeWish } from '../../workers/control-api.ts';
import styles from './control.module.css';
import { DifferencesTable } from './differences-table.tsx';
import { WayNotice } from './way-notice.tsx';

/** Shows what a change would do, and asks before it is sent. */
export function ReviewDialog(props: {
  readonly minerName: string;
  readonly change: DeviceChange;
  readonly differences: readonly SettingDifference[];
  /** By which steps it goes there. */
  readonly way: readonly WayStep[];
  readonly onClose: () => void;
  readonly onSend: (wish: ChangeWish) => void;
}) {
  const [putsBack, setPutsBack] = createSignal(true);
  const isWatched = () => isWatchedKind(props.change.kind);
  const isRestart = () => props.change.kind === 'restart';
  const pools = () => (props.change.kind === 'pools' ? props.change.pools : []);
  return (
    <Dialog
      open
      heading={isRestart() ? text.now.restartQuestion(props.minerName) : text.review.heading(props.minerName)}
      onClose={props.onClose}
      actions={
        <Button
          look="primary"
          onClick={() => props.onSend(isWatched() && putsBack() ? { ifBad: 'put-back' } : {})}
        >
          {isRestart() ? text.now.restart : text.review.send}
        </Button>
      }
    >
      <Show when={!isRestart()} fallback={<p>{text.now.restartWarning}</p>}>
        <DifferencesTable differences={props.differences} />
      </Show>
      <Show when={props.way.length > 1}>
        <WayNotice way={props.way} />
      </Show>
      <Show when={isWatched()}>
        <SwitchField
          label={actions.watchLabel}
          hint={actions.watchHint}
          on={putsBack()}
          onSwitch={setPutsBack}
        />
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
