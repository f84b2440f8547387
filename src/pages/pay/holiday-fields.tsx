import { createSignal, For } from 'solid-js';
import type { TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatDay } from '../../ui/format/clock-time.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import type { TariffChange } from './tariff-change.ts';
import { withHoliday, withoutHoliday } from './tariff-draft.ts';
import styles from './tariff-editor.module.css';

const words = text.holidays;

/** Days that are priced as Sundays, behind a fold that says how many are typed. */
export function HolidayFields(props: TariffChange<TimeOfUseTariff>) {
  const [date, setDate] = createSignal('');
  let adder: HTMLButtonElement | undefined;
  const holidays = () => props.tariff.holidays ?? [];
  const add = () => {
    if (date() === '') return;
    props.keep(withHoliday(props.tariff, date()));
    setDate('');
  };
  const remove = (holiday: string) => {
    props.keep(withoutHoliday(props.tariff, holiday));
    // The button that was pressed is gone with its day.
    adder?.focus();
  };
  return (
    <details class={styles.fold}>
      <summary>
        {words.heading} <span>{holidays().length > 0 ? words.count(holidays().length) : words.none}</span>
      </summary>
      <div class={styles.folded}>
        <ul class={styles.list}>
          <For each={holidays()}>
            {(holiday) => (
              <li>
                {dayText(holiday)}
                <Button
                  look="quiet"
                  icon="trash"
                  aria-label={words.remove(dayText(holiday))}
                  onClick={() => remove(holiday)}
                >
                  {text.remove}
                </Button>
              </li>
            )}
          </For>
        </ul>
        <form
          class={styles.group}
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <TextField
            label={words.date}
            hint={words.hint}
            type="date"
            value={date()}
            onInput={(event) => setDate(event.currentTarget.value)}
          />
          <div>
            <Button ref={(button) => (adder = button)} type="submit" icon="add">
              {words.add}
            </Button>
          </div>
        </form>
      </div>
    </details>
  );
}

/** A date of the calendar, without a place or an hour. */
function dayText(date: string): string {
  return formatDay(Date.parse(date), { timeZone: 'UTC' });
}
