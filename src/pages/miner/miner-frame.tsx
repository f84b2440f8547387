import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { common } from '../../ui/text/en/common.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import { EditDialog } from './edit-dialog.tsx';
import styles from './miner-page.module.css';
import { isAged, type ShownMiner } from './shown-miner.ts';

/** Name, state with its age, and what can be done with the miner itself: edit, and remove with a way back. */
export function MinerFrame(props: { readonly shown: ShownMiner; readonly children: JSX.Element }) {
  const [editing, setEditing] = createSignal(false);
  const remove = createRemoval();
  const miner = () => props.shown.view.miner;
  return (
    <Page
      heading={miner().name}
      lead={<Lead shown={props.shown} />}
      actions={
        <>
          <Button icon="edit" onClick={() => setEditing(true)}>
            {text.head.edit}
          </Button>
          <Button icon="trash" look="danger" onClick={() => void remove(miner().id, miner().name)}>
            {text.head.remove}
          </Button>
        </>
      }
    >
      <Show when={editing()}>
        <EditDialog miner={miner()} onClose={() => setEditing(false)} />
      </Show>
      {props.children}
    </Page>
  );
}

function Lead(props: { readonly shown: ShownMiner }) {
  const age = () => {
    const { answeredAtMs } = props.shown.view;
    return answeredAtMs === undefined ? undefined : props.shown.nowMs - answeredAtMs;
  };
  return (
    <span class={styles.lead}>
      <StateBadge state={props.shown.state} />
      <span data-aged={isAged(props.shown)}>
        {age() === undefined ? text.head.never : text.head.since(formatAge(age()))}
      </span>
      <Show when={hardwareName(props.shown.view.miner.identity)}>{(name) => <span>{name()}</span>}</Show>
    </span>
  );
}

/** Takes a miner out at once, goes to the fleet, and offers to bring it back while the collector still can. */
function createRemoval(): (id: string, name: string) => Promise<void> {
  const { collector } = useFleet();
  const toast = useToast();
  const navigate = useNavigate();
  const undo = async (id: string) => {
    try {
      await collector.undoRemove([id]);
      navigate(`/miner/${encodeURIComponent(id)}`);
    } catch (error) {
      console.error('the miner was not brought back', error);
      toast({ words: text.head.undoFailed });
    }
  };
  return async (id, name) => {
    try {
      await collector.remove([id]);
    } catch (error) {
      console.error('the miner was not removed', error);
      return toast({ words: text.head.removeFailed });
    }
    navigate('/');
    toast({
      words: text.head.removed(name),
      action: { label: common.undo, run: () => void undo(id) },
      lifeMs: 29_000,
    });
  };
}
