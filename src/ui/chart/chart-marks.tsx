import { createMemo, createSignal, For, Show } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import styles from './chart.module.css';
import type { ChartMark, TimeRange } from './chart-data.ts';
import { clusterMarks, type MarkCluster } from './mark-clusters.ts';
import type { Plot } from './plot.ts';
import { momentText } from './time-axis.ts';

/** Thumbs need this much between two buttons, CSS px. */
const APART_PX = 26;

/** Buttons on the upper edge of a plot, one an event (or a few that lie together); each tells what happened. */
export function ChartMarks(props: {
  readonly marks: readonly ChartMark[];
  readonly plot: Plot | undefined;
  /** Counts the plot's drawings: places are looked up anew after each. */
  readonly drawings: number;
  readonly visible: TimeRange;
}) {
  const placed = createMemo(() => {
    const { plot, drawings } = props;
    if (!plot || drawings === 0) return { clusters: [], leftPx: 0, widthPx: 1 };
    const { clientWidth } = plot.area;
    const clusters = clusterMarks(props.marks, plot.xOf, clientWidth, APART_PX);
    return { clusters, leftPx: plot.areaLeftPx(), widthPx: plot.area.parentElement?.clientWidth || 1 };
  });
  const [open, setOpen] = createSignal<string>();
  const words = (cluster: MarkCluster) =>
    text.eventsAt(
      momentText(cluster.marks[0]?.atMs ?? Number.NaN, props.visible.toMs - props.visible.fromMs),
      cluster.marks.map((mark) => mark.label),
    );
  const close = (key: string) => setOpen((current) => (current === key ? undefined : current));
  return (
    <For each={placed().clusters}>
      {(cluster) => {
        const key = () => cluster.marks[0]?.key ?? '';
        const left = () => placed().leftPx + cluster.leftPx;
        return (
          <div class={styles.mark} style={{ left: `${left()}px` }}>
            <button
              type="button"
              class={styles.markButton}
              aria-label={words(cluster)}
              onFocus={() => setOpen(key())}
              onBlur={() => close(key())}
              onPointerEnter={() => setOpen(key())}
              onPointerLeave={() => close(key())}
              onClick={() => setOpen(key())}
              onKeyDown={(event) => event.key === 'Escape' && close(key())}
            >
              <span class={styles.markGlyph} aria-hidden="true" />
            </button>
            <Show when={open() === key()}>
              {/* Pushed inwards by its place, so that it never leaves the chart. */}
              <div
                class={styles.markNote}
                aria-hidden="true"
                style={{ transform: `translateX(${(-100 * left()) / placed().widthPx}%)` }}
              >
                {words(cluster)}
              </div>
            </Show>
          </div>
        );
      }}
    </For>
  );
}
