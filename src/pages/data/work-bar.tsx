import { Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import type { DataWork } from './create-data-work.ts';
import styles from './data-page.module.css';

/** The button that begins work, and, while it is under way, how far it is and the way to stop it. */
export function WorkBar(props: {
  readonly work: DataWork;
  readonly name: string;
  readonly start: string;
  readonly running: string;
  /** Not now: something is missing. */
  readonly closed?: boolean | undefined;
  readonly onStart: () => void;
}) {
  const isHere = () => props.work.running() === props.name;
  return (
    <>
      <div class={styles.actions}>
        <Button
          look="primary"
          busy={isHere()}
          closed={props.closed || (props.work.running() !== undefined && !isHere())}
          onClick={() => props.onStart()}
        >
          {props.start}
        </Button>
        <Show when={isHere()}>
          <Button busy={props.work.stopping()} onClick={() => props.work.stop()}>
            {text.stop}
          </Button>
        </Show>
      </div>
      <Show when={isHere()}>
        <ProgressBar
          label={props.work.stopping() ? text.stopping : props.running}
          done={props.work.done()}
          note={formatPercent(Math.floor(props.work.done() * 100) / 100)}
        />
      </Show>
    </>
  );
}
