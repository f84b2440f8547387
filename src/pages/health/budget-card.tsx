import { For, Show } from 'solid-js';
import { FALSE_ALARMS } from '../../domain/false-alarm-budget.ts';
import type { BudgetMeter } from '../../domain/health/health-report.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { health } from '../../ui/text/en/health.ts';
import { useToast } from '../../ui/toast.tsx';
import styles from './budget-card.module.css';
import { budgetSentences, rateFigure } from './budget-words.ts';
import type { FollowedHealth } from './create-health.ts';
import { Subject } from './subject.tsx';
import { budgetGist } from './subject-gists.ts';

const text = health.budget;

/** What was promised of false alarms beside what came, and the one figure that the owner sets. */
export function BudgetCard(props: { readonly budget: BudgetMeter; readonly followed: FollowedHealth }) {
  const toast = useToast();
  const check = (allowed: number) => {
    if (allowed < FALSE_ALARMS.least) return text.tooLittle;
    return allowed > FALSE_ALARMS.most ? text.tooMuch : undefined;
  };
  const commit = async (allowed: number | undefined) => {
    if (allowed === undefined || allowed === props.budget.promisedPerMonth) return;
    if (await props.followed.allow(allowed))
      toast({ words: text.kept(rateFigure(allowed)), topic: 'alarm budget' });
  };
  return (
    <Subject name="budget" heading={text.heading} gist={budgetGist(props.budget)}>
      <div class={styles.words}>
        <For each={budgetSentences(props.budget)}>{(sentence) => <p>{sentence}</p>}</For>
      </div>
      <Show when={props.budget.watchedDays >= 1}>
        <Meter budget={props.budget} />
      </Show>
      <div class={styles.field}>
        <NumberField
          label={text.field}
          unit={text.unit}
          hint={text.hint}
          value={props.budget.promisedPerMonth}
          check={check}
          notANumber={text.notANumber}
          onCommit={(allowed) => void commit(allowed)}
        />
      </div>
    </Subject>
  );
}

/** A scale from none up: a mark for the promise, one for what was seen, and around that its interval. */
function Meter(props: { readonly budget: BudgetMeter }) {
  const seen = () => props.budget.seenPerMonth;
  const end = () => 1.15 * Math.max(props.budget.promisedPerMonth, seen().high, Number.MIN_VALUE);
  const at = (rate: number) => `${(100 * rate) / end()}%`;
  return (
    <div class={styles.meter} role="img" aria-label={text.label}>
      <div class={styles.scale}>
        <span class={styles.interval} style={{ left: at(seen().low), width: at(seen().high - seen().low) }} />
        <span class={styles.seen} style={{ left: at(seen().value) }} />
        <span class={styles.promised} style={{ left: at(props.budget.promisedPerMonth) }} />
      </div>
      <ul class={styles.legend}>
        <li>
          <i class={styles.keyPromised} /> {text.promisedMark(rateFigure(props.budget.promisedPerMonth))}
        </li>
        <li>
          <i class={styles.keySeen} /> {text.seenMark(rateFigure(seen().value))}
        </li>
        <li>
          <i class={styles.keyInterval} />{' '}
          {text.intervalMark(rateFigure(seen().low), rateFigure(seen().high))}
        </li>
      </ul>
    </div>
  );
}
