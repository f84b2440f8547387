import { createMemo } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import type { SeriesName } from '../../domain/series.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import { seriesLine } from '../../ui/chart/series-line.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { createHistory } from './create-history.ts';
import type { ShownMiner } from './shown-miner.ts';

const HALF_HOUR_MS = 1_800_000;

/** The series that raised an alert, from well before its beginning to its end, with its time shaded. */
export function EvidenceChart(props: {
  readonly alert: Alert;
  readonly name: SeriesName;
  readonly label: string;
  readonly shown: ShownMiner;
}) {
  // Shares that stand still mean something only beside the rate that is claimed meanwhile.
  const names = (): readonly SeriesName[] =>
    props.name === 'sharesAccepted' ? ['sharesAccepted', 'hashrateHs'] : [props.name];
  const range = createMemo(
    () => {
      const { evidence, resolvedAtMs } = props.alert;
      const untilMs = resolvedAtMs ?? Math.ceil(props.shown.nowMs / 30_000) * 30_000;
      const before = Math.max(HALF_HOUR_MS, untilMs - evidence.sinceMs);
      return {
        fromMs: evidence.sinceMs - before,
        toMs: untilMs + (resolvedAtMs === undefined ? 0 : HALF_HOUR_MS),
      };
    },
    undefined,
    { equals: (a, b) => a.fromMs === b.fromMs && a.toMs === b.toMs },
  );
  const { history, onZoom } = createHistory(() => props.shown.view.miner.id, names, range);
  const known = history.latest;
  const series = () =>
    names().map((name, i) => {
      const columns = known()?.columns;
      const values = columns?.values[name] ?? new Float64Array(columns?.atMs.length ?? 0).fill(Number.NaN);
      return seriesLine(name, i === 0 ? 'left' : 'right', values, {
        algorithm: props.shown.view.miner.identity.algorithm,
        temperatureUnit: props.shown.settings.temperatureUnit,
      });
    });
  return (
    <Chart
      label={props.label}
      atMs={known()?.columns.atMs ?? new Float64Array()}
      series={series()}
      spans={[
        {
          key: props.alert.id,
          fromMs: props.alert.evidence.sinceMs,
          toMs: props.alert.resolvedAtMs,
          label: text.alerts.span,
          severity: props.alert.severity,
        },
      ]}
      range={range()}
      onZoom={onZoom}
      loading={history.asking() && !known()}
      empty={history.failed() ? text.chart.failed : text.chart.empty}
    />
  );
}
