import { For, Show } from 'solid-js';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { Notice } from '../../ui/notice.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import type { MissingParts, RestoreReport } from '../../workers/backup-api.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './data-page.module.css';

const words = text.restore;
const STRETCHES_SHOWN = 20;

/** What came of a restore, and exactly what did not. */
export function RestoredNotice(props: { readonly report: RestoreReport }) {
  const fleet = useFleet();
  const when = () => formatDayAndClock(props.report.madeAtMs);
  const headline = () => {
    if (props.report.stopped) return words.stopped;
    return props.report.whole ? words.whole(when()) : words.notWhole(when());
  };
  const added = () =>
    Object.entries(props.report.rows).flatMap(([table, rows]) =>
      rows > 0 && table in words.tables ? [`${formatCount(rows)} ${tableName(table, rows)}`] : [],
    );
  return (
    <>
      <Notice tone={props.report.whole ? 'good' : 'watch'} live>
        {headline()}
      </Notice>
      <p class={styles.hint}>
        {words.counts(formatCount(props.report.added + props.report.merged), formatCount(props.report.there))}
      </p>
      <Show when={added().length > 0}>
        <p class={styles.hint}>{words.rows(added().join(', '))}</p>
      </Show>
      <Show when={!props.report.encrypted && fleet.kind === 'real'}>
        <p class={styles.hint}>{words.noSecrets}</p>
      </Show>
      <Show when={!props.report.stopped && !props.report.whole}>
        <Show when={props.report.missing} fallback={<p>{words.unknown}</p>}>
          {(missing) => <Missing missing={missing()} />}
        </Show>
      </Show>
    </>
  );
}

function Missing(props: { readonly missing: MissingParts }) {
  const fleet = useFleet();
  const nameOf = (entity: string) =>
    fleet.view()?.miners.find(({ miner }) => miner.id === entity)?.miner.name ?? entity;
  const lines = () => {
    const { stretches, tables, latest } = props.missing;
    const shown = stretches.slice(0, STRETCHES_SHOWN).map(({ entity, tier, fromMs, toMs }) =>
      // The stretch ends where the next begins: its last day is the one before.
      words.stretch(nameOf(entity), tierName(tier), formatDay(fromMs), formatDay(toMs - 1)),
    );
    const rest = stretches.length - shown.length;
    return [
      ...tables.map((table) => tableName(table)),
      ...(latest ? [words.latest] : []),
      ...shown,
      ...(rest > 0 ? [words.more(rest)] : []),
    ];
  };
  return (
    <Show when={lines().length > 0}>
      <p>{words.missing}</p>
      <ul class={styles.list}>
        <For each={lines()}>{(line) => <li>{line}</li>}</For>
      </ul>
    </Show>
  );
}

function tableName(table: string, rows = Number.POSITIVE_INFINITY): string {
  const [one, more] = Object.entries(words.tables).find(([name]) => name === table)?.[1] ?? [table, table];
  return rows === 1 ? one : more;
}

function tierName(tier: string): string {
  return Object.entries(text.tiers).find(([name]) => name === tier)?.[1] ?? tier;
}
