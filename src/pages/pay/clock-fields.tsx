import { For, Show } from 'solid-js';
import type { FlatTariff, Tariff, TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import type { KeptSources } from '../sources/create-sources.ts';
import { HolidayFields } from './holiday-fields.tsx';
import { PeriodFields } from './period-fields.tsx';
import type { MarketPrices } from './price-now.ts';
import { known, notNegative, type TariffChange } from './tariff-change.ts';
import { withPeriod } from './tariff-draft.ts';
import styles from './tariff-editor.module.css';
import { UtilityRates } from './utility-rates.tsx';

/** One price at all times. */
export function FlatFields(props: TariffChange<FlatTariff>) {
  const flat = (pricePerKwh: number): Tariff => ({ ...props.tariff, pricePerKwh });
  return (
    <NumberField
      label={text.flat.price}
      hint={text.flat.hint}
      unit={text.unit(props.currency)}
      value={known(props.tariff.pricePerKwh)}
      notANumber={text.notANumber}
      check={notNegative}
      onInput={(value) => value !== undefined && props.preview(flat(value))}
      onCommit={(value) => value !== undefined && props.keep(flat(value))}
    />
  );
}

/** Prices by the clock: periods, holidays, or a utility's published rate. */
export function TimeOfUseFields(
  props: TariffChange<TimeOfUseTariff> & { readonly kept: KeptSources; readonly prices: MarketPrices },
) {
  let adder: HTMLButtonElement | undefined;
  const base = (basePerKwh: number): Tariff => ({ ...props.tariff, basePerKwh });
  return (
    <>
      <NumberField
        label={text.clock.base}
        hint={text.clock.baseHint}
        unit={text.unit(props.currency)}
        value={known(props.tariff.basePerKwh)}
        notANumber={text.notANumber}
        check={notNegative}
        onInput={(value) => value !== undefined && props.preview(base(value))}
        onCommit={(value) => value !== undefined && props.keep(base(value))}
      />
      {/* By place, not by identity: a period being edited is a new object at each keystroke. */}
      <For each={props.tariff.periods.map((_, index) => index)}>
        {(index) => <PeriodFields {...props} index={index} onRemoved={() => adder?.focus()} />}
      </For>
      <Show when={props.tariff.periods.length > 1}>
        <p class={styles.hint}>{text.clock.order}</p>
      </Show>
      <div>
        <Button
          ref={(button) => (adder = button)}
          icon="add"
          onClick={() => props.keep(withPeriod(props.tariff))}
        >
          {text.clock.add}
        </Button>
      </div>
      <HolidayFields {...props} />
      <UtilityRates {...props} />
    </>
  );
}
