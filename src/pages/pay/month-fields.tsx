import { For } from 'solid-js';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import dayStyles from './period-fields.module.css';
import { placesWords } from './places-words.ts';
import { toggleMonth } from './tariff-draft.ts';
import styles from './tariff-editor.module.css';

/** The months in which something holds, behind a fold that names them: most contracts know no seasons. */
export function MonthFields(props: {
  /** What it is that holds in them: "period 2". */
  readonly what: string;
  /** All when absent. */
  readonly months: readonly number[] | undefined;
  readonly onChange: (months: readonly number[] | undefined) => void;
}) {
  const inWords = () => (props.months ? text.monthsIn(placesWords(props.months, text.months)) : text.allYear);
  return (
    <details class={styles.fold}>
      <summary>{inWords()}</summary>
      <fieldset class={styles.months}>
        <legend class="visually-hidden">{text.monthsOf(props.what)}</legend>
        <For each={text.months}>
          {(name, index) => (
            <label class={dayStyles.day} title={text.monthsLong[index()]}>
              <input
                type="checkbox"
                checked={props.months?.includes(index() + 1) ?? true}
                aria-label={text.monthsLong[index()]}
                onChange={() => props.onChange(toggleMonth(props.months, index() + 1))}
              />
              <span aria-hidden="true">{name}</span>
            </label>
          )}
        </For>
      </fieldset>
    </details>
  );
}
