import { createSignal, Match, Show, Switch } from 'solid-js';
import type { LearntReport, StorageReport } from '../../domain/fleet-view.ts';
import type { Settings } from '../../domain/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { Notice } from '../../ui/notice.tsx';
import { common } from '../../ui/text/en/common.ts';
import { settings as text } from '../../ui/text/en/settings.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import type { SettingsChange } from './create-settings.ts';
import { HistoryRoom } from './history-room.tsx';
import styles from './settings-page.module.css';

/** What is kept where, how safe it is, and how it would be lost. */
export function StorageCard(props: {
  readonly settings: Settings;
  readonly onKeep: (change: SettingsChange) => void;
}) {
  const words = text.storage;
  const fleet = useFleet();
  const report = createAnswer(
    () => undefined,
    () => fleet.collector.storage(),
  );
  return (
    <Card heading={words.heading}>
      <Switch fallback={<p role="status">{words.reading}</p>}>
        <Match when={report.failed()}>
          <Notice tone="watch" action={<Button onClick={report.askAgain}>{common.tryAgain}</Button>}>
            {words.failed}
          </Notice>
        </Match>
        <Match when={report.latest()}>
          {(known) => (
            <>
              <Report report={known()} onProtected={report.askAgain} />
              <HistoryRoom report={known()} settings={props.settings} onKeep={props.onKeep} />
            </>
          )}
        </Match>
      </Switch>
      <p class={styles.hint}>{words.where}</p>
      <p class={styles.hint}>{words.cleared}</p>
    </Card>
  );
}

function Report(props: { readonly report: StorageReport; readonly onProtected: () => void }) {
  const words = text.storage;
  const [answer, setAnswer] = createSignal('');
  const persisted = () => props.report.persisted;
  const facts = (): readonly (readonly [string, string])[] => [
    [words.used, formatBytes(props.report.usedBytes)],
    [words.quota, formatBytes(props.report.quotaBytes)],
    [words.rows, formatCount(props.report.rows)],
    [words.oldest, formatDayAndClock(props.report.oldestAtMs)],
    [words.learnt, learntWords(props.report.learnt)],
    [words.protected, protectedWord(persisted())],
  ];
  // Asked here and not in the worker: some browsers show a prompt, which only a page can.
  const protect = async () => {
    const granted = await navigator.storage.persist();
    setAnswer(granted ? words.protectGranted : words.protectRefused);
    if (granted) props.onProtected();
  };
  return (
    <>
      <Facts facts={facts()} />
      <Show when={persisted() === false}>
        <Notice tone="watch" action={<Button onClick={() => void protect()}>{words.protect}</Button>}>
          {words.unprotected}
        </Notice>
      </Show>
      <p class={styles.hint} role="status">
        {answer()}
      </p>
    </>
  );
}

/** What the learner keeps; an en dash where it cannot be read. */
function learntWords(learnt: LearntReport | undefined): string {
  const words = text.storage;
  if (!learnt) return common.unknownFigure;
  const { models, forecasts, trainings, bytes } = learnt;
  if (models + forecasts + trainings === 0) return words.tierEmpty;
  const parts = [
    words.learntModels(models),
    words.learntForecasts(forecasts, formatCount(forecasts)),
    ...(trainings > 0 ? [words.learntTrainings(trainings)] : []),
  ];
  return words.learntHolds(parts.join(', '), formatBytes(bytes));
}

function protectedWord(persisted: boolean | undefined): string {
  if (persisted === undefined) return common.unknownFigure;
  return persisted ? text.storage.protectedYes : text.storage.protectedNo;
}
