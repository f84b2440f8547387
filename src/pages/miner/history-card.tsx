import { createMemo, Show } from 'solid-js';
import type { Alert } from '../../domain/alert.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chart } from '../../ui/chart/chart.tsx';
import type { ChartMark, ChartSpan } from '../../ui/chart/chart-data.ts';
import { expectedBand } from '../../ui/chart/expected-band.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { common } from '../../ui/text/en/common.ts';
import { eventWords } from '../../ui/text/en/fleet-events.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import { createAxes } from './create-axes.ts';
import { createHistory, type History } from './create-history.ts';
import { createStretch } from './create-stretch.ts';
import { RANGE_NAMES, type RangeName } from './history-range.ts';
import styles from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';
import { StretchBar } from './stretch-bar.tsx';

/** AxeOS's second row: two series of one's choice over 1 h to 1 y, now or earlier, with what was expected and what happened. */
export function HistoryCard(props: { readonly shown: ShownMiner; readonly fleet: FleetView }) {
  const words = text.chart;
  const stretch = createStretch(() => ({
    nowMs: props.shown.nowMs,
    pollMs: props.shown.settings.pollMs,
  }));
  const axes = createAxes(props.shown);
  const minerId = createMemo(() => props.shown.view.miner.id);
  const { history, onZoom } = createHistory(minerId, axes.names, stretch.range);
  const known = history.latest;
  const lines = createMemo(() => axes.lines(known()?.columns));
  const bands = createMemo(() =>
    axes.left() === 'hashrateHs' ? expectedBand(known()?.columns, words.band) : [],
  );
  const marks = createMemo(() => marksOf(known()));

  return (
    <Card
      heading={words.heading}
      aside={<RangeChoice chosen={stretch.length()} onChoose={stretch.setLength} />}
    >
      <StretchBar stretch={stretch} kept={known()?.extent} nowMs={props.shown.nowMs} />
      <Show when={history.failed()}>
        <Notice tone="watch" live action={<Button onClick={history.askAgain}>{common.tryAgain}</Button>}>
          {known() ? words.failedAgain : words.failed}
        </Notice>
      </Show>
      <Show when={known() || !history.failed()}>
        <Chart
          label={words.label(
            props.shown.view.miner.name,
            seriesNames[axes.left()],
            seriesNames[axes.right()],
          )}
          atMs={known()?.columns.atMs ?? new Float64Array()}
          series={lines()}
          bands={bands()}
          marks={marks()}
          spans={spansOf([...(known()?.alerts ?? []), ...props.fleet.alerts], minerId())}
          range={stretch.range()}
          onZoom={onZoom}
          leftPicker={axes.leftPicker()}
          rightPicker={axes.rightPicker()}
          loading={history.asking() && !known()}
          empty={stretch.live() ? words.empty : words.emptyPast}
        />
      </Show>
      <div>
        <ButtonLink look="quiet" href={`/settings/quality?miner=${encodeURIComponent(minerId())}`}>
          {words.quality}
        </ButtonLink>
      </div>
    </Card>
  );
}

function RangeChoice(props: { readonly chosen: RangeName; readonly onChoose: (name: RangeName) => void }) {
  return (
    <div class={styles.ranges}>
      <ChoiceField
        label={text.chart.range}
        choices={RANGE_NAMES.map((choice) => ({ choice, label: text.chart.ranges[choice] }))}
        chosen={props.chosen}
        onChoose={props.onChoose}
      />
    </div>
  );
}

function marksOf(history: History | undefined): ChartMark[] {
  return (history?.events ?? []).map((event) => ({
    key: event.id,
    atMs: event.atMs,
    label: eventWords(event),
  }));
}

/** Each alert once, as it was told last. */
function spansOf(alerts: readonly Alert[], minerId: string): ChartSpan[] {
  return [...new Map(alerts.map((alert) => [alert.id, alert])).values()]
    .filter(({ minerIds }) => minerIds.includes(minerId))
    .map((alert) => ({
      key: alert.id,
      fromMs: alert.evidence.sinceMs,
      toMs: alert.resolvedAtMs,
      label: alertText.titles[alert.kind],
      severity: alert.severity,
    }));
}
