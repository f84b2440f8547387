import { createMemo, createSignal, For, Show } from 'solid-js';
import type { HealthReport } from '../../domain/health/health-report.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { health } from '../../ui/text/en/health.ts';
import { healthTimeline as text } from '../../ui/text/en/health-timeline.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { goToFinding } from './finding-anchor.ts';
import { shadeOf } from './finding-chart.tsx';
import { HealthChart } from './health-chart.tsx';
import { type MinerNames, namesOf } from './miner-names.ts';
import { Subject } from './subject.tsx';
import styles from './timeline-card.module.css';
import { type TimelineEntry, timelineEntries } from './timeline-entries.ts';

const MONTH_MS = 30 * 86_400_000;
const STEP_MS = 300_000;
const SHOWN_AT_FIRST = 10;
const SHOWN_MORE = 30;
const ALL = '';

interface TimelineProps {
  readonly report: HealthReport;
  readonly names: MinerNames;
}

/** Findings, alerts, changes and work, one after another, each with its chart; on the charts they stand as marks. */
export function TimelineCard(props: TimelineProps) {
  const { collector, nowMs } = useFleet();
  const [minerId, setMinerId] = createSignal(ALL);
  const [most, setMost] = createSignal(SHOWN_AT_FIRST);
  const toMs = createMemo(() => Math.ceil(nowMs() / STEP_MS) * STEP_MS);
  const journal = createAnswer(toMs, async (until) => {
    const range = { fromMs: until - MONTH_MS, toMs: until };
    const [alerts, events] = await Promise.all([collector.alerts(range), collector.events(range)]);
    return { alerts, events };
  });
  const entries = createMemo(() => {
    const { alerts = [], events = [] } = journal.latest() ?? {};
    const happened = { findings: props.report.findings, log: props.report.log, alerts, events };
    const range = { fromMs: toMs() - MONTH_MS, toMs: toMs(), minerId: minerId() || undefined };
    return timelineEntries(happened, range);
  });
  const chosen = () => [
    { choice: ALL, label: text.all },
    ...[...props.names].map(([choice, label]) => ({ choice, label })),
  ];
  const hidden = () => Math.max(0, entries().length - most());
  return (
    <Subject name="timeline" heading={text.heading} gist={text.lead}>
      <p class={styles.hint}>{text.lead}</p>
      <div class={styles.choice}>
        <SelectField label={text.miner} choices={chosen()} chosen={minerId()} onChoose={setMinerId} />
      </div>
      <Show when={journal.failed()}>
        <p class={styles.hint} role="status">
          {text.failed}
        </p>
      </Show>
      <ol class={styles.entries}>
        <For
          each={entries().slice(0, most())}
          fallback={<li>{journal.latest() || journal.failed() ? text.none : text.reading}</li>}
        >
          {(entry) => <Entry entry={entry} {...props} />}
        </For>
      </ol>
      <Show when={hidden() > 0}>
        <div>
          <Button look="quiet" onClick={() => setMost((count) => count + SHOWN_MORE)}>
            {text.more(Math.min(SHOWN_MORE, hidden()))}
          </Button>
        </div>
      </Show>
    </Subject>
  );
}

function Entry(props: TimelineProps & { readonly entry: TimelineEntry }) {
  const [open, setOpen] = createSignal(false);
  const entry = () => props.entry;
  const words = () =>
    text.entry(namesOf(entry().minerIds, props.names, health.sentence.others), entry().what);
  const shownId = () => entry().minerIds.find((id) => props.names.has(id));
  const around = () => {
    const { finding, atMs, toMs } = entry();
    return finding
      ? { fromMs: finding.sinceMs, toMs: finding.endedAtMs }
      : { fromMs: atMs, toMs: toMs ?? atMs };
  };
  const span = () => {
    const { finding } = entry();
    return finding && { ...around(), ...shadeOf(finding) };
  };
  return (
    <li data-kind={entry().kind}>
      <div class={styles.head}>
        <time class={styles.hint} dateTime={new Date(entry().atMs).toISOString()}>
          {formatDayAndClock(entry().atMs)}
        </time>
        <span class={styles.kind}>{text.kinds[entry().kind]}</span>
        <span class={styles.what}>{words()}</span>
        <span class={styles.buttons}>
          <Show when={shownId()}>
            <Button
              look="quiet"
              aria-expanded={open()}
              aria-label={text.chartOf(words())}
              onClick={() => setOpen((isOpen) => !isOpen)}
            >
              {text.chart}
            </Button>
          </Show>
          <Show when={entry().finding}>
            {(finding) => (
              <Button
                look="quiet"
                aria-label={text.toFindingOf(words())}
                onClick={() => goToFinding(finding())}
              >
                {text.toFinding}
              </Button>
            )}
          </Show>
        </span>
      </div>
      <Show when={open() && shownId()}>
        {(id) => (
          <HealthChart
            label={text.chartLabel(props.names.get(id()) ?? '')}
            minerId={id()}
            names={entry().charts}
            around={around()}
            span={span()}
            log={props.report.log}
          />
        )}
      </Show>
    </li>
  );
}
