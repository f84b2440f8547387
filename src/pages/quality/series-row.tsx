import { Show } from 'solid-js';
import type { SeriesQuality } from '../../domain/data-quality.ts';
import type { SeriesName } from '../../domain/series.ts';
import type { LineOptions } from '../../ui/chart/series-line.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { quality as text } from '../../ui/text/en/quality.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import type { CheckedQuality } from './create-quality.ts';
import { FindingList } from './finding-list.tsx';
import styles from './quality-page.module.css';
import { scoreFigure } from './score-figure.ts';

/** Below these parts the bar changes its colour; the words beside it say what was found. */
const WATCH_BELOW = 0.98;
const ACT_BELOW = 0.8;

/** One series: its score as figure and bar, what was found in a few words, and behind a fold why. */
export function SeriesRow(props: {
  readonly series: SeriesQuality;
  /** The series whose rows are open; a row keeps itself in it. */
  readonly opened: Set<SeriesName>;
  readonly checked: CheckedQuality;
  readonly options: LineOptions;
}) {
  const score = () => scoreFigure(props.series.score);
  const found = () =>
    [...new Set(props.series.findings.map(({ kind }) => text.kinds[kind]))].join(', ') || text.fine;
  const tone = () => {
    if (props.series.score < ACT_BELOW) return 'act';
    return props.series.score < WATCH_BELOW ? 'watch' : 'good';
  };
  return (
    <li>
      <details
        class={styles.row}
        data-tone={tone()}
        open={props.opened.has(props.series.name)}
        onToggle={(event) => {
          if (event.currentTarget.open) props.opened.add(props.series.name);
          else props.opened.delete(props.series.name);
        }}
      >
        <summary>
          <span class={styles.name}>{seriesNames[props.series.name]}</span>
          <span class={styles.score}>{score()}</span>
          <span class={styles.track} aria-hidden="true">
            <span class={styles.fill} style={{ width: `${100 * props.series.score}%` }} />
          </span>
          <span class={styles.found}>{found()}</span>
        </summary>
        <div class={styles.inside}>
          <p class={styles.hint}>
            {text.figures(
              formatCount(props.series.expected),
              formatCount(props.series.present),
              formatCount(props.series.doubted),
            )}{' '}
            <span class={styles.formula}>
              {text.formula(
                formatCount(props.series.present),
                formatCount(props.series.doubted),
                formatCount(props.series.expected),
                score(),
              )}
            </span>
          </p>
          <Show when={props.series.findings.length > 0}>
            <FindingList findings={props.series.findings} checked={props.checked} options={props.options} />
          </Show>
        </div>
      </details>
    </li>
  );
}
