import { For } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { formatMinuteOfDay } from '../../ui/format/clock-time.ts';
import { formatPricePerKwh } from '../../ui/format/money.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import { dayPatterns, type PriceStretch } from './day-pattern.ts';
import styles from './price-strip.module.css';

/** Prices from midnight to midnight, one strip for each kind of day; taller and darker is dearer. */
export function PriceStrips(props: { readonly tariff: Tariff; readonly currency: string }) {
  const patterns = () => dayPatterns(props.tariff);
  const dearest = () =>
    Math.max(...patterns().flatMap(({ stretches }) => stretches.map(({ pricePerKwh }) => pricePerKwh)), 1e-9);
  const price = (stretch: PriceStretch) =>
    formatPricePerKwh(stretch.pricePerKwh, { currency: props.currency });
  const words = (stretch: PriceStretch) =>
    stretch.toMinute - stretch.fromMinute === 1440
      ? text.power.allDay(price(stretch))
      : text.power.stretch(
          formatMinuteOfDay(stretch.fromMinute),
          formatMinuteOfDay(stretch.toMinute),
          price(stretch),
        );
  return (
    <div class={styles.strips}>
      <For each={patterns()}>
        {(pattern) => (
          <section aria-label={text.power.stripLabel(daysText(pattern.weekdays))}>
            <h3 class={styles.days}>{daysText(pattern.weekdays)}</h3>
            <div class={styles.strip} aria-hidden="true">
              <For each={pattern.stretches}>
                {(stretch) => (
                  <div
                    class={styles.stretch}
                    style={{
                      'flex-grow': stretch.toMinute - stretch.fromMinute,
                      height: `${30 + (70 * stretch.pricePerKwh) / dearest()}%`,
                      '--dear': `${Math.round((100 * stretch.pricePerKwh) / dearest())}%`,
                    }}
                  />
                )}
              </For>
            </div>
            <ul class={styles.words}>
              <For each={pattern.stretches}>{(stretch) => <li>{words(stretch)}</li>}</For>
            </ul>
          </section>
        )}
      </For>
    </div>
  );
}

/** "Every day", "Mon–Fri", "Sat, Sun". */
function daysText(weekdays: readonly number[]): string {
  if (weekdays.length === 7) return text.power.everyDay;
  const name = (weekday: number | undefined) => text.power.weekdays[(weekday ?? 1) - 1] ?? '';
  const first = weekdays[0] ?? 1;
  const inARow = weekdays.length > 2 && weekdays.every((weekday, i) => weekday === first + i);
  return inARow ? `${name(first)}–${name(weekdays.at(-1))}` : weekdays.map(name).join(', ');
}
