import type { HealthFinding, WatchedEarnings } from '../../domain/health/health-report.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import type { SeriesName } from '../../domain/series.ts';
import { health as text } from '../../ui/text/en/health.ts';
import { healthFindings } from '../../ui/text/en/health-findings.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import { HealthChart } from './health-chart.tsx';
import type { MinerNames } from './miner-names.ts';

/** A finding with what is needed to show it. */
export interface FindingInView {
  readonly finding: HealthFinding;
  readonly names: MinerNames;
  readonly log: readonly MaintenanceEvent[];
  readonly earnings: readonly WatchedEarnings[];
}

/** Series of the miner that a finding concerns; of several, of the first. */
export function FindingChart(props: {
  readonly shown: FindingInView;
  readonly names: readonly SeriesName[];
}) {
  const minerId = () => props.shown.finding.minerIds[0] ?? '';
  const time = () => ({ fromMs: props.shown.finding.sinceMs, toMs: props.shown.finding.endedAtMs });
  const series = () => seriesNames[props.names[0] ?? 'hashrateHs'];
  return (
    <HealthChart
      label={text.findings.chartOf(props.shown.names.get(minerId()) ?? '', series())}
      minerId={minerId()}
      names={props.names}
      around={time()}
      span={{ ...time(), ...shadeOf(props.shown.finding) }}
      log={props.shown.log}
    />
  );
}

/** How the time of a finding is shaded on a chart. */
export function shadeOf({ id, trouble, severity }: Pick<HealthFinding, 'id' | 'trouble' | 'severity'>) {
  return {
    key: id,
    label: healthFindings.troubles[trouble],
    severity,
    legend: text.findings.shaded,
  };
}
