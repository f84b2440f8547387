import { createMemo, createSignal, Index, Show } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import styles from './chart.module.css';
import type { ChartMark, TimeRange } from './chart-data.ts';
import { clusterMarks, type MarkCluster } from './mark-clusters.ts';
import type { Plot } from './plot.ts';
import { momentText } from './time-axis.ts';

/** Thumbs need this much between two buttons, CSS px. */
const APART_PX = 44;

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
  return (
    // By place and not by identity: after each drawing the clusters are new, and a focused button must stay.
    <Index each={placed().clusters}>
      {(cluster) => (
        <Mark
          cluster={cluster()}
          leftPx={placed().leftPx + cluster().leftPx}
          frameWidthPx={placed().widthPx}
          rangeMs={props.visible.toMs - props.visible.fromMs}
          open={open() === keyOf(cluster())}
          onOpen={() => setOpen(keyOf(cluster()))}
          onClose={() => setOpen((current) => (current === keyOf(cluster()) ? undefined : current))}
        />
      )}
    </Index>
  );
}

function keyOf(cluster: MarkCluster): string {
  return cluster.marks[0]?.key ?? '';
}

function Mark(props: {
  readonly cluster: MarkCluster;
  readonly leftPx: number;
  readonly frameWidthPx: number;
  readonly rangeMs: number;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const words = () =>
    text.eventsAt(
      momentText(props.cluster.marks[0]?.atMs ?? Number.NaN, props.rangeMs),
      props.cluster.marks.map((mark) => mark.label),
    );
  const sharePercent = () => (100 * props.leftPx) / props.frameWidthPx;
  return (
    // A share of the width, not px: until the plot is drawn at a new size, a mark must not stand outside a narrower page.
    <div class={styles.mark} style={{ left: `${sharePercent()}%` }}>
      <button
        type="button"
        class={styles.markButton}
        aria-label={words()}
        onFocus={() => props.onOpen()}
        onBlur={() => props.onClose()}
        onPointerEnter={() => props.onOpen()}
        onPointerLeave={() => props.onClose()}
        onClick={() => props.onOpen()}
        onKeyDown={(event) => event.key === 'Escape' && props.onClose()}
      >
        <span class={styles.markGlyph} aria-hidden="true" />
      </button>
      <Show when={props.open}>
        {/* Pushed inwards by its place, so that it never leaves the chart. */}
        <div
          class={styles.markNote}
          aria-hidden="true"
          style={{ transform: `translateX(${-sharePercent()}%)` }}
        >
          {words()}
        </div>
      </Show>
    </div>
  );
}
