import { For, Show } from 'solid-js';
import type { TariffProblem } from '../../domain/economics/check-tariff.ts';
import type { Tariff, TariffPeriod, TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import styles from './period-fields.module.css';
import {
  changePeriod,
  clockMinute,
  clockText,
  raisePeriod,
  toggleWeekday,
  withoutPeriod,
} from './tariff-draft.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** One period of a tariff: from, to, price and days, each with what is wrong with it below. */
export function PeriodFields(props: {
  readonly tariff: TimeOfUseTariff;
  readonly index: number;
  readonly problems: readonly TariffProblem[];
  readonly currency: string;
  readonly preview: (tariff: Tariff) => void;
  readonly keep: (tariff: Tariff) => void;
}) {
  const words = text.power;
  const place = () => props.index + 1;
  const period = (): TariffPeriod =>
    props.tariff.periods[props.index] ?? { fromMinute: 0, toMinute: 0, pricePerKwh: 0 };
  const changed = (change: Partial<TariffPeriod>) => changePeriod(props.tariff, props.index, change);
  const problem = (field: string) => {
    const path = `periods[${props.index}]${field}`;
    const found = props.problems.find((candidate) => candidate.field === path);
    return found && words.problems[found.problem];
  };
  return (
    <fieldset class={styles.period}>
      <legend>{words.period(place())}</legend>
      <div class={styles.row}>
        <Clock
          label={words.from}
          minute={period().fromMinute}
          problem={problem('.fromMinute')}
          onChange={(fromMinute) => props.keep(changed({ fromMinute }))}
        />
        <Clock
          label={words.to}
          minute={period().toMinute}
          problem={problem('.toMinute')}
          onChange={(toMinute) => props.keep(changed({ toMinute }))}
        />
        <NumberField
          label={words.price}
          unit={words.unit(props.currency)}
          value={period().pricePerKwh}
          notANumber={text.notANumber}
          check={(value) => (value < 0 ? words.problems.negative : undefined)}
          onInput={(pricePerKwh) => pricePerKwh !== undefined && props.preview(changed({ pricePerKwh }))}
          onCommit={(pricePerKwh) => pricePerKwh !== undefined && props.keep(changed({ pricePerKwh }))}
        />
      </div>
      <Show when={period().toMinute <= period().fromMinute && period().toMinute % 1440 !== 0}>
        <p class={styles.hint}>{words.overMidnight}</p>
      </Show>
      <Weekdays
        period={period()}
        problem={problem('.weekdays')}
        onToggle={(weekday) => props.keep(changed(toggleWeekday(period(), weekday)))}
      />
      <p class={styles.problem} role="status">
        {problem('')}
      </p>
      <div class={styles.actions}>
        <Show when={props.index > 0}>
          <Button
            look="quiet"
            aria-label={words.raisePeriod(place())}
            onClick={() => props.keep(raisePeriod(props.tariff, props.index))}
          >
            {words.raise}
          </Button>
        </Show>
        <Button
          look="quiet"
          icon="trash"
          aria-label={words.removePeriod(place())}
          onClick={() => props.keep(withoutPeriod(props.tariff, props.index))}
        >
          {words.remove}
        </Button>
      </div>
    </fieldset>
  );
}

function Clock(props: {
  readonly label: string;
  readonly minute: number;
  readonly problem: string | undefined;
  readonly onChange: (minute: number) => void;
}) {
  return (
    <TextField
      label={props.label}
      type="time"
      value={Number.isNaN(props.minute) ? '' : clockText(props.minute)}
      problem={props.problem}
      onChange={(event) => props.onChange(clockMinute(event.currentTarget.value))}
    />
  );
}

function Weekdays(props: {
  readonly period: TariffPeriod;
  readonly problem: string | undefined;
  readonly onToggle: (weekday: number) => void;
}) {
  const words = text.power;
  const chosen = (weekday: number) => props.period.weekdays?.includes(weekday) ?? true;
  return (
    <fieldset class={styles.days}>
      <legend>{words.days}</legend>
      <For each={WEEKDAYS}>
        {(weekday) => (
          <label class={styles.day} title={words.weekdaysLong[weekday - 1]}>
            <input
              type="checkbox"
              checked={chosen(weekday)}
              aria-label={words.weekdaysLong[weekday - 1]}
              onChange={() => props.onToggle(weekday)}
            />
            <span aria-hidden="true">{words.weekdays[weekday - 1]}</span>
          </label>
        )}
      </For>
      <p class={styles.problem} role="status">
        {props.problem}
      </p>
    </fieldset>
  );
}
