import { createSignal, Show } from 'solid-js';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { MeteredPair } from '../../domain/metered-pairs.ts';
import {
  type PlugReading,
  plugFactor,
  plugReadingProblem,
  plugReadingsOf,
} from '../../domain/plug-reading.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatPower } from '../../ui/format/power.ts';
import { Notice } from '../../ui/notice.tsx';
import { common } from '../../ui/text/en/common.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useToast } from '../../ui/toast.tsx';
import { typedNumber } from '../../ui/typed-number.ts';
import { isLive, shownState } from '../fleet/shown-state.ts';
import { useFleet } from '../fleet-context.ts';
import { DialogFailure } from './dialog-failure.tsx';
import { meterFailureWords } from './meter-words.ts';
import styles from './meters.module.css';
import { ReadingsList } from './readings-list.tsx';
import { factorWords } from './wall-words.ts';

const words = text.reading;

/** Takes what the owner reads off a wattmeter, beside what the miner says at that moment. */
export function ReadingDialog(props: { readonly view: MinerView; readonly onClose: () => void }) {
  const edit = createReading(
    () => props.view,
    () => props.onClose(),
  );
  return (
    <Dialog
      open
      heading={words.heading(props.view.miner.name)}
      onClose={props.onClose}
      actions={
        <>
          <Show when={edit.readings().length > 0}>
            <Button onClick={() => void edit.keep([], words.forgotten)}>{words.forget}</Button>
          </Show>
          <Button look="primary" busy={edit.saving()} onClick={() => void edit.save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void edit.save();
        }}
      >
        <p>{words.lead}</p>
        <Show when={edit.live()} fallback={<Notice tone="watch">{words.old}</Notice>}>
          <p>{edit.deviceW() === undefined ? words.saysNone : words.says(formatPower(edit.deviceW()))}</p>
        </Show>
        <TextField
          label={words.field}
          unit="W"
          inputmode="decimal"
          autocomplete="off"
          hint={edit.means()}
          problem={edit.problem()}
          value={edit.typed()}
          onInput={(event) => edit.setTyped(event.currentTarget.value)}
        />
        <DialogFailure words={edit.failure()} />
        <ReadingsList
          readings={edit.readings()}
          deviceW={edit.live() ? edit.deviceW() : undefined}
          closed={edit.saving()}
          onRemove={(gone) => void edit.remove(gone)}
          learned={edit.learned()}
          onForgetLearned={() => void edit.forgetLearned()}
        />
        {/* Lets Enter save; the visible button stands with the dialog's others. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function createReading(view: () => MinerView, onDone: () => void) {
  const { collector, view: fleet, nowMs } = useFleet();
  const toast = useToast();
  const [typed, setTyped] = createSignal('');
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const live = () => {
    const settings = fleet()?.settings;
    return settings !== undefined && isLive(shownState(view(), settings, nowMs()));
  };
  const deviceW = () => view().reading?.powerW;
  const reading = (): PlugReading | undefined => {
    const wallW = typedNumber(typed());
    return wallW === undefined ? undefined : { atMs: nowMs(), wallW, deviceW: deviceW() };
  };
  const problem = () => {
    if (typed().trim() === '') return undefined;
    const read = reading();
    if (!read) return words.notANumber;
    const wrong = plugReadingProblem(read);
    return wrong && words.problems[wrong];
  };
  const means = () => {
    const read = reading();
    const factor = read && problem() === undefined ? plugFactor(read) : undefined;
    return factor === undefined ? '' : words.means(factorWords(factor));
  };
  const readings = () => plugReadingsOf(view().miner);
  const learned = () => view().miner.meteredPairs ?? [];
  // An undo is for the miner that it was done to, whichever is on screen by then.
  const setReadings = () => {
    const { id } = view().miner;
    return (wanted: readonly PlugReading[]) => collector.setPlugReadings(id, wanted);
  };
  /** Keeps these, and says so; true where that was done. */
  const put = async <Known,>(
    set: (known: readonly Known[]) => Promise<readonly Known[]>,
    wanted: readonly Known[],
    done: string,
  ): Promise<boolean> => {
    const { id } = view().miner;
    setSaving(true);
    setFailure(undefined);
    try {
      const before = await set(wanted);
      const run = () => void set(before).catch(() => toast({ words: text.failed }));
      toast({ words: done, topic: `plug reading of ${id}`, action: { label: common.undo, run } });
      return true;
    } catch (error) {
      console.error('the plug readings were not kept', error);
      setFailure(meterFailureWords(error, nowMs()));
      return false;
    } finally {
      setSaving(false);
    }
  };
  const keep = async (wanted: readonly PlugReading[], done: string) => {
    if (await put(setReadings(), wanted, done)) onDone();
  };
  const remove = (gone: PlugReading) =>
    put(
      setReadings(),
      readings().filter((each) => each !== gone),
      words.removed,
    );
  const forgetLearned = () => {
    const { id } = view().miner;
    return put(
      (wanted: readonly MeteredPair[]) => collector.setMeteredPairs(id, wanted),
      [],
      words.learnedForgotten,
    );
  };
  const save = async () => {
    const read = reading();
    if (!read) return void setFailure(words.notANumber);
    if (!live()) return void setFailure(words.old);
    if (problem() === undefined && !saving()) await keep([...readings(), read], words.kept);
  };
  return {
    typed,
    setTyped,
    deviceW,
    live,
    problem,
    means,
    saving,
    failure,
    save,
    keep,
    readings,
    remove,
    learned,
    forgetLearned,
  };
}
