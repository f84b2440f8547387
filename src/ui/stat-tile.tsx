import { type JSX, Show } from 'solid-js';
import styles from './stat-tile.module.css';
import { common as text } from './text/en/common.ts';

/** One figure with its name. Where the figure is unknown the tile says so and why; it never shows 0 instead. */
export function StatTile(props: {
  readonly label: string;
  /** The formatted figure; absent when unknown. */
  readonly figure: string | undefined;
  /** Written small behind the figure, where the figure does not carry its unit. */
  readonly unit?: string | undefined;
  /** Where the figure comes from, what it leaves out, or why there is none. */
  readonly note?: string | undefined;
  /** The figure is old: drawn struck through and dimmed. The note must say how old. */
  readonly aged?: boolean | undefined;
  /** The device claims the figure and something else speaks against it: dimmed. The note must say what. */
  readonly doubted?: boolean | undefined;
  /** Makes the whole tile a link to the page behind the figure. */
  readonly href?: string | undefined;
}) {
  return (
    <div class={styles.tile} data-linked={props.href !== undefined}>
      <dt class={styles.label}>
        <Show when={props.href} fallback={props.label}>
          {(href) => <a href={href()}>{props.label}</a>}
        </Show>
      </dt>
      <dd class={styles.body}>
        <Show when={props.figure} fallback={<span class={styles.unknown}>{text.unknownFigure}</span>}>
          {(figure) => (
            <span class={styles.figure} data-aged={props.aged ?? false} data-doubted={props.doubted ?? false}>
              <Show when={props.aged} fallback={<Figure text={figure()} />}>
                <s>
                  <Figure text={figure()} />
                </s>
              </Show>
              <Show when={props.unit}>
                <small> {props.unit}</small>
              </Show>
            </span>
          )}
        </Show>
        <Show when={props.note}>
          <span class={styles.note}>{props.note}</span>
        </Show>
      </dd>
    </div>
  );
}

/** `1.21 TH/s`: the number large, the unit small, and how far it may be off; cut behind the last digit before that. */
function Figure(props: { readonly text: string }) {
  const cut = () => /^([^±]*\d)(\s)(\D.*)$/.exec(props.text);
  return (
    <Show when={cut()} fallback={props.text}>
      {(parts) => (
        <>
          {parts()[1]}
          <small>
            {parts()[2]}
            {parts()[3]}
          </small>
        </>
      )}
    </Show>
  );
}

/** The panel that holds tiles: hairlines between them, as on the face of one instrument. */
export function StatTiles(props: { readonly label: string; readonly children: JSX.Element }) {
  return (
    <section class={styles.panel} aria-label={props.label}>
      <dl class={styles.tiles}>{props.children}</dl>
    </section>
  );
}
