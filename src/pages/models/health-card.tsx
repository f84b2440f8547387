import { For, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import type { LearnerHealth } from '../../workers/forecast-api.ts';
import styles from './models-page.module.css';
import { backendName, backendNote } from './training-words.ts';

const words = text.health;

/** What the learner does and holds, on what it trains nets on this device, and why. */
export function HealthCard(props: { readonly health: LearnerHealth }) {
  return (
    <Card heading={words.heading}>
      <Facts
        facts={[
          [words.running, formatCount(props.health.running)],
          [words.waiting, formatCount(props.health.waiting)],
          [words.models, formatCount(props.health.models)],
          [words.size, formatBytes(props.health.modelBytes)],
          [words.held, formatBytes(props.health.heldBytes)],
        ]}
      />
      <h3>{words.backend}</h3>
      <ul class={styles.plainList}>
        <For each={props.health.backends}>
          {(backend) => (
            <li>
              <strong>{capitalised(backendName(backend.name))}</strong>: {backendNote(backend)}
              <Show when={backend.msPerBatch !== undefined}>
                {' '}
                <span class={styles.hint}>
                  {words.measured(span(backend.setUpMs), span(backend.msPerBatch), span(backend.roundMs))}
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <p class={styles.hint}>{words.backends}</p>
    </Card>
  );
}

/** `11.8 ms`, `1.4 s` */
function span(ms: number | undefined): string {
  const [size, unit] = (ms ?? 0) < 1_000 ? [1, 'ms'] : [1_000, 's'];
  return withUnit(ms === undefined ? undefined : ms / size, unit, { maximumFractionDigits: 1 });
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
