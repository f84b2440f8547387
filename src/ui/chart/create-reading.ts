import { type Accessor, createSignal } from 'solid-js';
import { chart as text } from '../text/en/chart.ts';
import type { ChartSeries, TimeRange } from './chart-data.ts';
import { chartKey } from './chart-keys.ts';
import type { Zoom } from './create-zoom.ts';
import { momentText } from './time-axis.ts';

/** The reading cursor of a chart: the point it stands on, and what is said aloud when keys move it. */
export interface Reading {
  readonly setCursor: (index: number | undefined) => void;
  /** The value of a line under the cursor in words; absent while nothing is read. */
  readonly of: (line: ChartSeries) => string | undefined;
  /** For a polite live region. */
  readonly announced: Accessor<string>;
  readonly announceVisible: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface ReadingSource {
  readonly atMs: Accessor<Float64Array>;
  readonly series: Accessor<readonly ChartSeries[]>;
  readonly whole: Accessor<TimeRange>;
  readonly zoom: Zoom;
  /** Moves the drawn cursor to a point. */
  readonly pointAt: (index: number) => void;
}

/** Reads a chart aloud, point by point; see {@link chartKey} for the keys. */
export function createReading(source: ReadingSource): Reading {
  const { atMs, series, whole, zoom } = source;
  const [cursor, setCursor] = createSignal<number>();
  const [announced, announce] = createSignal('');

  const widthMs = () => zoom.visible().toMs - zoom.visible().fromMs;
  const moment = (at: number | undefined) => momentText(at ?? Number.NaN, widthMs());
  const of = (line: ChartSeries) => {
    const index = cursor();
    const value = index === undefined ? undefined : line.values[index];
    if (value === undefined) return undefined;
    return Number.isNaN(value) ? text.unknown : line.format(value);
  };
  const announceVisible = () => {
    const { fromMs, toMs } = zoom.visible();
    announce(text.showing(moment(fromMs), moment(toMs)));
  };
  const read = (index: number) => {
    source.pointAt(index);
    setCursor(index);
    const values = series().map((line) => text.valueOf(line.label, of(line) ?? text.unknown));
    announce(text.reading(moment(atMs()[index]), values));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const outcome = chartKey(event.key, event.shiftKey, {
      visible: zoom.visible(),
      whole: whole(),
      atMs: atMs(),
      cursor: cursor(),
    });
    if (!outcome) return;
    event.preventDefault();
    if (outcome.visible) zoom.show(outcome.visible);
    if (outcome.cursor === undefined) announceVisible();
    else read(outcome.cursor);
  };
  return { setCursor, of, announced, announceVisible, onKeyDown };
}
