import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { Alert, FleetEvent } from '../../domain/alert.ts';
import type { SeriesColumns, SeriesName } from '../../domain/series.ts';
import type { TimeRange } from '../../ui/chart/chart-data.ts';
import type { StoredExtent } from '../../workers/history-api.ts';
import { type Answer, createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { fetchedFor, MAX_POINTS, stillGood } from './history-range.ts';

/** What was fetched for one time span. */
export interface History {
  readonly columns: SeriesColumns;
  readonly events: readonly FleetEvent[];
  readonly alerts: readonly Alert[];
  /** What is stored of the miner at all. */
  readonly extent: StoredExtent;
  readonly fetched: TimeRange;
}

/**
 * Columns, events and alerts of one miner over `whole`, fetched again as time moves, as other series are asked for, finer
 * when the chart is zoomed, and when the demo's past is laid down. The last answer stays on screen until the next is
 * there.
 */
export function createHistory(
  minerId: Accessor<string>,
  names: Accessor<readonly SeriesName[]>,
  whole: Accessor<TimeRange>,
): { readonly history: Answer<History>; readonly onZoom: (visible: TimeRange | undefined) => void } {
  const { collector, view } = useFleet();
  const laid = () => view()?.historyProgress === undefined;
  const [zoomed, setZoomed] = createSignal<TimeRange>();
  const wanted = createMemo<TimeRange>((before) => {
    const visible = zoomed();
    if (!visible) return whole();
    return before && before !== whole() && stillGood(before, visible) ? before : fetchedFor(visible, whole());
  });
  const query = createMemo(
    () => ({ minerId: minerId(), names: names(), range: wanted(), laid: laid() }),
    undefined,
    {
      equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    },
  );
  const history = createAnswer(query, async ({ minerId, names, range }): Promise<History> => {
    const { fromMs, toMs } = range;
    const [columns, events, alerts, extent] = await Promise.all([
      collector.series({ minerId, names, fromMs, toMs, maxPoints: MAX_POINTS }),
      collector.events({ minerId, fromMs, toMs }),
      collector.alerts({ minerId, fromMs, toMs }),
      collector.extent(minerId),
    ]);
    return { columns, events, alerts, extent, fetched: range };
  });
  return { history, onZoom: setZoomed };
}
