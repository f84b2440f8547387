import { For, Show } from 'solid-js';
import type { TariffPeriod, TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { ClockField } from './clock-field.tsx';
import { MonthFields } from './month-fields.tsx';
import styles from './period-fields.module.css';
import { known, notNegative, type TariffChange } from './tariff-change.ts';
import { changePeriod, raisePeriod, toggleWeekday, withoutPeriod } from './tariff-draft.ts';
import editor from './tariff-editor.module.css';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface PeriodProps extends TariffChange<TimeOfUseTariff> {
  readonly index: number;
  /** Its button is gone with it: the focus must go on elsewhere. */
  readonly onRemoved: () => void;
}

/** One period of a tariff: from, to, price and days, each with what is wrong with it below. */
export function PeriodFields(props: PeriodProps) {
  const words = text.clock;
  const period = () => periodOf(props);
  const overMidnight = () => period().toMinute <= period().fromMinute && period().toMinute % 1440 !== 0;
  const toggle = (weekday: number) =>
    props.keep(changePeriod(props.tariff, props.index, toggleWeekday(period(), weekday)));
  return (
    <fieldset class={editor.term}>
      <legend>{words.period(props.index + 1)}</legend>
      <PeriodTimes {...props} />
      <Show when={overMidnight()}>
        <p class={editor.hint}>{words.overMidnight}</p>
      </Show>
      <Weekdays period={period()} problem={problemOf(props, '.weekdays')} onToggle={toggle} />
      <MonthFields
        what={words.period(props.index + 1)}
        months={period().months}
        onChange={(months) => props.keep(changePeriod(props.tariff, props.index, { months }))}
      />
      <p class={editor.problem} role="status">
        {problemOf(props, '.months') ?? problemOf(props, '')}
      </p>
      <PeriodActions {...props} />
    </fieldset>
  );
}

function periodOf({ tariff, index }: Pick<PeriodProps, 'tariff' | 'index'>): TariffPeriod {
  const period = tariff.periods[index];
  if (!period) throw new RangeError(`a tariff of ${tariff.periods.length} periods has none at ${index}`);
  return period;
}

/** What is wrong with a field of the period, or with all of it where the field is empty. */
function problemOf({ problems, index }: PeriodProps, field: string): string | undefined {
  const found = problems.find((candidate) => candidate.field === `periods[${index}]${field}`);
  return found && text.problems[found.problem];
}

function PeriodTimes(props: PeriodProps) {
  const words = text.clock;
  const period = () => periodOf(props);
  const changed = (change: Partial<TariffPeriod>) => changePeriod(props.tariff, props.index, change);
  return (
    <div class={`${editor.row} ${styles.times}`}>
      <ClockField
        label={words.from}
        minute={period().fromMinute}
        problem={problemOf(props, '.fromMinute')}
        onChange={(fromMinute) => props.keep(changed({ fromMinute }))}
      />
      <ClockField
        label={words.to}
        minute={period().toMinute}
        problem={problemOf(props, '.toMinute')}
        onChange={(toMinute) => props.keep(changed({ toMinute }))}
      />
      <NumberField
        label={text.flat.price}
        unit={text.unit(props.currency)}
        value={known(period().pricePerKwh)}
        notANumber={text.notANumber}
        check={notNegative}
        onInput={(pricePerKwh) => pricePerKwh !== undefined && props.preview(changed({ pricePerKwh }))}
        onCommit={(pricePerKwh) => pricePerKwh !== undefined && props.keep(changed({ pricePerKwh }))}
      />
    </div>
  );
}

function PeriodActions(props: PeriodProps) {
  const words = text.clock;
  const place = () => props.index + 1;
  const remove = () => {
    props.keep(withoutPeriod(props.tariff, props.index));
    props.onRemoved();
  };
  return (
    <div class={editor.actions}>
      <Show when={props.index > 0}>
        <Button
          look="quiet"
          aria-label={words.raisePeriod(place())}
          onClick={() => props.keep(raisePeriod(props.tariff, props.index))}
        >
          {words.raise}
        </Button>
      </Show>
      <Button look="quiet" icon="trash" aria-label={words.removePeriod(place())} onClick={remove}>
        {text.remove}
      </Button>
    </div>
  );
}

function Weekdays(props: {
  readonly period: TariffPeriod;
  readonly problem: string | undefined;
  readonly onToggle: (weekday: number) => void;
}) {
  const words = text.clock;
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
      <p class={editor.problem} role="status">
        {props.problem}
      </p>
    </fieldset>
  );
}
