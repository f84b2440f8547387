import { createMemo, createSignal, For, Show } from 'solid-js';
import type { ChanceWithin, MinerOutlook } from '../../domain/health/lifetime.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { healthOutlook as text } from '../../ui/text/en/health-outlook.ts';
import styles from './health-table.module.css';
import type { MinerNames } from './miner-names.ts';
import own from './outlook-card.module.css';
import { PartsOutlook } from './parts-outlook.tsx';
import { Subject } from './subject.tsx';
import { outlookGist } from './subject-gists.ts';

/** How likely each miner is to trip or fail, worst first; then one of them closely, part by part. */
export function OutlookCard(props: {
  readonly outlooks: readonly MinerOutlook[];
  readonly names: MinerNames;
}) {
  const known = createMemo(() =>
    props.outlooks
      .filter(({ minerId }) => props.names.has(minerId))
      .toSorted((a, b) => longest(b) - longest(a)),
  );
  const [chosenId, choose] = createSignal<string>();
  const chosen = () => known().find(({ minerId }) => minerId === chosenId()) ?? known()[0];
  const days = () => known()[0]?.chances.map((chance) => chance.days) ?? [];
  const most = () => Math.max(...known().map(longest), Number.MIN_VALUE);
  return (
    <Subject name="outlook" heading={text.heading} gist={outlookGist(known(), props.names)}>
      <Show when={known().length > 0} fallback={<p>{text.none}</p>}>
        <p>{text.lead}</p>
        <section class={styles.scroll} tabindex="0" aria-label={text.caption}>
          <table class={styles.table}>
            <caption>{text.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{text.miner}</th>
                <For each={days()}>{(count) => <th scope="col">{text.within(decimal(count))}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={known()}>
                {({ minerId, chances }) => (
                  <tr>
                    <th scope="row">{props.names.get(minerId)}</th>
                    <For each={chances}>{(chance) => <Chance chance={chance} most={most()} />}</For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
        <div class={own.choice}>
          <SelectField
            label={text.choose}
            choices={known().map(({ minerId }) => ({
              choice: minerId,
              label: props.names.get(minerId) ?? '',
            }))}
            chosen={chosen()?.minerId ?? ''}
            onChoose={choose}
          />
        </div>
        <Show when={chosen()}>
          {(outlook) => <PartsOutlook outlook={outlook()} name={props.names.get(outlook().minerId) ?? ''} />}
        </Show>
      </Show>
    </Subject>
  );
}

function Chance(props: { readonly chance: ChanceWithin; readonly most: number }) {
  return (
    <td>
      <b>{formatConfidence(props.chance.chance)}</b>
      <span class={styles.small}>
        {text.range(bare(formatConfidence(props.chance.low)), formatConfidence(props.chance.high))}
      </span>
      <span class={own.bar} aria-hidden="true">
        <i style={{ width: `${(100 * props.chance.chance) / props.most}%` }} />
      </span>
    </td>
  );
}

/** The chance over the longest time that is told, by which they are ordered. */
function longest({ chances }: MinerOutlook): number {
  return chances.at(-1)?.chance ?? 0;
}

/** Without its unit, which stands behind the other end. */
function bare(percent: string): string {
  return percent.replace(/\s%$/, '');
}
