import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { miner as text } from '../../ui/text/en/miner.ts';
import { MuteButton, MuteNotice } from '../alarms/mute-notice.tsx';
import { EditDialog } from './edit-dialog.tsx';
import styles from './miner-page.module.css';
import { RemoveDialog } from './remove-dialog.tsx';
import { isAged, type ShownMiner } from './shown-miner.ts';

/** Name, state with its age, and what can be done with the miner itself: edit, and remove after a question. */
export function MinerFrame(props: { readonly shown: ShownMiner; readonly children: JSX.Element }) {
  const [editing, setEditing] = createSignal(false);
  const [removing, setRemoving] = createSignal(false);
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
          <MuteButton miner={miner()} />
          <Button icon="trash" look="danger" onClick={() => setRemoving(true)}>
            {text.head.remove}
          </Button>
        </>
      }
    >
      <Show when={editing()}>
        <EditDialog miner={miner()} onClose={() => setEditing(false)} />
      </Show>
      <Show when={removing()}>
        <RemoveDialog miner={miner()} onClose={() => setRemoving(false)} />
      </Show>
      <MuteNotice miner={miner()} />
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
