import { Show } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import styles from './chart.module.css';

/** Zooming for those who neither drag nor pinch. */
export function ZoomButtons(props: {
  readonly zoomed: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onReset: () => void;
}) {
  return (
    <div class={styles.zoom}>
      <Show when={props.zoomed}>
        <button type="button" onClick={() => props.onReset()}>
          {text.zoomReset}
        </button>
      </Show>
      <button
        type="button"
        aria-label={text.zoomOut}
        title={text.zoomOut}
        aria-disabled={!props.zoomed}
        onClick={() => props.onZoom(2)}
      >
        <span aria-hidden="true">−</span>
      </button>
      <button type="button" aria-label={text.zoomIn} title={text.zoomIn} onClick={() => props.onZoom(0.5)}>
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}
