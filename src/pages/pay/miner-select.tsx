import { Show } from 'solid-js';
import { SelectField } from '../../ui/select-field.tsx';
import { profit } from '../../ui/text/en/profit.ts';
import type { MinerChoice } from './create-miner-choice.ts';
import styles from './page-parts.module.css';

/** Of all counted miners or of one; of a single miner there is nothing to choose. */
export function MinerSelect(props: { readonly whose: MinerChoice }) {
  return (
    <Show when={props.whose.choices().length > 2}>
      <div class={styles.whose}>
        <SelectField
          label={profit.whose.label}
          choices={props.whose.choices()}
          chosen={props.whose.chosen()}
          onChoose={props.whose.choose}
        />
      </div>
    </Show>
  );
}
