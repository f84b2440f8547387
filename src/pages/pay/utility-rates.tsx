import { createMemo, createSignal, For, Show } from 'solid-js';
import type { TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import { tariffOfUtilityRate } from '../../domain/economics/utility-rate-tariff.ts';
import type { Sourced } from '../../domain/sourced.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import type { UtilityRate } from '../../domain/utility-rate.ts';
import { Button } from '../../ui/button.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { formatPricePerKwh } from '../../ui/format/money.ts';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { useFleet } from '../fleet-context.ts';
import type { KeptSources } from '../sources/create-sources.ts';
import type { MarketPrices } from './price-now.ts';
import { ProviderPanel } from './provider-panel.tsx';
import type { TariffChange } from './tariff-change.ts';
import styles from './tariff-editor.module.css';

const words = text.utility;

type Told = Sourced<readonly UtilityRate[]>;
type Taken = NonNullable<ReturnType<typeof tariffOfUtilityRate>> & { readonly rate: UtilityRate };

interface RatesProps extends TariffChange<TimeOfUseTariff> {
  readonly kept: KeptSources;
  readonly prices: MarketPrices;
}

/** The published rates of the utilities at the owner's place, to be taken over as they are. */
export function UtilityRates(props: RatesProps) {
  const openEi = upstreamOf('openei');
  // What is stored under a quantity is what its question reads.
  const told = () => props.prices.sources?.figures['rates:openei'] as Told | undefined;
  return (
    <details class={styles.fold}>
      <summary>{words.heading}</summary>
      <div class={styles.folded}>
        <p class={styles.hint}>{words.hint}</p>
        <Show when={openEi}>{(upstream) => <ProviderPanel upstream={upstream()} kept={props.kept} />}</Show>
        <Show when={told()}>{(found) => <Found {...props} told={found()} />}</Show>
      </div>
    </details>
  );
}

function Found(props: RatesProps & { readonly told: Told }) {
  const [place, setPlace] = createSignal('0');
  const rates = createMemo(() => ratesOf(props.told.value));
  const choices = () =>
    rates().map(({ rate }, at) => ({ choice: `${at}`, label: words.named(rate.utility, rate.name) }));
  const chosen = () => rates()[Number(place())] ?? rates()[0];
  return (
    <Show when={chosen()} fallback={<Notice tone="watch">{words.none}</Notice>}>
      {(taken) => (
        <>
          <SelectField label={words.rate} choices={choices()} chosen={place()} onChoose={setPlace} />
          <Rate {...props} taken={taken()} />
        </>
      )}
    </Show>
  );
}

/** What another version has stored may look otherwise: that costs the rates, not the page. */
function ratesOf(told: readonly UtilityRate[]): readonly Taken[] {
  try {
    return told.flatMap((rate) => {
      const taken = tariffOfUtilityRate(rate);
      return taken ? [{ ...taken, rate }] : [];
    });
  } catch (error) {
    console.error('rates that were kept cannot be read', error);
    return [];
  }
}

function Rate(props: RatesProps & { readonly told: Told; readonly taken: Taken }) {
  const fleet = useFleet();
  const rate = () => props.taken.rate;
  const isForeign = () => rate().currency !== props.currency;
  // A rate names no holidays: those that are typed stay.
  const take = () => props.keep({ ...props.taken.tariff, holidays: props.tariff.holidays });
  return (
    <>
      <p>
        {words.prices(
          formatPricePerKwh(props.taken.tariff.basePerKwh, { currency: rate().currency }),
          props.taken.tariff.periods.length,
        )}{' '}
        {inForce(rate(), fleet.nowMs())}
      </p>
      <p class={styles.hint}>{words.told(formatAge(fleet.nowMs() - props.told.receivedAtMs))}</p>
      <LeftOutList taken={props.taken} />
      <Show
        when={isForeign()}
        fallback={
          <div>
            <Button onClick={take}>{words.take}</Button>
          </div>
        }
      >
        <Notice tone="watch">{words.otherCurrency(rate().currency, props.currency)}</Notice>
      </Show>
    </>
  );
}

function inForce({ fromMs, toMs }: UtilityRate, nowMs: number): string {
  if (toMs !== undefined && toMs <= nowMs) return words.ended(formatDay(toMs));
  return fromMs === undefined ? '' : words.since(formatDay(fromMs));
}

function LeftOutList(props: { readonly taken: Taken }) {
  const lines = () => [
    ...props.taken.leftOut.map((word) => words.leftOutWords[word]),
    ...(props.taken.rate.demandUnread ? [words.demandUnread] : []),
  ];
  return (
    <Show when={lines().length > 0} fallback={<p class={styles.hint}>{words.complete}</p>}>
      <div>
        <p>{words.leftOut}</p>
        <ul class={styles.words}>
          <For each={lines()}>{(line) => <li>{line}</li>}</For>
        </ul>
      </div>
    </Show>
  );
}
