import { For, Show } from 'solid-js';
import type { NextCheck } from '../../domain/health/check.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { listed } from '../../ui/format/name-list.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthFindings as words } from '../../ui/text/en/health-findings.ts';
import { REPAIR_RULES, REPAIR_RULES_SOURCE, REPAIRS } from '../../ui/text/en/health-repairs.ts';
import { type ShownMoney, shownMoney } from '../pay/shown-money.ts';
import styles from './finding-card.module.css';

const text = health.checks;

/** What to look at, cheapest for its chance first: the first in full, the others folded. */
export function CheckList(props: { readonly checks: readonly NextCheck[]; readonly shown: ShownMoney }) {
  const further = () => props.checks.slice(1);
  return (
    <Show when={props.checks[0]}>
      {(first) => (
        <div class={styles.part}>
          <h4>{text.heading}</h4>
          <CheckEntry check={first()} shown={props.shown} />
          <Show when={further().length > 0}>
            <details class={styles.fold}>
              <summary>{text.further(further().length)}</summary>
              <div class={styles.part}>
                <For each={further()}>{(check) => <CheckEntry check={check} shown={props.shown} />}</For>
              </div>
            </details>
          </Show>
        </div>
      )}
    </Show>
  );
}

function CheckEntry(props: { readonly check: NextCheck; readonly shown: ShownMoney }) {
  const repair = () => REPAIRS[props.check.cause];
  const minutes = (count: number) => text.minutes(decimal(count));
  const stops = () =>
    props.check.stopsMinutes > 0 ? text.stops(minutes(props.check.stopsMinutes)) : text.runsOn;
  const confirmed = () => listed(props.check.confirmedBy.map((symptom) => words.symptomsGone[symptom]));
  return (
    <div class={styles.check}>
      <p>
        <b>{words.causes[props.check.cause]}.</b> {text.finds(formatConfidence(props.check.chance))}{' '}
        {text.cost(minutes(props.check.workMinutes), stops(), shownMoney(props.check.cost, props.shown))}
      </p>
      <p class={styles.hint}>{REPAIR_RULES.join(' ')}</p>
      <ol class={styles.steps} aria-label={text.steps}>
        <For each={repair().steps}>{(step) => <li>{step}</li>}</For>
      </ol>
      <Show when={props.check.confirmedBy.length > 0}>
        <p class={styles.confirmed}>{text.confirmed(confirmed())}</p>
      </Show>
      <details class={styles.fold}>
        <summary>{text.sources}</summary>
        <ul class={styles.sources}>
          <For each={[...repair().sources, REPAIR_RULES_SOURCE]}>{(source) => <li>{source}</li>}</For>
        </ul>
      </details>
    </div>
  );
}
