import { createSignal, Show } from 'solid-js';
import type { Component, MaintenanceEvent, MaintenanceKind } from '../../domain/health/maintenance.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { healthLog as text } from '../../ui/text/en/health-log.ts';
import { useFleet } from '../fleet-context.ts';
import { dayOfMoment } from '../miner/history-range.ts';
import type { FollowedHealth } from './create-health.ts';
import styles from './maintenance-card.module.css';
import {
  draftOf,
  draftProblems,
  emptyDraft,
  entryOfDraft,
  type MaintenanceDraft,
} from './maintenance-draft.ts';
import type { MinerNames } from './miner-names.ts';

const KINDS: readonly MaintenanceKind[] = [
  'cleaned',
  'repasted',
  'fan-replaced',
  'supply-replaced',
  'board-replaced',
  'regulator-repaired',
  'controller-replaced',
  'part-failed',
];
const COMPONENTS: readonly Component[] = ['fan', 'supply', 'board', 'regulator', 'controller', 'cooling'];

/** Writes an entry of the log, or changes one. */
export function MaintenanceDialog(props: {
  /** The entry that is changed; absent for a new one. */
  readonly before: MaintenanceEvent | undefined;
  readonly names: MinerNames;
  readonly currency: string;
  readonly followed: FollowedHealth;
  readonly onClose: () => void;
}) {
  const { nowMs } = useFleet();
  const [first = ''] = props.names.keys();
  const [draft, setDraft] = createSignal<MaintenanceDraft>(
    props.before ? draftOf(props.before) : emptyDraft(first, nowMs()),
  );
  const [busy, setBusy] = createSignal(false);
  const change = (part: Partial<MaintenanceDraft>) => setDraft((all) => ({ ...all, ...part }));
  const problems = () => draftProblems(draft(), nowMs());
  const save = async () => {
    if (problems().day || problems().cost) return;
    setBusy(true);
    const done = await props.followed.log(entryOfDraft(draft(), props.before, nowMs()), props.before);
    setBusy(false);
    if (done) props.onClose();
  };
  return (
    <Dialog
      open
      heading={props.before ? text.editHeading : text.addHeading}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={busy()} onClick={() => void save()}>
          {text.fields.save}
        </Button>
      }
    >
      <div class={styles.form}>
        <SelectField
          label={text.fields.miner}
          choices={[...props.names].map(([choice, label]) => ({ choice, label }))}
          chosen={draft().minerId}
          onChoose={(minerId) => change({ minerId })}
        />
        <SelectField
          label={text.fields.kind}
          choices={KINDS.map((choice) => ({ choice, label: text.kinds[choice] }))}
          chosen={draft().kind}
          onChoose={(kind) => change({ kind })}
        />
        <Show when={draft().kind === 'part-failed'}>
          <SelectField
            label={text.fields.component}
            choices={COMPONENTS.map((choice) => ({ choice, label: text.components[choice] }))}
            chosen={draft().component}
            onChoose={(component) => change({ component })}
          />
        </Show>
        <TextField
          type="date"
          label={text.fields.date}
          max={dayOfMoment(nowMs())}
          problem={problems().day}
          value={draft().day}
          onInput={(event) => change({ day: event.currentTarget.value })}
        />
        <TextField
          label={text.fields.cost}
          unit={props.currency}
          inputmode="decimal"
          autocomplete="off"
          problem={problems().cost}
          value={draft().cost}
          onInput={(event) => change({ cost: event.currentTarget.value })}
        />
        <TextField
          label={text.fields.note}
          hint={text.fields.noteHint}
          maxlength={200}
          autocomplete="off"
          value={draft().note}
          onInput={(event) => change({ note: event.currentTarget.value })}
        />
      </div>
    </Dialog>
  );
}
