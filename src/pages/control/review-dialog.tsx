import { createSignal, Show } from 'solid-js';
import { isWatchedKind, LARGEST_RAISE_PART } from '../../domain/action.ts';
import type { DeviceChange, SettingDifference } from '../../domain/control.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { action as actions } from '../../ui/text/en/action.ts';
import { control as text } from '../../ui/text/en/control.ts';
import type { ChangeWish } from '../../workers/control-api.ts';
import styles from './control.module.css';
import { DifferencesTable } from './differences-table.tsx';

/** Shows what a change would do, and asks before it is sent. */
export function ReviewDialog(props: {
  readonly minerName: string;
  readonly change: DeviceChange;
  readonly differences: readonly SettingDifference[];
  readonly onClose: () => void;
  readonly onSend: (wish: ChangeWish) => void;
}) {
  const [putsBack, setPutsBack] = createSignal(true);
  const isWatched = () => isWatchedKind(props.change.kind);
  const isGradual = () => props.differences.some(isFarUp);
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
      <Show when={isGradual()}>
        <p class={styles.hint}>{actions.gradual}</p>
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

/** Is it raised by more than one step? */
function isFarUp({ setting, before, wanted }: SettingDifference): boolean {
  const isRaised = setting === 'frequencyMhz' || setting === 'coreVoltageMv' || setting === 'powerLimitW';
  return (
    isRaised &&
    typeof before === 'number' &&
    typeof wanted === 'number' &&
    wanted > (1 + LARGEST_RAISE_PART) * before
  );
}
