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
 * Holds the visible part of `whole`. A zoom outlives new data, by which `whole` moves a little, but not another
 * length or another stretch of time: that is another question.
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
  createEffect(on(whole, (now, before) => before && isElsewhere(now, before) && show(now), { defer: true }));
  return { visible, zoomed: () => zoom() !== undefined, show, by };
}

/** New data move a range by a point or two; beyond this part of its length it is another one. */
const MOVED_SHARE = 0.1;

function isElsewhere(now: TimeRange, before: TimeRange): boolean {
  const length = now.toMs - now.fromMs;
  const moved = Math.abs(now.toMs - before.toMs);
  return length !== before.toMs - before.fromMs || moved > MOVED_SHARE * length;
}
