import { Index, Show } from 'solid-js';
import { ABSENT } from '../../ui/format/decimal.ts';
import styles from './level-bar.module.css';

/** A place on a bar that means something: nominal volts, the temperature at which the device stops. */
export interface LevelMark {
  readonly at: number;
  readonly label: string;
}

/**
 * One quantity as a number and a bar with marks. Without a value there is a dash and no bar: an empty bar would read
 * as zero.
 */
export function LevelBar(props: {
  readonly label: string;
  readonly value: number | undefined;
  readonly figure: string;
  readonly note?: string | undefined;
  /** What the two ends of the bar stand for; without it only the number is shown. */
  readonly scale?: { readonly from: number; readonly to: number } | undefined;
  readonly marks?: readonly LevelMark[] | undefined;
  readonly tone?: 'watch' | 'act' | undefined;
  /** Said in words when the tone is raised, so that colour is not needed. */
  readonly warning?: string | undefined;
  readonly aged?: boolean | undefined;
}) {
  const place = (value: number) => {
    const { from, to } = props.scale ?? { from: 0, to: 1 };
    return Math.min(100, Math.max(0, (100 * (value - from)) / (to - from)));
  };
  return (
    <div class={styles.level} data-tone={props.tone} data-aged={props.aged ?? false}>
      <div class={styles.words}>
        <span class={styles.label}>{props.label}</span>
        <span class={styles.figure}>
          <Show when={props.aged && props.figure !== ABSENT} fallback={props.figure}>
            <s>{props.figure}</s>
          </Show>
        </span>
      </div>
      <Show when={props.scale && props.value !== undefined}>
        <div class={styles.track} aria-hidden="true">
          <div class={styles.fill} style={{ width: `${place(props.value ?? 0)}%` }} />
          <Index each={props.marks}>
            {(mark) => <span class={styles.mark} style={{ left: `${place(mark().at)}%` }} />}
          </Index>
        </div>
      </Show>
      <Show when={props.warning || props.note || props.marks?.length}>
        <div class={styles.notes}>
          <Show when={props.warning}>
            <strong class={styles.warning}>{props.warning}</strong>
          </Show>
          <Show when={props.note}>
            <span>{props.note}</span>
          </Show>
          <Index each={props.marks}>{(mark) => <span>{mark().label}</span>}</Index>
        </div>
      </Show>
    </div>
  );
}
