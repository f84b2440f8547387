import { createMemo, For, Show } from 'solid-js';
import {
  type PriceDay,
  type PriceHour,
  priceDays,
  todayAndTomorrow,
} from '../../domain/economics/price-hours.ts';
import { priceSpans } from '../../domain/economics/price-span.ts';
import type { SpotTariff } from '../../domain/economics/tariff.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { createShownMoney } from './create-shown-money.ts';
import styles from './day-prices.module.css';
import { countedMarket, type MarketPrices } from './price-now.ts';
import { type ShownMoney, shownPerKwh } from './shown-money.ts';

interface KnownHour extends PriceHour {
  readonly pricePerKwh: number;
}

/** The market's prices of today and tomorrow by the hour, with what comes on top; taller and darker is dearer. */
export function DayPrices(props: {
  readonly tariff: SpotTariff;
  readonly prices: MarketPrices;
  readonly nowMs: number;
}) {
  const shown = createShownMoney();
  const days = createMemo(() => {
    const { timeZone } = props.prices;
    const spans = todayAndTomorrow(props.nowMs, timeZone);
    const [today, tomorrow] = spans;
    // What the owner counts with instead is no price of the market.
    const tariff = { ...props.tariff, fallbackPerKwh: undefined };
    const market = countedMarket(props.tariff, props.nowMs, props.prices);
    return priceDays(spans, priceSpans(tariff, today.fromMs, tomorrow.toMs, { timeZone, market }), timeZone);
  });
  const knownPrices = () =>
    days().flatMap(({ hours }) => hours.filter(isKnown).map((hour) => hour.pricePerKwh));
  const dearest = () => Math.max(...knownPrices(), 0);
  const cheapest = () => Math.min(...knownPrices(), 0);
  return (
    <div class={styles.days}>
      <For each={days()}>
        {(day, index) => (
          <Day
            day={day}
            name={index() === 0 ? text.strip.today : text.strip.tomorrow}
            none={index() === 0 ? text.strip.noneToday : text.strip.noneTomorrow}
            range={[cheapest(), dearest()]}
            shown={{ ...shown(), currency: props.prices.currency }}
            nowMs={props.nowMs}
          />
        )}
      </For>
    </div>
  );
}

function isKnown(hour: PriceHour): hour is KnownHour {
  return hour.pricePerKwh !== undefined;
}

function Day(props: {
  readonly day: PriceDay;
  readonly name: string;
  readonly none: string;
  readonly range: readonly [cheapest: number, dearest: number];
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const known = () => props.day.hours.filter(isKnown);
  return (
    <section aria-label={text.strip.label(props.name)} class={styles.day}>
      <h3>{props.name}</h3>
      <Show when={known().length > 0} fallback={<p class={styles.words}>{props.none}</p>}>
        <Bars {...props} />
        <p class={styles.words}>{extremes(known(), props.shown)}</p>
        <Show when={known().length < props.day.hours.length}>
          <p class={styles.words}>{text.strip.partly(known().length, props.day.hours.length)}</p>
        </Show>
        <ul class="visually-hidden">
          <For each={props.day.hours}>{(hour) => <li>{hourWords(hour, props.shown)}</li>}</For>
        </ul>
      </Show>
    </section>
  );
}

function Bars(props: {
  readonly day: PriceDay;
  readonly range: readonly [cheapest: number, dearest: number];
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const share = (price: number) => {
    const [cheapest, dearest] = props.range;
    return dearest > cheapest ? (price - cheapest) / (dearest - cheapest) : 1;
  };
  const middleMs = () => (props.day.fromMs + props.day.toMs) / 2;
  return (
    <div aria-hidden="true">
      <div class={styles.bars}>
        <For each={props.day.hours}>
          {(hour) => (
            <div
              class={styles.bar}
              title={hourWords(hour, props.shown)}
              data-now={hour.fromMs <= props.nowMs && props.nowMs < hour.toMs}
              data-past={hour.toMs <= props.nowMs}
              data-unknown={!isKnown(hour)}
              style={{
                'flex-grow': hour.toMs - hour.fromMs,
                ...(isKnown(hour) && {
                  height: `${12 + 88 * share(hour.pricePerKwh)}%`,
                  '--dear': `${Math.round(100 * share(hour.pricePerKwh))}%`,
                }),
              }}
            />
          )}
        </For>
      </div>
      <div class={styles.axis}>
        <span>{formatClock(props.day.fromMs)}</span>
        <span>{formatClock(middleMs())}</span>
        <span>{formatClock(props.day.toMs)}</span>
      </div>
    </div>
  );
}

function hourWords(hour: PriceHour, shown: ShownMoney): string {
  const [from, to] = [formatClock(hour.fromMs), formatClock(hour.toMs)];
  return isKnown(hour)
    ? text.strip.hour(from, to, shownPerKwh(hour.pricePerKwh, shown))
    : text.strip.unknownHour(from, to);
}

/** "Cheapest 03:00–04:00: €0.21/kWh. Dearest 18:00–19:00: €0.48/kWh." */
function extremes(hours: readonly KnownHour[], shown: ShownMoney): string {
  const sorted = [...hours].sort((a, b) => a.pricePerKwh - b.pricePerKwh);
  const [cheapest, dearest] = [sorted[0], sorted.at(-1)];
  if (!cheapest || !dearest) return '';
  const words = (say: typeof text.strip.cheapest, { fromMs, toMs, pricePerKwh }: KnownHour) =>
    say(formatClock(fromMs), formatClock(toMs), shownPerKwh(pricePerKwh, shown));
  return `${words(text.strip.cheapest, cheapest)} ${words(text.strip.dearest, dearest)}`;
}
