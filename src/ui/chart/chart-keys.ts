import type { TimeRange } from './chart-data.ts';
import { panBy, zoomAround } from './visible-range.ts';

/** Where the keyboard stands: what is visible of what, and the point being read. */
export interface KeyState {
  readonly visible: TimeRange;
  readonly whole: TimeRange;
  readonly atMs: Float64Array;
  /** Index of the point under the reading cursor. */
  readonly cursor: number | undefined;
}

/** What a key asks for; a field that is absent stays as it was. */
export interface KeyOutcome {
  readonly visible?: TimeRange;
  readonly cursor?: number;
}

const ZOOM_STEP = 0.6;

/**
 * What a key means on a chart: + − 0 zoom, arrows read point by point (with Shift in steps of ten), Home and End go to
 * the ends of what is visible, Page Up and Page Down move it. Absent for every other key, which stays the browser's.
 */
export function chartKey(key: string, shift: boolean, state: KeyState): KeyOutcome | undefined {
  const { visible, whole } = state;
  const width = visible.toMs - visible.fromMs;
  const cursorMs = state.cursor === undefined ? undefined : state.atMs[state.cursor];
  const around = cursorMs ?? (visible.fromMs + visible.toMs) / 2;
  switch (key) {
    case '+':
    case '=':
      return { visible: zoomAround(visible, whole, around, ZOOM_STEP) };
    case '-':
    case '_':
      return { visible: zoomAround(visible, whole, around, 1 / ZOOM_STEP) };
    case '0':
      return { visible: whole };
    case 'PageUp':
      return { visible: panBy(visible, whole, -width / 2) };
    case 'PageDown':
      return { visible: panBy(visible, whole, width / 2) };
    case 'ArrowLeft':
      return read((state.cursor ?? firstAfter(state.atMs, visible.toMs)) - (shift ? 10 : 1), state);
    case 'ArrowRight':
      return read((state.cursor ?? firstAfter(state.atMs, visible.fromMs) - 1) + (shift ? 10 : 1), state);
    case 'Home':
      return read(firstAfter(state.atMs, visible.fromMs), state);
    case 'End':
      return read(firstAfter(state.atMs, visible.toMs + 1) - 1, state);
    default:
      return undefined;
  }
}

/** Reads a point, and moves what is visible along when the point lies outside. */
function read(wanted: number, { atMs, visible, whole }: KeyState): KeyOutcome {
  if (atMs.length === 0) return {};
  const cursor = Math.min(atMs.length - 1, Math.max(0, wanted));
  const moment = atMs[cursor] ?? visible.fromMs;
  if (moment < visible.fromMs) return { cursor, visible: panBy(visible, whole, moment - visible.fromMs) };
  if (moment > visible.toMs) return { cursor, visible: panBy(visible, whole, moment - visible.toMs) };
  return { cursor };
}

/** Index of the first point at or after a moment; the length where there is none. */
function firstAfter(atMs: Float64Array, moment: number): number {
  let low = 0;
  let high = atMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((atMs[middle] ?? Number.POSITIVE_INFINITY) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
