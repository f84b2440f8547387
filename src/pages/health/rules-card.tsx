import { createMemo, createSignal, For, Show } from 'solid-js';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import { Button } from '../../ui/button.tsx';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthFindings } from '../../ui/text/en/health-findings.ts';
import styles from './health-table.module.css';
import { type MinerNames, namesOf } from './miner-names.ts';
import { type RuleRow, ruleRows } from './rule-rows.ts';
import { Subject } from './subject.tsx';
import { rulesGist } from './subject-gists.ts';

const text = health.rules;
const SHOWN_AT_FIRST = 5;

/** Each finding, with when Davylamp called it and when fixed rules would have. */
export function RulesCard(props: {
  readonly findings: readonly HealthFinding[];
  readonly names: MinerNames;
}) {
  const rows = createMemo(() => ruleRows(props.findings));
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? rows() : rows().slice(0, SHOWN_AT_FIRST));
  const called = () => rows().filter(({ rules }) => rules.length > 0).length;
  return (
    <Subject name="rules" heading={text.heading} gist={rulesGist(props.findings)}>
      <p>{text.lead}</p>
      <Show when={rows().length > 0} fallback={<p>{text.none}</p>}>
        <p>{text.sum(called(), rows().length)}</p>
        <section class={styles.scroll} tabindex="0" aria-label={text.caption}>
          <table class={styles.table} data-text="true">
            <caption>{text.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{text.finding}</th>
                <th scope="col">{text.davylamp}</th>
                <th scope="col">{text.rules}</th>
              </tr>
            </thead>
            <tbody>
              <For each={shown()}>{(row) => <Row row={row} names={props.names} />}</For>
            </tbody>
          </table>
        </section>
        <Show when={shown().length < rows().length}>
          <div>
            <Button look="quiet" onClick={() => setAll(true)}>
              {text.more(rows().length)}
            </Button>
          </div>
        </Show>
      </Show>
    </Subject>
  );
}

function Row(props: { readonly row: RuleRow; readonly names: MinerNames }) {
  const finding = () => props.row.finding;
  return (
    <tr>
      <th scope="row">
        {namesOf(finding().minerIds, props.names, health.sentence.others)}
        <span class={styles.small}>{healthFindings.troubles[finding().trouble]}</span>
        <Show when={finding().verdict === 'false-alarm'}>
          <span class={styles.small}>{health.findings.calledFalse}</span>
        </Show>
      </th>
      <td>{text.after(lasting(props.row.davylampMs))}</td>
      <td>
        <For each={props.row.rules} fallback={text.never}>
          {({ rule, afterMs }) => (
            <div>
              {text.after(lasting(afterMs))}
              <span class={styles.small}>
                {text.names[rule]}, {beside(afterMs - props.row.davylampMs)}
              </span>
            </div>
          )}
        </For>
      </td>
    </tr>
  );
}

/** Below this two calls came together: the watch judges quarters of an hour. */
const TOGETHER_MS = 900_000;

function beside(laterMs: number): string {
  if (Math.abs(laterMs) < TOGETHER_MS) return text.same;
  return laterMs > 0 ? text.later(lasting(laterMs)) : text.sooner(lasting(-laterMs));
}

function lasting(ms: number): string {
  return formatRoughDuration(ms / 1000);
}
