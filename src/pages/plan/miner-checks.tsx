import { For } from 'solid-js';
import type { MinerView } from '../../domain/fleet-view.ts';
import styles from './plan-page.module.css';

/** Some of the miners, by ticking them. */
export function MinerChecks(props: {
  readonly legend: string;
  readonly miners: readonly MinerView[];
  readonly chosen: readonly string[];
  readonly onChoose: (minerIds: readonly string[]) => void;
}) {
  const toggled = (id: string, isOn: boolean) =>
    isOn ? [...props.chosen, id] : props.chosen.filter((each) => each !== id);
  return (
    <fieldset class={styles.group}>
      <legend>{props.legend}</legend>
      <div class={styles.checks}>
        <For each={props.miners.map(({ miner }) => miner.id)}>
          {(id) => (
            <label>
              <input
                type="checkbox"
                checked={props.chosen.includes(id)}
                onChange={(event) => props.onChoose(toggled(id, event.currentTarget.checked))}
              />
              {props.miners.find(({ miner }) => miner.id === id)?.miner.name}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
