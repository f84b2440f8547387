import { createUniqueId, type JSX, Show, splitProps } from 'solid-js';
import styles from './field.module.css';
import { Icon } from './icon.tsx';

export interface FieldWords {
  readonly label: string;
  readonly hint?: JSX.Element;
  /** What is wrong with what stands in the field, and how to mend it. */
  readonly problem?: string | undefined;
}

/** Ties label, hint and problem to any control; the control takes its id and description from the argument. */
export function Field(
  props: FieldWords & {
    readonly children: (ids: { readonly id: string; readonly describedBy: string }) => JSX.Element;
  },
) {
  const id = createUniqueId();
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {props.label}
      </label>
      {props.children({ id, describedBy: `${id}-hint ${id}-problem` })}
      <div id={`${id}-hint`} class={styles.hint}>
        {props.hint}
      </div>
      <div id={`${id}-problem`} class={styles.problem} role="status">
        <Show when={props.problem}>
          <Icon name="alert" size="1em" /> {props.problem}
        </Show>
      </div>
    </div>
  );
}

/** One line of text or a number. */
export function TextField(
  props: FieldWords &
    JSX.InputHTMLAttributes<HTMLInputElement> & {
      /** Written behind the field: `€/kWh`, `%`. */
      readonly unit?: string | undefined;
    },
) {
  const [words, rest] = splitProps(props, ['label', 'hint', 'problem', 'unit', 'class']);
  return (
    <Field label={words.label} hint={words.hint} problem={words.problem}>
      {({ id, describedBy }) => (
        <span class={styles.row}>
          <input
            type="text"
            {...rest}
            id={id}
            class={`${styles.input} ${words.class ?? ''}`}
            aria-describedby={describedBy}
            aria-invalid={words.problem !== undefined}
          />
          <Show when={words.unit}>
            <span class={styles.unit}>{words.unit}</span>
          </Show>
        </span>
      )}
    </Field>
  );
}
