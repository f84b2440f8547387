import { For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { listed } from '../../ui/format/name-list.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthFindings } from '../../ui/text/en/health-findings.ts';
import { goToFinding } from './finding-anchor.ts';
import { type MinerNames, namesOf } from './miner-names.ts';
import styles from './race-chart.module.css';
import { type Lane, type Racer, raceOf, TOGETHER_MS } from './rule-race.ts';
import type { RuleRow } from './rule-rows.ts';

const text = health.rules;

/** One finding as a race: a lane for Davylamp and for each rule, from its beginning to when each called. */
export function RaceChart(props: { readonly row: RuleRow; readonly names: MinerNames }) {
  const finding = () => props.row.finding;
  const race = () => raceOf(props.row);
  const what = () =>
    text.race(
      namesOf(finding().minerIds, props.names, health.sentence.others),
      healthFindings.troubles[finding().trouble],
    );
  return (
    <li class={styles.race}>
      <div class={styles.head}>
        <h3>{what()}</h3>
        <Show when={finding().verdict === 'false-alarm'}>
          <span class={styles.hint}>{health.findings.calledFalse}</span>
        </Show>
        <Button look="quiet" aria-label={text.toFindingOf(what())} onClick={() => goToFinding(finding())}>
          {text.toFinding}
        </Button>
      </div>
      <ol class={styles.lanes}>
        <For each={race().lanes}>
          {(lane) => (
            <li class={styles.lane} data-own={lane.racer === 'davylamp'}>
              <span>{nameOf(lane.racer)}</span>
              <span class={styles.track} aria-hidden="true">
                <i style={{ width: `${100 * lane.at}%` }} />
              </span>
              <span class={styles.when}>{whenOf(lane, props.row.davylampMs)}</span>
            </li>
          )}
        </For>
      </ol>
      <Show when={race().silent.length > 0}>
        <p class={styles.hint}>{text.silent(listed(race().silent.map((rule) => text.names[rule])))}</p>
      </Show>
    </li>
  );
}

/** "after 2 d", and of a rule how much that is later than Davylamp, or sooner. */
function whenOf({ racer, afterMs }: Lane, davylampMs: number): string {
  const after = text.after(lasting(afterMs));
  if (racer === 'davylamp') return after;
  const laterMs = afterMs - davylampMs;
  if (Math.abs(laterMs) < TOGETHER_MS) return text.beside(after, text.same);
  return text.beside(after, laterMs > 0 ? text.later(lasting(laterMs)) : text.sooner(lasting(-laterMs)));
}

function lasting(ms: number): string {
  return formatRoughDuration(ms / 1000);
}

function nameOf(racer: Racer): string {
  return racer === 'davylamp' ? text.davylamp : text.names[racer];
}
