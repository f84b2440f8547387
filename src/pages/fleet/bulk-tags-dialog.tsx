import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { knownTags } from '../../domain/tags.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { bulk } from '../../ui/text/en/bulk.ts';
import { common } from '../../ui/text/en/common.ts';
import { tags as tagText } from '../../ui/text/en/tags.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import type { BulkDialogProps } from './bulk-action.ts';
import styles from './bulk-dialogs.module.css';
import { plannedTags, tagsAmong } from './bulk-tags.ts';

const text = bulk.tags;

/** Adds a tag to chosen miners, takes others away, and offers the way back. */
export function BulkTagsDialog(props: BulkDialogProps) {
  const { view } = useFleet();
  const known = () => knownTags((view()?.miners ?? []).map(({ miner }) => miner));
  const [add, setAdd] = createSignal('');
  const [takeAway, setTakeAway] = createSignal<readonly string[]>([]);
  const [asked, setAsked] = createSignal(false);
  const plan = () => plannedTags(props.miners, { add: add(), takeAway: takeAway() }, known());
  const problem = () => {
    const { problem: found, full, changes } = plan();
    if (found === 'too-long') return tagText.problems[found];
    if (found === 'too-many') return `${text.full(namesOf(full))} ${tagText.problems[found]}`;
    return asked() && changes.length === 0 ? text.unchanged : undefined;
  };
  const keeping = createKeeping();
  const save = async () => {
    setAsked(true);
    if (problem() === undefined && (await keeping.keep(plan()))) props.onClose();
  };
  const listId = createUniqueId();
  return (
    <Dialog
      open
      heading={text.heading(props.miners.length)}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={keeping.busy()} onClick={() => void save()}>
          {common.save}
        </Button>
      }
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={text.add}
          hint={text.addHint}
          problem={problem()}
          value={add()}
          list={listId}
          autocomplete="off"
          onInput={(event) => setAdd(event.currentTarget.value)}
        />
        <datalist id={listId}>
          <For each={known()}>{(tag) => <option value={tag} />}</For>
        </datalist>
        <TakeAway {...props} chosen={takeAway()} onChoose={setTakeAway} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function TakeAway(
  props: BulkDialogProps & {
    readonly chosen: readonly string[];
    readonly onChoose: (tags: readonly string[]) => void;
  },
) {
  const toggle = (tag: string, on: boolean) =>
    props.onChoose(on ? [...props.chosen, tag] : props.chosen.filter((each) => each !== tag));
  return (
    <Show when={tagsAmong(props.miners).length > 0}>
      <fieldset class={styles.ticks}>
        <legend>{text.takeAway}</legend>
        <For each={tagsAmong(props.miners)}>
          {({ tag, count }) => (
            <label class={styles.tick}>
              <input
                type="checkbox"
                checked={props.chosen.includes(tag)}
                onChange={(event) => toggle(tag, event.currentTarget.checked)}
              />
              <span>{text.on(tag, count, props.miners.length)}</span>
            </label>
          )}
        </For>
      </fieldset>
    </Show>
  );
}

function createKeeping() {
  const { collector } = useFleet();
  const toast = useToast();
  const [busy, setBusy] = createSignal(false);
  const undo = async (before: Parameters<typeof collector.setTags>[0]) => {
    try {
      await collector.setTags(before);
    } catch (error) {
      console.error('the tags were not taken back', error);
      toast({ words: text.undoFailed });
    }
  };
  const keep = async ({ changes, before }: ReturnType<typeof plannedTags>) => {
    setBusy(true);
    try {
      await collector.setTags(changes);
      const action = { label: common.undo, run: () => void undo(before) };
      toast({ words: text.kept(changes.length), topic: 'tags of many', action });
      return true;
    } catch (error) {
      console.error('the tags were not kept', error);
      toast({ words: text.failed });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, keep };
}

const NAMED = 3;

function namesOf(miners: BulkDialogProps['miners']): string {
  const names = miners.slice(0, NAMED).map(({ name }) => name);
  const others = miners.length - names.length;
  return [...names, ...(others > 0 ? [bulk.remove.more(others)] : [])].join(', ');
}
