import { createMemo } from 'solid-js';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import type { SeriesName } from '../../domain/series.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import type { ChartMark, ChartSpan } from '../../ui/chart/chart-data.ts';
import { eventWords } from '../../ui/text/en/fleet-events.ts';
import { miner as minerText } from '../../ui/text/en/miner.ts';
import { useFleet } from '../fleet-context.ts';
import { createHistory } from '../miner/create-history.ts';
import { chartLines } from './chart-lines.ts';
import { evidenceRange } from './evidence-range.ts';
import { loggedWords } from './logged-words.ts';

/** A time on a chart; without `toMs` it still goes on. */
export interface ShownTime {
  readonly fromMs: number;
  readonly toMs?: number | undefined;
}

/** Series of one miner around a time, what lasted shaded, and what happened meanwhile as marks. */
export function HealthChart(props: {
  readonly label: string;
  readonly minerId: string;
  /** The most telling first. */
  readonly names: readonly SeriesName[];
  readonly around: ShownTime;
  readonly span?: ChartSpan | undefined;
  readonly log: readonly MaintenanceEvent[];
}) {
  const { view, nowMs } = useFleet();
  const range = createMemo(() => evidenceRange(props.around.fromMs, props.around.toMs, nowMs()), undefined, {
    equals: (a, b) => a.fromMs === b.fromMs && a.toMs === b.toMs,
  });
  const { history, onZoom } = createHistory(
    () => props.minerId,
    // A copy: what a report holds cannot be sent to a worker as it is.
    () => [...props.names],
    range,
  );
  const known = history.latest;
  const options = createMemo(
    () => {
      const shown = view();
      const miner = shown?.miners.find((each) => each.miner.id === props.minerId)?.miner;
      return {
        algorithm: miner?.identity.algorithm,
        temperatureUnit: shown?.settings.temperatureUnit,
        hashrateUnit: shown?.settings.hashrateUnit,
      };
    },
    undefined,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  const lines = createMemo(() => chartLines(props.names, known()?.columns, options()));
  const marks = createMemo((): readonly ChartMark[] => [
    ...(known()?.events ?? []).map((event) => ({
      key: event.id,
      atMs: event.atMs,
      label: eventWords(event),
    })),
    ...props.log
      .filter(
        ({ minerId, atMs }) => minerId === props.minerId && atMs >= range().fromMs && atMs <= range().toMs,
      )
      .map((logged) => ({ key: logged.id, atMs: logged.atMs, label: loggedWords(logged) })),
  ]);
  return (
    <Chart
      label={props.label}
      atMs={known()?.columns.atMs ?? new Float64Array()}
      series={lines()}
      marks={marks()}
      spans={props.span ? [props.span] : []}
      range={range()}
      onZoom={onZoom}
      loading={history.asking() && !known()}
      empty={history.failed() ? minerText.chart.failed : minerText.chart.empty}
    />
  );
}
