import { createMemo, For, Show } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { createRemembered } from '../../ui/remembered-signal.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { MinerCard } from './miner-card.tsx';
import styles from './miner-cards.module.css';
import { orderedMiners, SORTS } from './miner-order.ts';

const text = fleet.miners;

/** All miners as cards, in the order that the owner chose and this browser remembers. */
export function MinerCards(props: { readonly view: FleetView; readonly nowMs: number }) {
  const [sort, setSort] = createRemembered('fleet-sort', SORTS, 'worst');
  const miners = createMemo(
    () => new Map(props.view.miners.map((view): [string, typeof view] => [view.miner.id, view])),
  );
  // Ids and not views: a new view of a miner must not build its card anew under the owner's finger.
  const ids = () => orderedMiners(props.view, sort(), props.nowMs).map(({ miner }) => miner.id);
  const choices = SORTS.map((choice) => ({ choice, label: text.sorts[choice] }));
  return (
    <section class={styles.section} aria-labelledby="miners">
      <div class={styles.head}>
        <h2 id="miners">{text.heading}</h2>
        <Show when={props.view.miners.length > 1}>
          <div class={styles.sort}>
            <SelectField label={text.sortBy} choices={choices} chosen={sort()} onChoose={setSort} />
          </div>
        </Show>
        <ButtonLink href="/add" icon="add">
          {text.add}
        </ButtonLink>
      </div>
      <ul class={styles.cards}>
        <For each={ids()}>
          {(id) => (
            <li>
              <Show when={miners().get(id)}>
                {(view) => (
                  <MinerCard
                    view={view()}
                    alerts={props.view.alerts}
                    settings={props.view.settings}
                    nowMs={props.nowMs}
                  />
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
