import { For } from 'solid-js';
import type { LeftWork } from '../../domain/health/maintenance.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';
import styles from './maintenance-card.module.css';
import type { MinerNames } from './miner-names.ts';
import { workWords } from './plan-words.ts';

const text = healthLog.plan.left;

/** What would mend what is found, and why it is not in the plan: whether it is done all the same is for its owner to say. */
export function LeftWorks(props: { readonly works: readonly LeftWork[]; readonly names: MinerNames }) {
  return (
    <section aria-labelledby="left-work">
      <h3 id="left-work">{text.heading}</h3>
      <ul class={styles.plan}>
        <For each={props.works}>
          {(left) => (
            <li class={styles.work}>
              <div class={styles.what}>
                <b>{workWords(left, props.names)}</b>
                <span>{leftWords(left)}</span>
              </div>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function leftWords({ because, failure }: LeftWork): string {
  const why = text.because[because];
  if (!failure) return why;
  return `${text.failure(formatConfidence(failure.chance), decimal(failure.days))} ${why}`;
}
