import { createMemo, createSignal, Show } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { SeriesName } from '../../domain/series.ts';
import { Card } from '../../ui/card.tsx';
import { Chart } from '../../ui/chart/chart.tsx';
import type { ChartBand, ChartMark, ChartSeries, ChartSpan } from '../../ui/chart/chart-data.ts';
import { seriesLine } from '../../ui/chart/series-line.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { createRemembered } from '../../ui/remembered-signal.ts';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { chart as chartText } from '../../ui/text/en/chart.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { createHistory, type History } from './create-history.ts';
import { historyChoices, seriesNamed } from './history-choices.ts';
import { RANGE_NAMES, rangeUntil } from './history-range.ts';
import styles from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';

/** Ten-minute means of healthy miners vary by this much about what they should do. */
const EXPECTED_SPREAD = 0.05;

/** AxeOS's second row: two series of one's choice over 1 h to 30 d, with what was expected and what happened. */
export function HistoryCard(props: { readonly shown: ShownMiner; readonly fleet: FleetView }) {
  const words = text.chart;
  const [rangeName, setRangeName] = createRemembered('history-range', RANGE_NAMES, '24h');
  const [left, setLeft] = createSignal<SeriesName>('hashrateHs');
  const [right, setRight] = createSignal<SeriesName>('powerW');
  const options = () => ({
    algorithm: props.shown.view.miner.identity.algorithm,
    temperatureUnit: props.shown.settings.temperatureUnit,
  });
  const whole = createMemo(
    () => rangeUntil(props.shown.nowMs, rangeName(), props.shown.settings.pollMs),
    undefined,
    { equals: (a, b) => a.toMs === b.toMs && a.fromMs === b.fromMs },
  );
  const names = createMemo(() => [...new Set<SeriesName>([left(), right(), 'expectedHashrateHs'])]);
  const minerId = createMemo(() => props.shown.view.miner.id);
  const { history, onZoom } = createHistory(minerId, names, whole);
  const known = history.latest;

  const line = (name: SeriesName, axis: 'left' | 'right'): ChartSeries => {
    const columns = known()?.columns;
    const unknown = new Float64Array(columns?.atMs.length ?? 0).fill(Number.NaN);
    return seriesLine(name, axis, columns?.values[name] ?? unknown, options());
  };
  const picker = (label: string, chosen: SeriesName, choose: (name: SeriesName) => void) => ({
    label,
    chosen,
    choices: historyChoices(props.shown, options()),
    onChoose: (key: string) => {
      const name = seriesNamed(key);
      if (name) choose(name);
    },
  });
  return (
    <Card
      heading={words.heading}
      aside={
        <div class={styles.ranges}>
          <ChoiceField
            label={words.range}
            choices={RANGE_NAMES.map((choice) => ({ choice, label: words.ranges[choice] }))}
            chosen={rangeName()}
            onChoose={setRangeName}
          />
        </div>
      }
    >
      <Show when={!history.failed()} fallback={<Notice tone="watch">{words.failed}</Notice>}>
        <Chart
          label={words.label(
            props.shown.view.miner.name,
            chartText.series[left()],
            chartText.series[right()],
          )}
          atMs={known()?.columns.atMs ?? new Float64Array()}
          series={[line(left(), 'left'), line(right(), 'right')]}
          bands={left() === 'hashrateHs' ? expectedBand(known()) : []}
          marks={marksOf(known())}
          spans={spansOf(props.fleet, minerId())}
          range={whole()}
          onZoom={onZoom}
          leftPicker={picker(words.left, left(), setLeft)}
          rightPicker={picker(words.right, right(), setRight)}
          loading={history.asking() && !known()}
          empty={words.empty}
        />
      </Show>
    </Card>
  );
}

function expectedBand(history: History | undefined): ChartBand[] {
  const expected = history?.columns.values.expectedHashrateHs;
  if (!expected || expected.every(Number.isNaN)) return [];
  const scaled = (factor: number) => expected.map((rate) => rate * factor);
  return [
    {
      label: text.chart.band,
      axis: 'left',
      low: scaled(1 - EXPECTED_SPREAD),
      high: scaled(1 + EXPECTED_SPREAD),
    },
  ];
}

function marksOf(history: History | undefined): ChartMark[] {
  return (history?.events ?? []).map(({ id, atMs, kind, from, to }) => ({
    key: id,
    atMs,
    label: alertText.events[kind](from, to),
  }));
}

function spansOf({ alerts }: FleetView, minerId: string): ChartSpan[] {
  return alerts
    .filter(({ minerIds }) => minerIds.includes(minerId))
    .map((alert) => ({
      key: alert.id,
      fromMs: alert.evidence.sinceMs,
      toMs: alert.resolvedAtMs,
      label: alertText.titles[alert.kind],
      severity: alert.severity,
    }));
}
