import { Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { SwitchField } from '../../ui/switch-field.tsx';
import { action } from '../../ui/text/en/action.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './control.module.css';
import type { MinerControl } from './create-control.ts';

const text = action.away;

/** The owner's consent to the helper's going on while no page is open; only where the helper records, for else it cannot. */
export function AwaySwitch(props: {
  readonly miner: Miner;
  readonly control: MinerControl;
  readonly hasPassword: boolean;
}) {
  const { view } = useFleet();
  const allowed = () => props.miner.away !== undefined;
  return (
    <Show when={view()?.recorder || allowed()}>
      <section class={styles.group}>
        <h3>{text.heading}</h3>
        <SwitchField
          label={text.label}
          hint={text.does}
          on={allowed()}
          onSwitch={(on) => void props.control.allowAway(on)}
        />
        <p class={styles.hint}>
          {text.waits} <Show when={props.hasPassword}>{text.password}</Show>
        </p>
      </section>
    </Show>
  );
}
