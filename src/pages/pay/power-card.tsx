import { createMemo, mergeProps, Show } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { useFleet } from '../fleet-context.ts';
import { createSources } from '../sources/create-sources.ts';
import { FlatFields, TimeOfUseFields } from './clock-fields.tsx';
import { ContractFields } from './contract-fields.tsx';
import { createTariffEdit, type TariffEdit } from './create-tariff-edit.ts';
import { DayPrices } from './day-prices.tsx';
import { ExampleBadge } from './example-badge.tsx';
import styles from './pay-page.module.css';
import type { MarketPrices } from './price-now.ts';
import { minuteOf, PriceNowLine } from './price-now-line.tsx';
import { PriceStrips } from './price-strip.tsx';
import { SpotFields } from './spot-fields.tsx';

const KINDS = (['flat', 'time-of-use', 'spot'] as const).map((choice) => ({
  choice,
  label: text.kinds[choice],
}));

/**
 * The price of power: one price, prices by the clock, or the market's; and what the contract asks besides. Counts at
 * once with each change that makes sense; a change that does not is marked where it stands, and neither counted with
 * nor kept. What comes on top of a market's price counts in the page's sums when it is kept: the collector adds it.
 */
export function PowerCard(props: {
  readonly tariff: Tariff;
  readonly isExample: boolean;
  readonly currency: string;
  readonly onPreview: (tariff: Tariff) => void;
  readonly onKeep: (tariff: Tariff) => void;
}) {
  const fleet = useFleet();
  const kept = createSources();
  const edit = createTariffEdit(mergeProps({ fleet: fleet.kind }, props));
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const nowMs = createMemo(() => minuteOf(fleet.nowMs()));
  // The demo asks nobody, and does not count with what the owner's own providers tell.
  const prices = (): MarketPrices => ({
    sources: fleet.kind === 'real' ? kept.view() : undefined,
    currency: props.currency,
    timeZone,
  });
  const change = {
    get currency() {
      return props.currency;
    },
    get problems() {
      return edit.problems();
    },
    get prices() {
      return prices();
    },
    kept,
    preview: edit.preview,
    keep: edit.keep,
  };
  return (
    <Card heading={text.heading} aside={<ExampleBadge shown={props.isExample} />}>
      <PriceNowLine tariff={props.tariff} isExample={props.isExample} prices={prices()} />
      <Unfinished edit={edit} />
      <ChoiceField label={text.kind} choices={KINDS} chosen={edit.draft().kind} onChoose={edit.choose} />
      <Show when={edit.flat()}>{(tariff) => <FlatFields {...change} tariff={tariff()} />}</Show>
      <Show when={edit.timeOfUse()}>{(tariff) => <TimeOfUseFields {...change} tariff={tariff()} />}</Show>
      <Show when={edit.spot()}>{(tariff) => <SpotFields {...change} tariff={tariff()} />}</Show>
      <Show when={edit.problems().length === 0}>
        <Show
          when={edit.spot()}
          fallback={
            <PriceStrips
              tariff={edit.draft()}
              currency={props.currency}
              nowMs={nowMs()}
              timeZone={timeZone}
            />
          }
        >
          {(tariff) => <DayPrices tariff={tariff()} prices={prices()} nowMs={nowMs()} />}
        </Show>
      </Show>
      <ContractFields {...change} tariff={edit.draft()} timeZone={timeZone} />
      <Show when={edit.problems().length > 0}>
        <p class={styles.unsaved} role="status">
          {text.unsaved}
        </p>
      </Show>
    </Card>
  );
}

/** What the owner began and left before it made sense: he may go on with it, and nothing counts with it until then. */
function Unfinished(props: { readonly edit: TariffEdit }) {
  const words = text.unfinished;
  return (
    <Show when={props.edit.unfinished()}>
      {(tariff) => (
        <Notice
          tone="info"
          action={
            <>
              <Button onClick={props.edit.resume}>{words.resume}</Button>
              <Button look="quiet" onClick={props.edit.discard}>
                {words.discard}
              </Button>
            </>
          }
        >
          {words.sentence(text.kinds[tariff().kind])}
        </Notice>
      )}
    </Show>
  );
}
