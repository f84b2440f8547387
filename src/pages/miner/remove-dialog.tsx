import { useNavigate } from '@solidjs/router';
import { createSignal } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDay } from '../../ui/format/clock-time.ts';
import { common } from '../../ui/text/en/common.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';

/** A little less than the collector keeps what was removed. */
const UNDO_LIFE_MS = 29_000;

/** Says what goes with a miner and what stays, takes it out when told to, and offers to bring it back for as long as it can. */
export function RemoveDialog(props: { readonly miner: Miner; readonly onClose: () => void }) {
  const { collector } = useFleet();
  const toast = useToast();
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const undo = async (id: string) => {
    try {
      await collector.undoRemove([id]);
      navigate(`/miner/${encodeURIComponent(id)}`);
    } catch (error) {
      console.error('the miner was not brought back', error);
      toast({ words: text.remove.undoFailed });
    }
  };
  const remove = async () => {
    const { id, name } = props.miner;
    setBusy(true);
    try {
      await collector.remove([id]);
    } catch (error) {
      console.error('the miner was not removed', error);
      setBusy(false);
      return toast({ words: text.remove.failed });
    }
    navigate('/');
    const action = { label: common.undo, run: () => void undo(id) };
    toast({ words: text.remove.done(name), action, lifeMs: UNDO_LIFE_MS });
  };
  return (
    <Dialog
      open
      heading={text.remove.heading(props.miner.name)}
      onClose={props.onClose}
      actions={
        <Button look="danger" icon="trash" busy={busy()} onClick={() => void remove()}>
          {text.remove.confirm}
        </Button>
      }
    >
      <p>{text.remove.goes(formatDay(props.miner.addedAtMs))}</p>
      <p>{text.remove.stays}</p>
    </Dialog>
  );
}
