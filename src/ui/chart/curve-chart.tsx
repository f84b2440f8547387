import { createMemo, createSignal, For, Show } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import shared from './chart.module.css';
import styles from './curve-chart.module.css';
import { bandPath, type Curve, type CurveBand, curveExtent, curvePath } from './curve-path.ts';

const WIDTH = 100;
const HEIGHT = 50;
/** Rows of the table at most: of hundreds of epochs every so manieth is told, and the last. */
const MOST_ROWS = 50;

/** A few curves over numbers: drawn, told in a sentence, and as a table. */
export function CurveChart(props: {
  readonly label: string;
  /** What the curves show, in a sentence. */
  readonly summary: string;
  /** Of the horizontal axis: "Epoch". */
  readonly xLabel: string;
  readonly curves: readonly Curve[];
  /** What the curves lie within. */
  readonly bands?: readonly CurveBand[] | undefined;
  /** The ends of the vertical axis, where they are not those of what is drawn. */
  readonly yExtent?: readonly [least: number, greatest: number] | undefined;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}) {
  const extent = createMemo(() => {
    const edges = (props.bands ?? []).flatMap(bandEdges);
    const drawn = curveExtent([...props.curves, ...edges]);
    return drawn && { ...drawn, y: props.yExtent ?? drawn.y };
  });
  return (
    <figure class={styles.figure} aria-label={props.label}>
      <Show when={props.curves.length + (props.bands?.length ?? 0) > 1}>
        <ul class={styles.legend}>
          <For each={props.curves}>
            {(curve, i) => (
              <li>
                <svg width="28" height="8" aria-hidden="true">
                  <path class={styles.line} data-order={i()} d="M1 4h26" />
                </svg>
                {curve.label}
              </li>
            )}
          </For>
          <For each={props.bands}>
            {({ label }) => (
              <li>
                <svg width="28" height="12" aria-hidden="true">
                  <path class={styles.band} d="M0 0h28v12H0z" />
                </svg>
                {label}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={extent()}>
        {(box) => (
          <div class={styles.frame}>
            <span class={styles.top}>{props.formatY(box().y[1])}</span>
            <span class={styles.bottom}>{props.formatY(box().y[0])}</span>
            <svg
              class={styles.plot}
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={props.summary}
            >
              <For each={props.bands}>
                {(band) => <path class={styles.band} d={bandPath(band, box(), WIDTH, HEIGHT)} />}
              </For>
              <For each={props.curves}>
                {(curve, i) => (
                  <path class={styles.line} data-order={i()} d={curvePath(curve, box(), WIDTH, HEIGHT)} />
                )}
              </For>
            </svg>
            <span class={styles.from}>{props.formatX(box().x[0])}</span>
            <span class={styles.axis}>{props.xLabel}</span>
            <span class={styles.to}>{props.formatX(box().x[1])}</span>
          </div>
        )}
      </Show>
      <figcaption class={shared.summary}>{props.summary}</figcaption>
      <CurveTable {...props} curves={[...props.curves, ...(props.bands ?? []).flatMap(bandEdges)]} />
    </figure>
  );
}

/** The ends of a band as curves: to be measured, and to stand in the table. */
function bandEdges({ label, x, low, high }: CurveBand): readonly Curve[] {
  return [
    { label: text.bandFrom(label), x, y: low },
    { label: text.bandTo(label), x, y: high },
  ];
}

function CurveTable(props: {
  readonly label: string;
  readonly xLabel: string;
  readonly curves: readonly Curve[];
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
}) {
  const [open, setOpen] = createSignal(false);
  const moments = () => [...new Set(props.curves.flatMap(({ x }) => x))].toSorted((a, b) => a - b);
  const rows = () => {
    const all = moments();
    const every = Math.ceil(all.length / MOST_ROWS);
    return all.filter((_, i) => i % every === 0 || i === all.length - 1);
  };
  const figure = ({ x, y }: Curve, at: number) => {
    const value = y[x.indexOf(at)] ?? Number.NaN;
    return Number.isNaN(value) ? text.none : props.formatY(value);
  };
  return (
    <details class={shared.data} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.table}</summary>
      <Show when={open()}>
        <section class={shared.dataScroll} tabindex="0" aria-label={props.label}>
          <table>
            <caption>{props.label}</caption>
            <thead>
              <tr>
                <th scope="col">{props.xLabel}</th>
                <For each={props.curves}>{({ label }) => <th scope="col">{label}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <For each={rows()}>
                {(at) => (
                  <tr>
                    <th scope="row">{props.formatX(at)}</th>
                    <For each={props.curves}>{(curve) => <td>{figure(curve, at)}</td>}</For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
    </details>
  );
}
