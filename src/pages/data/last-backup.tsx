import { Show } from 'solid-js';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { isBackupDue } from './backup-due.ts';

/** When the last backup was made, and whether it is time for one. `made` changes when one was made just now. */
export function LastBackupLine(props: { readonly made?: unknown }) {
  const fleet = useFleet();
  const answer = createAnswer(
    () => props.made,
    async () => {
      const [last, { persisted }] = await Promise.all([
        fleet.collector.lastBackup(),
        fleet.collector.storage(),
      ]);
      return { last, persisted };
    },
  );
  return (
    <Show when={answer.latest()}>
      {(known) => (
        <>
          <p>
            {known().last.atMs === undefined
              ? text.card.never
              : text.card.last(formatDayAndClock(known().last.atMs), known().last.encrypted)}
          </p>
          <Show when={fleet.kind === 'real' && isBackupDue(known().last, known().persisted, fleet.nowMs())}>
            <Notice tone="watch">{text.card.overdue}</Notice>
          </Show>
        </>
      )}
    </Show>
  );
}
