import { createMemo, Show } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { alertNames } from '../../ui/alert-words.ts';
import { Card } from '../../ui/card.tsx';
import { Chart } from '../../ui/chart/chart.tsx';
import type { ChartMark, ChartSpan } from '../../ui/chart/chart-data.ts';
import { expectedBand } from '../../ui/chart/expected-band.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { fleet } from '../../ui/text/en/fleet.ts';
import { eventWords } from '../../ui/text/en/fleet-events.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { fleetSeries, partlyKnown } from './chart-series.ts';

const text = fleet.chart;
const DAY_MS = 86_400_000;
const MAX_POINTS = 600;

/** The whole fleet's last 24 hours, read again each minute. */
export function FleetChart(props: { readonly view: FleetView }) {
  const history = createFleetHistory(() => props.view);
  const nameOf = (id: string) => props.view.miners.find(({ miner }) => miner.id === id)?.miner.name;
  const marks = (): readonly ChartMark[] =>
    (history.latest()?.events ?? []).flatMap((event) => {
      const name = nameOf(event.minerId);
      return name ? [{ key: event.id, atMs: event.atMs, label: text.mark(name, eventWords(event)) }] : [];
    });
  const spans = (): readonly ChartSpan[] =>
    props.view.alerts.map((alert) => ({
      key: alert.id,
      fromMs: alert.evidence.sinceMs,
      toMs: alert.resolvedAtMs,
      label: `${alertNames(alert, props.view.miners)}: ${alertText.titles[alert.kind]}`,
      severity: alert.severity,
    }));
  const progress = () => props.view.historyProgress;
  return (
    <Card heading={text.heading}>
      <Show when={progress() !== undefined && (progress() ?? 1) < 1}>
        <ProgressBar
          label={fleet.history.label}
          done={progress()}
          note={fleet.history.note(formatPercent(progress()))}
        />
      </Show>
      <Show when={history.failed()}>
        <p role="status">{text.failed}</p>
      </Show>
      <Show when={history.latest() || !history.failed()}>
        <Show when={history.latest()} fallback={<Skeleton height="19rem" />}>
          {(loaded) => (
            <Chart
              label={text.label}
              atMs={loaded().columns.atMs}
              series={fleetSeries(
                loaded().columns,
                props.view.miners.length,
                props.view.settings.hashrateUnit,
              )}
              bands={expectedBand(loaded().columns, text.band)}
              marks={marks()}
              spans={[...partlyKnown(loaded().columns), ...spans()]}
              range={loaded().range}
              empty={text.empty}
            />
          )}
        </Show>
      </Show>
    </Card>
  );
}

/** The last day of the whole fleet: its sums, and what happened. */
function createFleetHistory(view: () => FleetView) {
  const { collector, nowMs } = useFleet();
  const minuteMs = createMemo(() => Math.ceil(nowMs() / 60_000) * 60_000);
  const range = () => ({ fromMs: minuteMs() - DAY_MS, toMs: minuteMs() });
  // Miners that come or go change the past as well; so does the demo, which lays down this day before its month.
  const occasion = createMemo(
    () => ({ ...range(), miners: view().miners.length, laid: view().historyProgress !== undefined }),
    undefined,
    { equals: (a, b) => a.toMs === b.toMs && a.miners === b.miners && a.laid === b.laid },
  );
  return createAnswer(occasion, async ({ fromMs, toMs }) => {
    const [columns, events] = await Promise.all([
      collector.fleetSeries({
        names: ['hashrateHs', 'expectedHashrateHs', 'powerW'],
        fromMs,
        toMs,
        maxPoints: MAX_POINTS,
      }),
      collector.events({ fromMs, toMs }),
    ]);
    return { columns, events, range: { fromMs, toMs } };
  });
}
