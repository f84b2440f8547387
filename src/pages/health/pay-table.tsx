import { createSignal, For, Show } from 'solid-js';
import type { PaidDay } from '../../domain/health/paid-day.ts';
import styles from '../../ui/chart/chart.module.css';
import { chart as common } from '../../ui/text/en/chart.ts';
import { healthPay as text } from '../../ui/text/en/health-pay.ts';
import { poolDay } from './pay-words.ts';

/** Each judged day with what was credited and what was expected of it; worked out only while it is open. */
export function PayTable(props: {
  readonly label: string;
  /** Oldest first. */
  readonly days: readonly PaidDay[];
  readonly format: (coins: number) => string;
  /** The same without its worth, for which limits leave no room. */
  readonly formatLimit: (coins: number) => string;
}) {
  const [open, setOpen] = createSignal(false);
  return (
    <details class={styles.data} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{common.table}</summary>
      <Show when={open()}>
        <section class={styles.dataScroll} tabindex="0" aria-label={props.label}>
          <table>
            <caption>{props.label}</caption>
            <thead>
              <tr>
                <For each={[text.day, text.credited, text.expected, text.likely, text.tolerated]}>
                  {(head) => <th scope="col">{head}</th>}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={props.days}>
                {(day) => (
                  <tr>
                    <th scope="row">{poolDay(day)}</th>
                    <td>{props.format(day.creditedCoins)}</td>
                    <td>{props.format(day.expectedCoins)}</td>
                    <td>{text.fromTo(props.formatLimit(day.lowCoins), props.formatLimit(day.highCoins))}</td>
                    <td>{props.formatLimit(day.toleratedCoins)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </details>
  );
}
