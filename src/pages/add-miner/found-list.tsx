import { createUniqueId, For, Show } from 'solid-js';
import { compareAddresses } from '../../domain/address-order.ts';
import type { FoundMiner } from '../../domain/discovery.ts';
import { formatAddress } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { firmwareName } from '../../ui/format/firmware-name.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { Icon } from '../../ui/icon.tsx';
import { findMiners } from '../../ui/text/en/find-miners.ts';
import { useFleet } from '../fleet-context.ts';
import type { Selection } from './create-selection.ts';
import styles from './found-list.module.css';
import { foundName } from './found-name.ts';

const text = findMiners.list;

/** The miners found, each with a box to tick; those of the fleet cannot be ticked. */
export function FoundList(props: {
  readonly found: readonly FoundMiner[];
  readonly selection: Selection;
  readonly onMove: (miner: FoundMiner) => void;
}) {
  // A miner that answers later takes its place among the others; it does not go to the end.
  const ids = () =>
    props.found.toSorted((a, b) => compareAddresses(a.address, b.address)).map(({ id }) => id);
  const foundAs = (id: string) => props.found.find((miner) => miner.id === id);
  return (
    <fieldset class={styles.list}>
      <legend class="visually-hidden">{text.label}</legend>
      <Show when={props.selection.addable().length > 1}>
        <AllOrNone selection={props.selection} />
      </Show>
      <ul>
        {/* By id: each answer brings new objects, and a row that is drawn anew would lose the focus. */}
        <For each={ids()}>
          {(id) => (
            <Show when={foundAs(id)}>
              {(miner) => (
                <Row miner={miner()} selection={props.selection} onMove={() => props.onMove(miner())} />
              )}
            </Show>
          )}
        </For>
      </ul>
    </fieldset>
  );
}

function AllOrNone(props: { readonly selection: Selection }) {
  const all = () => props.selection.ticked().length === props.selection.addable().length;
  return (
    <div>
      <Button look="quiet" onClick={() => props.selection.tickAll(!all())}>
        {all() ? text.selectNone : text.selectAll(props.selection.addable().length)}
      </Button>
    </div>
  );
}

function Row(props: {
  readonly miner: FoundMiner;
  readonly selection: Selection;
  readonly onMove: () => void;
}) {
  const id = createUniqueId();
  const { view } = useFleet();
  const added = () => props.selection.outcomes().get(props.miner.id)?.kind === 'added';
  const fixed = () => props.miner.known !== undefined || added();
  const facts = () => {
    const { identity, reading, address } = props.miner;
    return [
      ...[hardwareName(identity)].filter((name) => name !== undefined),
      firmwareName(identity),
      formatAddress(address),
      formatHashrate(reading.hashrateHs, {
        algorithm: identity.algorithm,
        unit: view()?.settings.hashrateUnit,
      }),
    ];
  };
  return (
    <li class={styles.row} data-fixed={fixed()}>
      <input
        id={id}
        type="checkbox"
        aria-describedby={`${id}-facts`}
        disabled={fixed() || props.selection.adding()}
        checked={!fixed() && props.selection.isTicked(props.miner.id)}
        onChange={(event) => props.selection.tick(props.miner.id, event.currentTarget.checked)}
      />
      <label for={id}>
        <strong>{foundName(props.miner)}</strong>
        <span id={`${id}-facts`} class={styles.facts}>
          <For each={facts()}>{(fact) => <span>{fact}</span>}</For>
          <Show when={added()}>
            <span class={styles.added}>
              <Icon name="check" size="1em" /> {text.added}
            </span>
          </Show>
        </span>
      </label>
      <Show when={props.miner.alsoAt}>
        {(others) => <p class={styles.known}>{text.sameMac(others().map(formatAddress).join(', '))}</p>}
      </Show>
      <Known miner={props.miner} onMove={() => props.onMove()} />
    </li>
  );
}

function Known(props: { readonly miner: FoundMiner; readonly onMove: () => void }) {
  return (
    <Show when={props.miner.known}>
      {(known) => (
        <p class={styles.known}>
          <Show
            when={known().address.host !== props.miner.address.host && known().identity.mac}
            fallback={text.known(known().name)}
          >
            {text.moved(known().name, formatAddress(known().address))}
            <Button onClick={() => props.onMove()}>{text.move}</Button>
          </Show>
        </p>
      )}
    </Show>
  );
}
