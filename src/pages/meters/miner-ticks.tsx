import { For, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import type { MeterRole } from '../../domain/wall-meter.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import styles from './meters.module.css';

/** Which miners a meter is for; of the meter of the whole house, what it must show. */
export function RoleMiners(props: {
  readonly role: MeterRole['kind'];
  readonly miners: readonly Miner[];
  readonly ticked: readonly string[];
  readonly onTick: (minerIds: readonly string[]) => void;
}) {
  const minersRole = () => (props.role === 'grid' ? undefined : props.role);
  return (
    <Show when={minersRole()} fallback={<p class={styles.hint}>{text.form.gridHint}</p>}>
      {(role) => (
        <MinerTicks
          label={text.form.miners[role()]}
          hint={text.form.minersHint[role()]}
          miners={props.miners}
          ticked={props.ticked}
          onTick={props.onTick}
        />
      )}
    </Show>
  );
}

function MinerTicks(props: {
  readonly label: string;
  readonly hint: string;
  readonly miners: readonly Miner[];
  readonly ticked: readonly string[];
  readonly onTick: (minerIds: readonly string[]) => void;
}) {
  const toggle = (id: string, on: boolean) =>
    props.onTick(on ? [...props.ticked, id] : props.ticked.filter((each) => each !== id));
  return (
    <fieldset class={styles.ticks}>
      <legend>{props.label}</legend>
      <Show when={props.miners.length > 0} fallback={<p class={styles.hint}>{text.form.noMiners}</p>}>
        <p class={styles.hint}>{props.hint}</p>
        <div class={styles.tickList}>
          <For each={props.miners}>
            {(miner) => (
              <label class={styles.tick}>
                <input
                  type="checkbox"
                  checked={props.ticked.includes(miner.id)}
                  onChange={(event) => toggle(miner.id, event.currentTarget.checked)}
                />
                <span>{miner.name}</span>
              </label>
            )}
          </For>
        </div>
      </Show>
    </fieldset>
  );
}
