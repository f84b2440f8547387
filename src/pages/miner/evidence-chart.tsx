import { createMemo } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import type { SeriesName } from '../../domain/series.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import type { TimeRange } from '../../ui/chart/chart-data.ts';
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
  const range = createMemo(() => rangeAround(props.alert, props.shown.nowMs), undefined, {
    equals: (a, b) => a.fromMs === b.fromMs && a.toMs === b.toMs,
  });
  const { history, onZoom } = createHistory(() => props.shown.view.miner.id, names, range);
  const known = history.latest;
  const series = createMemo(() =>
    names().map((name, i) => {
      const columns = known()?.columns;
      const values = columns?.values[name] ?? new Float64Array(columns?.atMs.length ?? 0).fill(Number.NaN);
      return seriesLine(name, i === 0 ? 'left' : 'right', values, {
        algorithm: props.shown.view.miner.identity.algorithm,
        temperatureUnit: props.shown.settings.temperatureUnit,
        hashrateUnit: props.shown.settings.hashrateUnit,
      });
    }),
  );
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

/** As long before an alert as it lasted, at least half an hour; moves on in half minutes while it is open. */
function rangeAround({ evidence, resolvedAtMs }: Alert, nowMs: number): TimeRange {
  const untilMs = resolvedAtMs ?? Math.ceil(nowMs / 30_000) * 30_000;
  const before = Math.max(HALF_HOUR_MS, untilMs - evidence.sinceMs);
  return {
    fromMs: evidence.sinceMs - before,
    toMs: resolvedAtMs === undefined ? untilMs : untilMs + HALF_HOUR_MS,
  };
}
