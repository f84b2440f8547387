import { createMemo, Show } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { marketSeries } from '../../domain/market-series.ts';
import { useFleet } from '../fleet-context.ts';
import { createShownMoney } from './create-shown-money.ts';
import { type MarketPrices, priceNow } from './price-now.ts';
import { priceNowWords } from './price-now-words.ts';
import styles from './tariff-editor.module.css';

/** What a kilowatt-hour costs now, and why, in one line: of the prices that the page counts with. */
export function PriceNowLine(props: {
  readonly tariff: Tariff;
  readonly isExample: boolean;
  readonly prices: MarketPrices;
}) {
  const fleet = useFleet();
  const shown = createShownMoney();
  const now = createMemo(() => priceNow(props.tariff, minuteOf(fleet.nowMs()), props.prices));
  const provider = () => (props.tariff.kind === 'spot' ? props.tariff.provider : undefined);
  const theirCurrency = () => {
    const { tariff, prices } = props;
    if (tariff.kind !== 'spot' || !prices.sources) return undefined;
    return marketSeries(prices.sources.figures, tariff.provider, tariff.seriesId)?.currency;
  };
  const line = () =>
    priceNowWords(now(), {
      currency: props.prices.currency,
      shown: shown(),
      theirCurrency: theirCurrency(),
      provider: provider(),
      isExample: props.isExample,
      nowMs: fleet.nowMs(),
    });
  const isKnown = () => props.tariff.kind !== 'spot' || props.prices.sources !== undefined;
  return (
    <Show when={isKnown()}>
      <p class={styles.now}>{line()}</p>
    </Show>
  );
}

/** To the minute: prices hang on the hour, and must not be read again each second. */
export function minuteOf(atMs: number): number {
  return Math.floor(atMs / 60_000) * 60_000;
}
