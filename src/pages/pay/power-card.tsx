import { For, Show } from 'solid-js';
import type { FlatTariff, Tariff, TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import type { TariffProblem } from '../../domain/economics/tariff-problem.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { createTariffEdit } from './create-tariff-edit.ts';
import { ExampleBadge } from './example-badge.tsx';
import styles from './pay-page.module.css';
import { PeriodFields } from './period-fields.tsx';
import { PriceStrips } from './price-strip.tsx';
import { withPeriod } from './tariff-draft.ts';

const KINDS = [
  { choice: 'flat', label: text.power.flat },
  { choice: 'time-of-use', label: text.power.timeOfUse },
] as const;

/**
 * The price of power: one price, or prices by the clock. Counts at once with each change that makes sense; a change
 * that does not is marked where it stands, and neither counted with nor kept.
 */
export function PowerCard(props: {
  readonly tariff: Tariff;
  readonly isExample: boolean;
  readonly currency: string;
  readonly onPreview: (tariff: Tariff) => void;
  readonly onKeep: (tariff: Tariff) => void;
}) {
  const words = text.power;
  const edit = createTariffEdit(props);
  return (
    <Card heading={words.heading} aside={<ExampleBadge shown={props.isExample} />}>
      <ChoiceField label={words.kind} choices={KINDS} chosen={edit.draft().kind} onChoose={edit.choose} />
      <Show when={edit.flat()}>
        {(tariff) => (
          <FlatFields tariff={tariff()} preview={edit.preview} keep={edit.keep} currency={props.currency} />
        )}
      </Show>
      <Show when={edit.timeOfUse()}>
        {(tariff) => (
          <TimeOfUseFields
            tariff={tariff()}
            problems={edit.problems()}
            currency={props.currency}
            preview={edit.preview}
            keep={edit.keep}
          />
        )}
      </Show>
      <Show
        when={edit.problems().length > 0}
        fallback={<PriceStrips tariff={edit.draft()} currency={props.currency} />}
      >
        <p class={styles.unsaved} role="status">
          {words.unsaved}
        </p>
      </Show>
    </Card>
  );
}

interface TariffChange<Edited extends Tariff> {
  readonly tariff: Edited;
  readonly currency: string;
  readonly preview: (tariff: Tariff) => void;
  readonly keep: (tariff: Tariff) => void;
}

function FlatFields(props: TariffChange<FlatTariff>) {
  const flat = (pricePerKwh: number): Tariff => ({ ...props.tariff, pricePerKwh });
  return (
    <NumberField
      label={text.power.price}
      hint={text.power.priceHint}
      unit={text.power.unit(props.currency)}
      value={known(props.tariff.pricePerKwh)}
      notANumber={text.notANumber}
      check={notNegative}
      onInput={(value) => value !== undefined && props.preview(flat(value))}
      onCommit={(value) => value !== undefined && props.keep(flat(value))}
    />
  );
}

function TimeOfUseFields(
  props: TariffChange<TimeOfUseTariff> & { readonly problems: readonly TariffProblem[] },
) {
  const base = (basePerKwh: number): Tariff => ({ ...props.tariff, basePerKwh });
  return (
    <>
      <NumberField
        label={text.power.base}
        hint={text.power.baseHint}
        unit={text.power.unit(props.currency)}
        value={known(props.tariff.basePerKwh)}
        notANumber={text.notANumber}
        check={notNegative}
        onInput={(value) => value !== undefined && props.preview(base(value))}
        onCommit={(value) => value !== undefined && props.keep(base(value))}
      />
      {/* By place, not by identity: a period being edited is a new object at each keystroke. */}
      <For each={props.tariff.periods.map((_, index) => index)}>
        {(index) => <PeriodFields {...props} index={index} />}
      </For>
      <Show when={props.tariff.periods.length > 1}>
        <p class={styles.hint}>{text.power.order}</p>
      </Show>
      <div>
        <Button icon="add" onClick={() => props.keep(withPeriod(props.tariff))}>
          {text.power.add}
        </Button>
      </div>
    </>
  );
}

/** A price that has yet to be filled in is shown as none. */
function known(price: number): number | undefined {
  return Number.isNaN(price) ? undefined : price;
}

/** Says what is wrong with a price. */
function notNegative(value: number): string | undefined {
  return value < 0 ? text.power.problems.negative : undefined;
}
