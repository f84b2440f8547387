import type { ChartMark } from './chart-data.ts';

/** Marks that would stand on each other, gathered under one button. */
export interface MarkCluster {
  /** Distance from the plot's left edge, CSS px: that of its first mark. */
  readonly leftPx: number;
  readonly marks: readonly ChartMark[];
}

/**
 * Marks in order of time, joined where they lie closer than `apartPx` to the first of their cluster, so that each
 * button can be hit by a thumb. Marks outside 0..`widthPx` are left out.
 */
export function clusterMarks(
  marks: readonly ChartMark[],
  xOf: (atMs: number) => number,
  widthPx: number,
  apartPx: number,
): MarkCluster[] {
  const clusters: { leftPx: number; marks: ChartMark[] }[] = [];
  for (const mark of marks.toSorted((a, b) => a.atMs - b.atMs)) {
    const leftPx = xOf(mark.atMs);
    if (!(leftPx >= 0 && leftPx <= widthPx)) continue;
    const last = clusters.at(-1);
    if (last && leftPx - last.leftPx < apartPx) last.marks.push(mark);
    else clusters.push({ leftPx, marks: [mark] });
  }
  return clusters;
}
