import { For, Show } from 'solid-js';
import type { ChangeRecord } from '../../domain/control.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';
import { changeWords } from './setting-words.ts';

/** How many stand there before the rest is unfolded. */
const MOST_AT_ONCE = 5;

/** What was changed on a miner, newest first, and the way back. */
export function ChangesList(props: {
  readonly changes: readonly ChangeRecord[];
  readonly busy: boolean;
  readonly onUndo: (record: ChangeRecord) => void;
}) {
  return (
    <section class={styles.group}>
      <h3>{text.changes.heading}</h3>
      <Show when={props.changes.length > 0} fallback={<p class={styles.hint}>{text.changes.none}</p>}>
        <ul class={styles.changes}>
          <For each={props.changes.slice(0, MOST_AT_ONCE)}>
            {(record, index) => (
              <li class={styles.change}>
                <div>
                  <div>{changeWords(record.change)}</div>
                  <div class={styles.hint}>
                    {formatDayAndClock(record.atMs)}: {outcomeWords(record)}
                  </div>
                </div>
                {/* Only the last change: an older one would take back what came after it as well. */}
                <Show when={record.undo && index() === 0}>
                  <Button
                    busy={props.busy}
                    aria-label={text.changes.undoOf(changeWords(record.change))}
                    onClick={() => props.onUndo(record)}
                  >
                    {text.changes.undo}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

/** How it ended, and why. */
export function outcomeWords({ outcome, reason }: ChangeRecord): string {
  return reason ? `${text.outcomes[outcome]} ${text.reason(reason)}` : text.outcomes[outcome];
}
