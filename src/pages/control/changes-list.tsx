import { For, lazy, Show, Suspense } from 'solid-js';
import type { ChangeEffect } from '../../domain/change-effect.ts';
import type { ChangeRecord } from '../../domain/control.ts';
import { settleMs } from '../../domain/settle-time.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';
import { OwnWords } from './own-words.tsx';
import { outcomeWords, recordWords } from './setting-words.ts';

const EffectLine = lazy(async () => ({ default: (await import('../miner/effect-line.tsx')).EffectLine }));

/** How many stand there before the rest is unfolded. */
const MOST_AT_ONCE = 5;

/** What was changed on a miner, newest first, what that did, and the way back. */
export function ChangesList(props: {
  readonly changes: readonly ChangeRecord[];
  /** What changes did, as far as that has been worked out. */
  readonly effects: readonly ChangeEffect[];
  readonly currency: string;
  readonly closed: boolean;
  readonly onUndo: (record: ChangeRecord) => void;
}) {
  // Only the last one: an older one would take back what came after it as well.
  const lastMade = () => props.changes.find(hasSet);
  const effectOf = ({ id }: ChangeRecord) =>
    props.effects.find(({ changes }) => changes.some((change) => change.id === id));
  return (
    <section class={styles.group}>
      <h3>{text.changes.heading}</h3>
      <Show when={props.changes.length > 0} fallback={<p class={styles.hint}>{text.changes.none}</p>}>
        <ul class={styles.changes}>
          <For each={props.changes.slice(0, MOST_AT_ONCE)}>
            {(record) => (
              <li class={styles.change}>
                <div>
                  <div>{recordWords(record)}</div>
                  <div class={styles.hint}>{becameWords(record)}</div>
                  <OwnWords reason={record.reason} />
                  <Suspense>
                    <Show when={effectOf(record)}>
                      {(effect) => (
                        <EffectLine effect={effect()} changeId={record.id} currency={props.currency} />
                      )}
                    </Show>
                  </Suspense>
                </div>
                <Show when={record.undo && !record.isUnderWay && record === lastMade()}>
                  <Button
                    closed={props.closed}
                    aria-label={text.changes.undoOf(recordWords(record))}
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

/** May it have set anything? What was not sent, and a lamp that blinks, leave the way back of what was before. */
function hasSet({ outcome, differences }: ChangeRecord): boolean {
  return outcome !== 'refused' && outcome !== 'failed' && differences.length > 0;
}

function becameWords(record: ChangeRecord): string {
  const at = formatDayAndClock(record.atMs);
  return record.isUnderWay
    ? text.changes.sentFor(at, formatRoughDuration(settleMs(record.change.kind) / 1_000))
    : `${at}: ${outcomeWords(record)}`;
}
