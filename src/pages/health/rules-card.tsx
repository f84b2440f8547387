import { createMemo, createSignal, For, Show } from 'solid-js';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import { Button } from '../../ui/button.tsx';
import { health } from '../../ui/text/en/health.ts';
import type { MinerNames } from './miner-names.ts';
import { RaceChart } from './race-chart.tsx';
import { standings } from './rule-race.ts';
import { ruleRows } from './rule-rows.ts';
import styles from './rules-card.module.css';
import { Subject } from './subject.tsx';
import { rulesGist } from './subject-gists.ts';

const text = health.rules;
const SHOWN_AT_FIRST = 3;
const SHOWN_MORE = 10;

/** Each finding as a race of Davylamp and the fixed rules: who called it, and when. */
export function RulesCard(props: {
  readonly findings: readonly HealthFinding[];
  readonly names: MinerNames;
}) {
  const rows = createMemo(() => ruleRows(props.findings));
  const [most, setMost] = createSignal(SHOWN_AT_FIRST);
  const hidden = () => Math.max(0, rows().length - most());
  return (
    <Subject name="rules" heading={text.heading} gist={rulesGist(props.findings)}>
      <p class={styles.hint}>{text.lead}</p>
      <Show when={rows().length > 0} fallback={<p>{text.none}</p>}>
        <p>{text.standings(standings(rows()))}</p>
        <ol class={styles.races} aria-label={text.caption}>
          <For each={rows().slice(0, most())}>{(row) => <RaceChart row={row} names={props.names} />}</For>
        </ol>
        <Show when={hidden() > 0}>
          <div>
            <Button look="quiet" onClick={() => setMost((count) => count + SHOWN_MORE)}>
              {text.more(Math.min(SHOWN_MORE, hidden()))}
            </Button>
          </div>
        </Show>
        <p class={styles.hint}>{text.scale}</p>
      </Show>
    </Subject>
  );
}
