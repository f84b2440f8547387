import { createSignal, For, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { bulk } from '../../ui/text/en/bulk.ts';
import { common } from '../../ui/text/en/common.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import type { BulkDialogProps } from './bulk-action.ts';
import styles from './bulk-dialogs.module.css';

const text = bulk.remove;
/** So many stand by name before the question becomes too long to read. */
const NAMED = 12;
/** A little less than the collector keeps what was removed. */
const UNDO_LIFE_MS = 29_000;

/** Asks once more, naming the miners, takes them out of the fleet, and offers to bring them back. */
export function BulkRemoveDialog(props: BulkDialogProps) {
  const { collector } = useFleet();
  const toast = useToast();
  const [busy, setBusy] = createSignal(false);
  const undo = async (ids: readonly string[]) => {
    try {
      await collector.undoRemove(ids);
    } catch (error) {
      console.error('the miners were not brought back', error);
      toast({ words: text.undoFailed });
    }
  };
  const remove = async () => {
    const ids = props.miners.map(({ id }) => id);
    setBusy(true);
    try {
      await collector.remove(ids);
      const action = { label: common.undo, run: () => void undo(ids) };
      toast({ words: text.removed(ids.length), action, lifeMs: UNDO_LIFE_MS });
      props.onClose();
    } catch (error) {
      console.error('the miners were not removed', error);
      toast({ words: text.failed });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      heading={text.heading(props.miners.length)}
      onClose={props.onClose}
      actions={
        <Button look="danger" icon="trash" busy={busy()} onClick={() => void remove()}>
          {text.confirm(props.miners.length)}
        </Button>
      }
    >
      <ul class={styles.names}>
        <For each={props.miners.slice(0, NAMED)}>{({ name }) => <li>{name}</li>}</For>
        <Show when={props.miners.length > NAMED}>
          <li>{text.more(props.miners.length - NAMED)}</li>
        </Show>
      </ul>
      <p>{text.purpose}</p>
    </Dialog>
  );
}
