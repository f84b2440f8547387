import { createMemo, Show } from 'solid-js';
import type { SpotTariff } from '../../domain/economics/tariff.ts';
import type { PriceContents } from '../../domain/energy-price.ts';
import { isInCurrency, marketSeries, marketSeriesIds } from '../../domain/market-series.ts';
import { energyUpstreams } from '../../domain/upstreams/energy.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import type { KeptSources } from '../sources/create-sources.ts';
import { AdditionFields } from './addition-fields.tsx';
import type { MarketPrices } from './price-now.ts';
import { ProviderPanel } from './provider-panel.tsx';
import { notNegative, problemBelow, type TariffChange } from './tariff-change.ts';
import styles from './tariff-editor.module.css';

const words = text.spot;

/** Those that tell prices by the hour; OpenEI tells rates. */
const PROVIDERS = energyUpstreams.filter(({ id }) => words.places[id] !== undefined);

interface SpotProps extends TariffChange<SpotTariff> {
  readonly kept: KeptSources;
  readonly prices: MarketPrices;
}

/** A price that a market makes: who tells it, which of its series, what comes on top, what counts without it. */
export function SpotFields(props: SpotProps) {
  const upstream = () => upstreamOf(props.tariff.provider);
  return (
    <>
      <p class={styles.hint}>{words.explained}</p>
      <ProviderChoice {...props} />
      <Show when={upstream()} keyed>
        {(upstream) => <ProviderPanel upstream={upstream} kept={props.kept} />}
      </Show>
      <SeriesChoice {...props} />
      <section class={styles.group} aria-label={words.onTop}>
        <h3>{words.onTop}</h3>
        <ContentsHint {...props} />
        <AdditionFields {...props} />
      </section>
      <NumberField
        label={words.fallback}
        hint={words.fallbackHint}
        unit={text.unit(props.currency)}
        value={props.tariff.fallbackPerKwh}
        notANumber={text.notANumber}
        optional
        check={notNegative}
        onInput={(fallbackPerKwh) => props.preview({ ...props.tariff, fallbackPerKwh })}
        onCommit={(fallbackPerKwh) => props.keep({ ...props.tariff, fallbackPerKwh })}
      />
    </>
  );
}

function ProviderChoice(props: SpotProps) {
  const choices = [
    { choice: '', label: words.choose },
    ...PROVIDERS.map(({ id, name }) => ({ choice: id, label: words.named(name, words.places[id]) })),
  ];
  // Another provider has other series.
  const choose = (provider: string) => props.keep({ ...props.tariff, provider, seriesId: undefined });
  return (
    <SelectField
      label={words.provider}
      hint={words.providerHint}
      problem={problemBelow(props.problems, 'provider')}
      choices={choices}
      chosen={props.tariff.provider}
      onChoose={choose}
    />
  );
}

function SeriesChoice(props: SpotProps) {
  const ids = createMemo(() => {
    const { sources } = props.prices;
    return sources ? marketSeriesIds(sources.figures, props.tariff.provider) : [];
  });
  const choices = () => {
    const { seriesId } = props.tariff;
    const gone = seriesId !== undefined && !ids().includes(seriesId);
    return [
      { choice: '', label: words.first(ids()[0] ?? '') },
      ...ids().map((id) => ({ choice: id, label: id })),
      ...(gone ? [{ choice: seriesId, label: words.seriesGone(seriesId) }] : []),
    ];
  };
  return (
    <Show when={ids().length > 1 || props.tariff.seriesId !== undefined}>
      <SelectField
        label={words.series}
        hint={words.seriesHint}
        choices={choices()}
        chosen={props.tariff.seriesId ?? ''}
        onChoose={(id) => props.keep({ ...props.tariff, seriesId: id === '' ? undefined : id })}
      />
    </Show>
  );
}

/** What the provider's prices hold already, or that they are of no use here. */
function ContentsHint(props: SpotProps) {
  const series = createMemo(() => {
    const { sources } = props.prices;
    return sources && marketSeries(sources.figures, props.tariff.provider, props.tariff.seriesId);
  });
  const name = () => upstreamOf(props.tariff.provider)?.name ?? '';
  const foreign = () => {
    const told = series();
    return told && !isInCurrency(told, props.currency) ? told.currency : undefined;
  };
  const hint = () => contentsWords(series()?.includes, props.tariff, name());
  return (
    <>
      <Show when={foreign()}>
        {(currency) => (
          <Notice tone="watch" action={<ButtonLink href="/settings">{words.settings}</ButtonLink>}>
            {words.otherCurrency(name(), currency(), props.currency)}
          </Notice>
        )}
      </Show>
      <Show when={hint()}>
        <p class={styles.hint}>{hint()}</p>
      </Show>
    </>
  );
}

function contentsWords(
  includes: PriceContents | undefined,
  { additions }: SpotTariff,
  name: string,
): string | undefined {
  switch (includes) {
    case 'all-in':
      return words.allIn(name);
    case 'all-in-excl-vat':
      return words.vatOnly(name);
    case 'incl-vat':
      return words.vatIn(name);
    case 'wholesale':
      return additions ? undefined : words.bare;
    case undefined:
      return words.fromBill;
  }
}
