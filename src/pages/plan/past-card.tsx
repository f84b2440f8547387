import { For, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { plan as text } from '../../ui/text/en/plan.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import styles from './plan-page.module.css';
import { endWords, modeWords } from './plan-words.ts';

const MOST_SHOWN = 12;

/** What became of the plan's steps, newest first. */
export function PastCard(props: { readonly view: PlanView; readonly nameOf: (minerId: string) => string }) {
  const isDry = () => props.view.past.every(({ became }) => became === 'would');
  return (
    <Card heading={isDry() && props.view.past.length > 0 ? text.past.headingDry : text.past.heading}>
      <Show when={props.view.past.length > 0} fallback={<p class={styles.hint}>{text.past.none}</p>}>
        <ul class={styles.lines}>
          <For each={props.view.past.slice(0, MOST_SHOWN)}>
            {(step) => (
              <li>
                {text.past.line(
                  formatDayAndClock(step.atMs),
                  props.nameOf(step.minerId),
                  modeWords(step.from),
                  modeWords(step.to),
                  text.whys[step.why],
                )}
                <Show when={!isDry()}>
                  <span class={styles.end} data-end={step.became}>
                    {endWords(step)}
                  </span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
