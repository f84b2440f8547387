import { For, Show } from 'solid-js';
import type { ImportedValue } from '../../domain/file-import/imported-value.ts';
import type { Miner } from '../../domain/miner.ts';
import { SERIES } from '../../domain/series.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { data as text } from '../../ui/text/en/data.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import type { ImportPreview } from '../../workers/backup-api.ts';
import styles from './data-page.module.css';
import { ProblemList } from './problem-list.tsx';

const words = text.import;

/** What the first lines of a file come to, in our units, and what of it cannot be used. */
export function ImportPreviewTable(props: {
  readonly preview: ImportPreview;
  readonly miners: readonly Miner[];
  /** Each line of the file is one figure, not one moment. */
  readonly isLong: boolean;
}) {
  const places = () =>
    [...new Set(props.preview.rows.flatMap((row) => row.map(({ series }) => series)))].sort((a, b) => a - b);
  const nameOf = (id: string | undefined) => props.miners.find((miner) => miner.id === id)?.name ?? id ?? '';
  const heading = (place: number) => {
    const series = SERIES[place];
    if (!series) return '';
    return series.unit === '' || series.unit === 'H/s'
      ? seriesNames[series.name]
      : `${seriesNames[series.name]}, ${series.unit}`;
  };
  return (
    <>
      <p role="status">
        <Show when={props.preview.figures > 0} fallback={words.nothing}>
          {(props.isLong ? words.usableOf : words.usable)(
            formatCount(props.preview.figures),
            formatCount(props.preview.lines),
            formatDayAndClock(props.preview.firstAtMs),
            formatDayAndClock(props.preview.lastAtMs),
          )}
        </Show>
      </p>
      <Show when={props.preview.leftOut + props.preview.empty > 0}>
        <p class={styles.hint}>
          {words.passedOver(formatCount(props.preview.leftOut), formatCount(props.preview.empty))}
        </p>
      </Show>
      <Show when={props.preview.ambiguous > 0}>
        <p class={styles.hint}>{words.ambiguous(props.preview.ambiguous)}</p>
      </Show>
      <Show when={props.preview.rows.length > 0}>
        {/* A keyboard can scroll only what it can reach. */}
        <section class={styles.scroll} aria-label={words.preview} tabindex="0">
          <table class={styles.table}>
            <caption class="visually-hidden">{words.preview}</caption>
            <thead>
              <tr>
                <th scope="col">{words.previewTime}</th>
                <th scope="col">{words.previewMiner}</th>
                <For each={places()}>{(place) => <th scope="col">{heading(place)}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={props.preview.rows}>
                {(row) => (
                  <tr>
                    <th scope="row">{formatDayAndClock(row[0]?.atMs)}</th>
                    <td>{nameOf(row[0]?.minerId)}</td>
                    <For each={places()}>
                      {(place) => <td>{figure(row.find(({ series }) => series === place))}</td>}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
      <ProblemList tally={props.preview} />
    </>
  );
}

function figure(found: ImportedValue | undefined): string {
  if (!found) return '';
  if (SERIES[found.series]?.unit === 'H/s') return formatHashrate(found.value);
  return new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 }).format(found.value);
}
