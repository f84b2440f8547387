import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartMark, ChartSpan, TimeRange } from './chart-data.ts';
import type { Palette } from './palette.ts';
import { type PlotContent, plotColumns } from './plot-columns.ts';
import { drawMarks, drawSpans } from './plot-layers.ts';
import { plotOptions } from './plot-options.ts';

/** All that is on a plot at one moment. */
export interface PlotScene extends PlotContent {
  readonly visible: TimeRange;
  readonly marks: readonly ChartMark[];
  readonly spans: readonly ChartSpan[];
  readonly palette: Palette;
}

/** What a plot tells its chart. */
export interface PlotListener {
  /** The owner dragged over a stretch of time. */
  readonly onSelect: (range: TimeRange) => void;
  /** The reading cursor moved to this point, or left the plot. */
  readonly onCursor: (index: number | undefined) => void;
  /** Drawn anew: positions of moments may have changed. */
  readonly onDraw: () => void;
}

/** A drawn chart: the only door to uPlot. */
export interface Plot {
  /** Draw this scene. The lines must be those the plot was made with; only their values may differ. */
  readonly show: (scene: PlotScene) => void;
  readonly resize: (widthPx: number, heightPx: number) => void;
  /** Put the reading cursor on a point. */
  readonly pointAt: (index: number) => void;
  /** Distance of a moment from the left edge of the plotting area, CSS px. */
  readonly xOf: (atMs: number) => number;
  readonly momentAt: (xPx: number) => number;
  readonly area: HTMLElement;
  readonly areaLeftPx: () => number;
  readonly destroy: () => void;
}

/** Draws `scene` into `host`. Loaded apart from the pages, so that none waits for it. */
export function createPlot(
  host: HTMLElement,
  first: PlotScene,
  size: { readonly width: number; readonly height: number },
  listener: PlotListener,
): Plot {
  let scene = first;
  const options = plotOptions({
    palette: () => scene.palette,
    content: () => scene,
    locale: undefined,
  });
  const plot = new uPlot(
    {
      ...options,
      ...size,
      hooks: hooksOf(() => scene, listener),
    },
    plotColumns(scene),
    host,
  );
  const draw = (columnsChanged: boolean) =>
    plot.batch(() => {
      if (columnsChanged) plot.setData(plotColumns(scene), false);
      plot.setScale('x', { min: scene.visible.fromMs, max: scene.visible.toMs });
      plot.redraw(false, true);
    });
  draw(false);
  return {
    show: (next) => {
      const { atMs, series, bands } = scene;
      scene = next;
      draw(next.atMs !== atMs || next.series !== series || next.bands !== bands);
    },
    resize: (width, height) => plot.setSize({ width, height }),
    pointAt: (index) => {
      const atMs = plot.data[0][index];
      if (atMs !== undefined) plot.setCursor({ left: plot.valToPos(atMs, 'x'), top: 0 });
    },
    xOf: (atMs) => plot.valToPos(atMs, 'x'),
    momentAt: (xPx) => plot.posToVal(xPx, 'x'),
    area: plot.over,
    areaLeftPx: () => plot.over.offsetLeft,
    destroy: () => plot.destroy(),
  };
}

/** Draws our layers below and above uPlot's own, and passes on what the owner does. */
function hooksOf(scene: () => PlotScene, listener: PlotListener): uPlot.Hooks.Arrays {
  return {
    drawClear: [(plot) => drawSpans(plot, scene().spans, scene().palette)],
    draw: [
      (plot) => {
        drawMarks(plot, scene().marks, scene().palette);
        listener.onDraw();
      },
    ],
    setSelect: [(plot) => reportSelection(plot, listener)],
    setCursor: [(plot) => listener.onCursor(plot.cursor.idx ?? undefined)],
  };
}

/** Tells of a dragged stretch and clears its shade. A drag of a few pixels is a shaky click. */
function reportSelection(plot: uPlot, listener: PlotListener): void {
  const { left, width } = plot.select;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (width < 6) return;
  listener.onSelect({ fromMs: plot.posToVal(left, 'x'), toMs: plot.posToVal(left + width, 'x') });
}
