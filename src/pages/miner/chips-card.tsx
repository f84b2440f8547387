import { createSignal, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { ChipMap } from '../../ui/heat-map/chip-map.tsx';
import type { HeatTable } from '../../ui/heat-map/heat-rows.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import styles from './miner-page.module.css';

const words = text.registers;
/** More boards than an ordinary Antminer has would push everything below them off the page. */
const FOLDED_FROM = 5;

/** All chips of a large miner on one map, of the quantity that the owner chooses. */
export function ChipsCard(props: {
  readonly name: string;
  readonly tables: readonly HeatTable[];
  readonly formatOf: (table: HeatTable) => (value: number) => string;
}) {
  const [measure, setMeasure] = createSignal<HeatTable['measure']>('hashrateHs');
  const table = () => props.tables.find((each) => each.measure === measure()) ?? props.tables[0];
  const choices = () =>
    props.tables.map((each) => ({ choice: each.measure, label: words.quantities[each.measure] }));
  const boards = () => table()?.rows.length ?? 0;
  const map = () => (
    <Show when={table()}>
      {(shown) => (
        <ChipMap label={words.label(props.name)} table={shown()} format={props.formatOf(shown())} />
      )}
    </Show>
  );
  return (
    <Card
      heading={words.chips}
      aside={
        <Show when={props.tables.length > 1}>
          <div class={styles.ranges}>
            <ChoiceField
              label={words.quantity}
              choices={choices()}
              chosen={table()?.measure ?? measure()}
              onChoose={setMeasure}
            />
          </div>
        </Show>
      }
    >
      <Show when={boards() >= FOLDED_FROM} fallback={map()}>
        <details class={styles.earlier}>
          <summary>{words.unfold(boards())}</summary>
          {map()}
        </details>
      </Show>
    </Card>
  );
}
