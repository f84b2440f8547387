import { createSignal, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './alarms-page.module.css';
import { createMute } from './create-mute.ts';
import { MUTE_CHOICES, type MuteChoice, mutedUntil } from './mute-choices.ts';

const words = text.muted;

/** For how long nobody is told of a miner. */
export function MuteDialog(props: { readonly miner: Miner; readonly onClose: () => void }) {
  const { nowMs } = useFleet();
  const { mute } = createMute();
  const [choice, setChoice] = createSignal<MuteChoice>('twoHours');
  const [custom, setCustom] = createSignal('');
  const [problem, setProblem] = createSignal<string>();
  const [saving, setSaving] = createSignal(false);
  const keep = async () => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const untilMs = mutedUntil(choice(), nowMs(), zone, custom());
    if (untilMs === undefined) {
      setProblem(words.customProblem);
      return;
    }
    setSaving(true);
    await mute(props.miner, untilMs);
    props.onClose();
  };
  return (
    <Dialog
      open
      heading={words.muteOf(props.miner.name)}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={saving()} onClick={() => void keep()}>
          {words.mute}
        </Button>
      }
    >
      <div class={styles.form}>
        <p>{words.why}</p>
        <SelectField
          label={words.for}
          choices={MUTE_CHOICES.map((each) => ({ choice: each, label: words.choices[each] }))}
          chosen={choice()}
          onChoose={setChoice}
        />
        <Show when={choice() === 'custom'}>
          <TextField
            label={words.custom}
            type="datetime-local"
            problem={problem()}
            value={custom()}
            onInput={(event) => {
              setProblem(undefined);
              setCustom(event.currentTarget.value);
            }}
          />
        </Show>
      </div>
    </Dialog>
  );
}
