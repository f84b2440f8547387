import { For } from 'solid-js';
import { wallTime } from '../../domain/economics/local-time.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { formatMinuteOfDay } from '../../ui/format/clock-time.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { createShownMoney } from './create-shown-money.ts';
import { type DayPattern, dayPatterns, type PriceStretch } from './day-pattern.ts';
import { placesWords } from './places-words.ts';
import styles from './price-strip.module.css';
import { shownPerKwh } from './shown-money.ts';

/** Prices from midnight to midnight, one strip for each kind of day; taller and darker is dearer. */
export function PriceStrips(props: {
  readonly tariff: Tariff;
  readonly currency: string;
  readonly nowMs: number;
  readonly timeZone: string;
}) {
  const shown = createShownMoney();
  const patterns = () => dayPatterns(props.tariff);
  const dearest = () =>
    Math.max(...patterns().flatMap(({ stretches }) => stretches.map(({ pricePerKwh }) => pricePerKwh)), 1e-9);
  // One that all days share needs no mark.
  const nameOf = (pattern: DayPattern) =>
    daysText(pattern, patterns().length > 1 && holdsAt(props.tariff, pattern, props.nowMs, props.timeZone));
  const price = (stretch: PriceStretch) =>
    shownPerKwh(stretch.pricePerKwh, { ...shown(), currency: props.currency });
  const words = (stretch: PriceStretch) =>
    stretch.toMinute - stretch.fromMinute === 1440
      ? text.clock.allDay(price(stretch))
      : text.clock.stretch(
          formatMinuteOfDay(stretch.fromMinute),
          formatMinuteOfDay(stretch.toMinute),
          price(stretch),
        );
  return (
    <div class={styles.strips}>
      <For each={patterns()}>
        {(pattern) => (
          <section aria-label={text.clock.stripLabel(nameOf(pattern))}>
            <h3 class={styles.days}>{nameOf(pattern)}</h3>
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

/** "Every day", "Mon–Fri, Jun–Sep (today)". */
function daysText({ weekdays, months }: DayPattern, isToday: boolean): string {
  const days = weekdays.length === 7 ? text.clock.everyDay : placesWords(weekdays, text.clock.weekdays);
  const inMonths = months ? text.clock.inMonths(days, placesWords(months, text.months)) : days;
  return isToday ? text.clock.asToday(inMonths) : inMonths;
}

/** Is this the day of a moment? Holidays are priced as Sundays. */
function holdsAt(tariff: Tariff, { weekdays, months }: DayPattern, atMs: number, timeZone: string): boolean {
  const { year, month, day, isoWeekday } = wallTime(atMs, timeZone);
  const date = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  const isHoliday = tariff.kind === 'time-of-use' && (tariff.holidays?.includes(date) ?? false);
  return weekdays.includes(isHoliday ? 7 : isoWeekday) && (months?.includes(month) ?? true);
}
