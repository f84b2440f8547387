import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { TimeRange } from './chart-data.ts';
import { isZoomed, within, zoomAround } from './visible-range.ts';

/** What of the whole range is looked at. */
export interface Zoom {
  readonly visible: Accessor<TimeRange>;
  readonly zoomed: Accessor<boolean>;
  readonly show: (range: TimeRange) => void;
  /** Closer (`factor` < 1) or farther around the middle. */
  readonly by: (factor: number) => void;
}

/**
 * Holds the visible part of `whole`. A zoom outlives new data, but not a change of the length of `whole`: another
 * length of time is another question.
 */
export function createZoom(
  whole: Accessor<TimeRange>,
  onZoom: (visible: TimeRange | undefined) => void,
): Zoom {
  const [zoom, setZoom] = createSignal<TimeRange>();
  const visible = createMemo(() => within(zoom() ?? whole(), whole()));
  const show = (range: TimeRange) => {
    const zoomed = isZoomed(range, whole()) ? range : undefined;
    setZoom(zoomed);
    onZoom(zoomed);
  };
  const by = (factor: number) => {
    const { fromMs, toMs } = visible();
    show(zoomAround(visible(), whole(), (fromMs + toMs) / 2, factor));
  };
  createEffect(
    on(
      () => whole().toMs - whole().fromMs,
      () => show(whole()),
      { defer: true },
    ),
  );
  return { visible, zoomed: () => zoom() !== undefined, show, by };
}
