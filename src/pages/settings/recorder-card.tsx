import { For, Match, Show, Switch } from 'solid-js';
import type { RunningRecorder } from '../../domain/recorder-report.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import { collectorFailure } from '../collector-failure.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { createReach } from '../reach.ts';
import { recorderFailure } from './helper-words.ts';
import styles from './settings-page.module.css';

const MINUTE_MS = 60_000;

/** Whether the helper records, what it keeps and where, and how that is switched on. */
export function RecorderCard() {
  const words = text.recorder;
  const fleet = useFleet();
  const reach = createReach();
  const report = createAnswer(
    () => undefined,
    async () => (await fleet.ownCollector()).recorder(),
  );
  const running = () => {
    const answer = report.latest();
    return answer?.recording ? answer : undefined;
  };
  return (
    <Card heading={words.heading}>
      <p class={styles.hint}>{words.what}</p>
      <Switch fallback={<p role="status">{words.asking}</p>}>
        <Match when={report.failed()}>
          <Notice tone="watch" action={<Button onClick={report.askAgain}>{words.again}</Button>}>
            {recorderFailure(collectorFailure(report.failure(), fleet.nowMs()).kind, reach())}
          </Notice>
        </Match>
        <Match when={running()}>
          {(known) => <Running recorder={known()} onAskAgain={report.askAgain} asking={report.asking()} />}
        </Match>
        <Match when={report.latest()}>
          <Notice
            tone="info"
            action={
              <Button busy={report.asking()} onClick={report.askAgain}>
                {words.again}
              </Button>
            }
          >
            {words.off}
          </Notice>
          <p>{words.switchOn}</p>
          <p>
            <code class={styles.command}>{words.command}</code>
          </p>
          <p class={styles.hint}>{words.limits}</p>
        </Match>
      </Switch>
      <p class={styles.hint}>{words.stores}</p>
      <p class={styles.hint}>{words.passwords}</p>
      <p class={styles.hint}>{words.alarms}</p>
    </Card>
  );
}

function Running(props: {
  readonly recorder: RunningRecorder;
  readonly asking: boolean;
  readonly onAskAgain: () => void;
}) {
  const words = text.recorder;
  const fleet = useFleet();
  const followed = () => (fleet.kind === 'real' ? fleet.view()?.recorder : undefined);
  const since = () => {
    const oldest = props.recorder.miners.map(({ oldestAtMs }) => oldestAtMs);
    return oldest.length > 0 ? Math.min(...oldest) + (followed()?.clockOffsetMs ?? 0) : undefined;
  };
  const facts = (): readonly (readonly [string, string])[] => [
    [words.asked, words.miners(props.recorder.asked)],
    [words.since, formatDayAndClock(since())],
    [words.size, words.sizeOf(formatBytes(props.recorder.bytes), formatBytes(props.recorder.maxBytes))],
    [words.kept, words.days(props.recorder.keepDays)],
    [words.folder, props.recorder.folder],
  ];
  const troubles = () => [
    ...(props.recorder.problem ? [words.problem(props.recorder.problem)] : []),
    ...(props.recorder.lostRows > 0 ? [words.lostRows(props.recorder.lostRows)] : []),
    ...(props.recorder.damaged > 0 ? [words.damaged(props.recorder.damaged)] : []),
  ];
  const clock = () => Math.round((followed()?.clockOffsetMs ?? 0) / MINUTE_MS);
  return (
    <>
      <Notice
        tone={troubles().length === 0 ? 'good' : 'watch'}
        live
        action={
          <Button busy={props.asking} onClick={props.onAskAgain}>
            {words.again}
          </Button>
        }
      >
        {followed() ? words.followed : words.on}
      </Notice>
      <For each={troubles()}>{(trouble) => <p>{trouble}</p>}</For>
      <Show when={followed()?.taken !== undefined}>
        <ProgressBar label={words.taking} done={followed()?.taken} />
      </Show>
      <Show when={clock() !== 0}>
        <p>{words.clock(clock())}</p>
      </Show>
      <Facts facts={facts()} />
    </>
  );
}
