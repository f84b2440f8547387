import { For, type JSX } from 'solid-js';
import styles from './field.module.css';
import { Field, type FieldWords } from './field.tsx';

/** One of many, by the browser's own list. */
export function SelectField<Choice extends string>(
  props: FieldWords & {
    readonly choices: readonly { readonly choice: Choice; readonly label: string }[];
    readonly chosen: Choice;
    readonly onChoose: (choice: Choice) => void;
  },
): JSX.Element {
  const choose = (text: string) => {
    const found = props.choices.find(({ choice }) => choice === text);
    if (found) props.onChoose(found.choice);
  };
  return (
    <Field label={props.label} hint={props.hint} problem={props.problem}>
      {({ id, describedBy }) => (
        <select
          id={id}
          class={styles.select}
          aria-describedby={describedBy}
          value={props.chosen}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <For each={props.choices}>
            {({ choice, label }) => (
              // Choices that are made anew would leave the browser at the first of them.
              <option value={choice} selected={choice === props.chosen}>
                {label}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}
