import { createSignal, type JSX, Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { refusalOfWish } from '../../domain/envelope.ts';
import { Button } from '../../ui/button.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import type { ControlView } from '../../workers/control-api.ts';
import styles from './control.module.css';

/** What every group of settings is given. */
export interface SettingFormProps {
  readonly view: ControlView;
  /** A change of this miner is under way: there is none beside it. */
  readonly closed: boolean;
  readonly onReview: (change: DeviceChange) => void;
}

/**
 * One group of settings, and the button that shows what they would change. What makes no sense, changes nothing or may
 * not be sent is told here, and goes no further.
 */
export function SettingForm(
  props: SettingFormProps & {
    readonly heading: string;
    readonly children: JSX.Element;
    /** What its fields ask for; undefined while they are empty. The whole is absent where nothing can be set. */
    readonly change?: (() => DeviceChange | undefined) | undefined;
  },
) {
  const [problem, setProblem] = createSignal<string>();
  const problemWith = (change: DeviceChange | undefined) => {
    if (!change) return text.tuning.empty;
    const reason = refusalOfWish(change, { ...props.view.settings, bounds: props.view.bounds });
    return reason && text.reason(reason);
  };
  const submit = (form: HTMLFormElement) => {
    // Its own words stand below a field that makes no sense.
    const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) return wrong.focus();
    const change = props.change?.();
    const found = problemWith(change);
    setProblem(found);
    if (found) form.querySelector<HTMLElement>('input:not([type=radio]), select')?.focus();
    else if (change) props.onReview(change);
  };
  return (
    <form
      class={styles.group}
      onInput={() => setProblem(undefined)}
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      <h3>{props.heading}</h3>
      {props.children}
      <Show when={props.change}>
        <p role="status" class={styles.problem}>
          {problem()}
        </p>
        <div class={styles.buttons}>
          <Button type="submit" closed={props.closed}>
            {text.tuning.review}
          </Button>
        </div>
      </Show>
    </form>
  );
}
