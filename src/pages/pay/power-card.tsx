import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js';
import { checkTariff, type TariffProblem } from '../../domain/economics/check-tariff.ts';
import type { Tariff, TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { ExampleBadge } from './example-badge.tsx';
import styles from './pay-page.module.css';
import { PeriodFields } from './period-fields.tsx';
import { PriceStrips } from './price-strip.tsx';
import { asKind, withPeriod } from './tariff-draft.ts';

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
  const [draft, setDraft] = createSignal<Tariff>(props.tariff);
  const [otherKind, setOtherKind] = createSignal<Tariff>();
  // Undo, and another tab, change the kept tariff under the editor.
  createEffect(
    on(
      () => JSON.stringify(props.tariff),
      () => setDraft(props.tariff),
      { defer: true },
    ),
  );
  const problems = createMemo(() => checkTariff(draft()));

  const preview = (tariff: Tariff) => {
    setDraft(tariff);
    if (checkTariff(tariff).length === 0) props.onPreview(tariff);
  };
  const keep = (tariff: Tariff) => {
    setDraft(tariff);
    if (checkTariff(tariff).length === 0) props.onKeep(tariff);
  };
  const choose = (kind: Tariff['kind']) => {
    const before = draft();
    keep(asKind(before, kind, otherKind()));
    setOtherKind(before);
  };
  const timeOfUse = () => {
    const tariff = draft();
    return tariff.kind === 'time-of-use' ? tariff : undefined;
  };

  return (
    <Card heading={words.heading} aside={<ExampleBadge shown={props.isExample} />}>
      <ChoiceField
        label={words.kind}
        choices={[
          { choice: 'flat', label: words.flat },
          { choice: 'time-of-use', label: words.timeOfUse },
        ]}
        chosen={draft().kind}
        onChoose={choose}
      />
      <Show
        when={timeOfUse()}
        fallback={<FlatFields tariff={draft()} {...{ preview, keep }} currency={props.currency} />}
      >
        {(tariff) => (
          <TimeOfUseFields
            tariff={tariff()}
            problems={problems()}
            currency={props.currency}
            preview={preview}
            keep={keep}
          />
        )}
      </Show>
      <Show
        when={problems().length > 0}
        fallback={<PriceStrips tariff={draft()} currency={props.currency} />}
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

function FlatFields(props: TariffChange<Tariff>) {
  const price = () => (props.tariff.kind === 'flat' ? props.tariff.pricePerKwh : props.tariff.basePerKwh);
  const flat = (pricePerKwh: number): Tariff => ({ kind: 'flat', pricePerKwh });
  return (
    <NumberField
      label={text.power.price}
      hint={text.power.priceHint}
      unit={text.power.unit(props.currency)}
      value={price()}
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
        value={props.tariff.basePerKwh}
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

/** Says what is wrong with a price. */
export function notNegative(value: number): string | undefined {
  return value < 0 ? text.power.problems.negative : undefined;
}
