import { For } from 'solid-js';
import { SPARK_HEIGHT, SPARK_WIDTH, spark } from './spark-path.ts';
import styles from './sparkline.module.css';

/**
 * A curve the height of a word: how it went lately. Unknown minutes are left open, the dashed line is what was
 * expected, the scale begins at zero so that a fall looks like one.
 */
export function Sparkline(props: {
  readonly values: Float64Array;
  readonly expected?: number | undefined;
  /** The figures are old: the curve is dimmed. */
  readonly aged?: boolean | undefined;
  /** What the curve shows, in words. */
  readonly label: string;
}) {
  const drawn = () => spark(props.values, props.expected);
  return (
    <svg
      class={styles.spark}
      data-aged={props.aged ?? false}
      viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      <path class={styles.area} d={drawn().area} />
      <path class={styles.expected} d={drawn().expected} />
      <path class={styles.line} d={drawn().line} />
      {/* A known minute between two unknown ones is a line without length: the round end makes it a dot. */}
      <For each={drawn().dots}>{(dot) => <path class={styles.dot} d={`M${dot}h0`} />}</For>
    </svg>
  );
}
