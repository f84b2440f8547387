import { Show } from 'solid-js';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { profit as text } from '../../ui/text/en/profit.ts';
import type { PageUnits } from './create-page-units.ts';
import styles from './pay-page.module.css';

const SHA_UNITS = [
  { choice: 'TH/s', label: 'TH/s' },
  { choice: 'PH/s', label: 'PH/s' },
] as const;

/** In what figures are written, here and on all pages: the currency or satoshi, by the terahash or the petahash. */
export function ViewSwitches(props: {
  readonly units: PageUnits;
  readonly currency: string;
  /** At what price of bitcoin, or why not in satoshi. */
  readonly satsBasis: string;
}) {
  const words = text.view;
  const shown = () => props.units.shown();
  return (
    <section class={styles.switches} aria-label={words.label}>
      <ChoiceField
        label={words.amounts}
        choices={[
          { choice: 'currency', label: props.currency },
          { choice: 'sats', label: words.satoshi },
        ]}
        chosen={shown().unit}
        onChoose={props.units.setUnit}
      />
      <ChoiceField
        label={words.work}
        choices={SHA_UNITS}
        chosen={props.units.sha()}
        onChoose={props.units.setSha}
      />
      <a class={styles.switchLink} href="/settings">
        {words.currency(props.currency)}
      </a>
      <Show when={shown().unit === 'sats'}>
        <p class={styles.basis} role="status">
          {props.satsBasis}{' '}
          <Show when={shown().btcPrice === undefined}>
            <a href="/settings/sources">{words.sats.sources}</a>
          </Show>
        </p>
      </Show>
    </section>
  );
}
