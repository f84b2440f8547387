import { For, Show } from 'solid-js';
import type { DataRepair } from '../../domain/data-repair.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import type { LineOptions } from '../../ui/chart/series-line.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { common } from '../../ui/text/en/common.ts';
import { quality as text } from '../../ui/text/en/quality.ts';
import type { CheckedQuality } from './create-quality.ts';
import { repairWords, sampleWords } from './finding-words.ts';
import styles from './quality-page.module.css';

/** All that was ever repaired of this miner, with what it did, and the way back. */
export function RepairsCard(props: {
  readonly repairs: readonly DataRepair[];
  readonly checked: CheckedQuality;
  readonly options: LineOptions;
}) {
  return (
    <Card heading={text.repairs.heading}>
      <Show when={props.repairs.length > 0} fallback={<p class={styles.hint}>{text.repairs.none}</p>}>
        <ul class={styles.findings}>
          <For each={props.repairs}>
            {(repair) => (
              <li class={styles.finding}>
                <p>
                  <strong>{repairWords(repair)}</strong>
                </p>
                <p class={styles.hint}>
                  {text.repairs.made(formatDayAndClock(repair.madeAtMs), formatCount(repair.values))}
                  <Show when={repair.undoneAtMs}>
                    {(atMs) => `, ${text.repairs.undone(formatDayAndClock(atMs()))}`}
                  </Show>
                </p>
                <ul class={styles.when}>
                  <For each={sampleWords(repair, props.options)}>{(line) => <li>{line}</li>}</For>
                </ul>
                <Show when={repair.undoneAtMs === undefined}>
                  <div>
                    <Button
                      busy={props.checked.busy()}
                      aria-label={text.repairs.undo(repairWords(repair))}
                      onClick={() => void props.checked.undo(repair)}
                    >
                      {common.undo}
                    </Button>
                  </div>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
