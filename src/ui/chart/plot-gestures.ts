import type { TimeRange } from './chart-data.ts';
import { isZoomed, panBy, zoomAround } from './visible-range.ts';

/** What gestures need to know of the chart they move. */
export interface GestureTarget {
  readonly area: HTMLElement;
  readonly visible: () => TimeRange;
  readonly whole: () => TimeRange;
  readonly momentAt: (xPx: number) => number;
  readonly onVisible: (range: TimeRange) => void;
}

/**
 * Ctrl + wheel (which is also how a touch pad pinches) zooms, two fingers pinch, one finger moves a zoomed chart.
 * Dragging with a mouse is uPlot's own selection. The plain wheel keeps scrolling the page.
 *
 * @returns the function that takes the listeners off again
 */
export function attachGestures(target: GestureTarget): () => void {
  const off = new AbortController();
  const { area } = target;
  // Upright swipes stay the page's; sideways ones and pinches are ours.
  area.style.touchAction = 'pan-y';
  area.addEventListener('wheel', (event) => onWheel(event, target), { passive: false, signal: off.signal });
  const fingers = new Map<number, number>();
  const forget = (event: PointerEvent) => fingers.delete(event.pointerId);
  area.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, xWithin(area, event));
    },
    { signal: off.signal },
  );
  area.addEventListener('pointermove', (event) => onFinger(event, fingers, target), { signal: off.signal });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
    area.addEventListener(end, forget, { signal: off.signal });
  }
  return () => off.abort();
}

function onWheel(event: WheelEvent, target: GestureTarget): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const aroundMs = target.momentAt(xWithin(target.area, event));
  // 100 px of wheel is one notch; a touch pad sends many small ones.
  const factor = Math.exp(event.deltaY / 400);
  target.onVisible(zoomAround(target.visible(), target.whole(), aroundMs, factor));
}

function onFinger(event: PointerEvent, fingers: Map<number, number>, target: GestureTarget): void {
  const before = fingers.get(event.pointerId);
  if (before === undefined) return;
  const now = xWithin(target.area, event);
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  const { visible, whole } = { visible: target.visible(), whole: target.whole() };
  if (other !== undefined) {
    const apartBefore = Math.max(12, Math.abs(before - other));
    const apartNow = Math.max(12, Math.abs(now - other));
    target.onVisible(zoomAround(visible, whole, target.momentAt(other), apartBefore / apartNow));
  } else if (isZoomed(visible, whole)) {
    target.onVisible(panBy(visible, whole, target.momentAt(before) - target.momentAt(now)));
  }
  fingers.set(event.pointerId, now);
}

function xWithin(area: HTMLElement, event: MouseEvent): number {
  return event.clientX - area.getBoundingClientRect().left;
}
