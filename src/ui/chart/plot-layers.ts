import type uPlot from 'uplot';
import type { ChartMark, ChartSpan } from './chart-data.ts';
import type { Palette } from './palette.ts';

/** Shades times of trouble behind everything else. A span that is still open reaches the right edge. */
export function drawSpans(plot: uPlot, spans: readonly ChartSpan[], palette: Palette): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const span of spans) {
    const left = plot.valToPos(span.fromMs, 'x', true);
    const right = span.toMs === undefined ? bbox.left + bbox.width : plot.valToPos(span.toMs, 'x', true);
    ctx.fillStyle = palette.spans[span.severity];
    // A trouble of seconds in a month must still be seen.
    ctx.fillRect(left, bbox.top, Math.max(right - left, 2 * devicePixelRatio), bbox.height);
  }
  ctx.restore();
}

/** Draws a thin upright line at each event. */
export function drawMarks(plot: uPlot, marks: readonly ChartMark[], palette: Palette): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.strokeStyle = palette.mark;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const mark of marks) {
    const x = Math.round(plot.valToPos(mark.atMs, 'x', true)) + 0.5;
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.restore();
}
