import { Show } from 'solid-js';
import type { Severity } from '../../domain/alert.ts';
import type { QualityFinding, SeriesQuality } from '../../domain/data-quality.ts';
import type { SeriesName } from '../../domain/series.ts';
import type { LineOptions } from '../../ui/chart/series-line.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { quality as text } from '../../ui/text/en/quality.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import type { CheckedQuality } from './create-quality.ts';
import { FindingList } from './finding-list.tsx';
import styles from './quality-page.module.css';
import { scoreFigure } from './score-figure.ts';

/** Below this part the bar is no longer that of a good series, whatever was found; the words beside it say what. */
const WATCH_BELOW = 0.98;

/** One series: its score as figure and bar, what was found in a few words, and behind a fold why. */
export function SeriesRow(props: {
  readonly series: SeriesQuality;
  /** The series whose rows are open; a row keeps itself in it. */
  readonly opened: Set<SeriesName>;
  readonly checked: CheckedQuality;
  readonly options: LineOptions;
}) {
  const score = () => scoreFigure(props.series.score);
  const has = (severity: Severity) => props.series.findings.some((each) => each.severity === severity);
  const found = () => foundWords(props.series);
  const tone = () => {
    if (has('act')) return 'act';
    return has('watch') || props.series.score < WATCH_BELOW ? 'watch' : 'good';
  };
  return (
    <li data-series={props.series.name}>
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

/** What was found, of any weight before what is only noted. */
function foundWords({ findings, score }: SeriesQuality): string {
  const kinds = (some: readonly QualityFinding[]) =>
    [...new Set(some.map(({ kind }) => text.kinds[kind]))].join(', ');
  const weighty = findings.filter(({ severity }) => severity !== 'info');
  if (weighty.length > 0) return kinds(weighty);
  if (findings.length > 0) return text.noted(kinds(findings));
  return score < 1 ? text.withRows : text.fine;
}
