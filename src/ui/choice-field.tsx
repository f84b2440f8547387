import { createUniqueId, For, type JSX } from 'solid-js';
import styles from './field.module.css';

/** One of a few, all in sight: radio buttons drawn as one bar. */
export function ChoiceField<Choice extends string>(props: {
  readonly label: string;
  readonly choices: readonly { readonly choice: Choice; readonly label: string }[];
  readonly chosen: Choice;
  readonly onChoose: (choice: Choice) => void;
}): JSX.Element {
  const name = createUniqueId();
  return (
    <fieldset class={styles.choices}>
      <legend>{props.label}</legend>
      <div class={styles.choiceBar}>
        <For each={props.choices}>
          {({ choice, label }) => (
            <label class={styles.choice}>
              <input
                type="radio"
                name={name}
                value={choice}
                checked={props.chosen === choice}
                onChange={() => props.onChoose(choice)}
              />
              <span>{label}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
