import { createUniqueId, type JSX } from 'solid-js';
import styles from './field.module.css';

/** On or off, at once. */
export function SwitchField(props: {
  readonly label: string;
  readonly hint?: JSX.Element;
  readonly on: boolean;
  readonly disabled?: boolean | undefined;
  readonly onSwitch: (on: boolean) => void;
}) {
  const id = createUniqueId();
  return (
    <div class={styles.switch}>
      <div>
        <label class={styles.label} for={id}>
          {props.label}
        </label>
        <div id={`${id}-hint`} class={styles.hint}>
          {props.hint}
        </div>
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class={styles.switchInput}
        aria-describedby={`${id}-hint`}
        checked={props.on}
        aria-checked={props.on}
        disabled={props.disabled}
        onChange={(event) => props.onSwitch(event.currentTarget.checked)}
      />
    </div>
  );
}
