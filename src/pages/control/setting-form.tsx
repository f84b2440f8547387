import { type JSX, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';

/** One group of settings, and the button that shows what they would change. */
export function SettingForm(props: {
  readonly heading: string;
  readonly children: JSX.Element;
  /** Absent where nothing can be set. */
  readonly onReview?: (() => void) | undefined;
}) {
  return (
    <form
      class={styles.group}
      onSubmit={(event) => {
        event.preventDefault();
        props.onReview?.();
      }}
    >
      <h3>{props.heading}</h3>
      {props.children}
      <Show when={props.onReview}>
        <div class={styles.buttons}>
          <Button type="submit">{text.tuning.review}</Button>
        </div>
      </Show>
    </form>
  );
}
