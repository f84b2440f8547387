import { For, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './control.module.css';

/** Asks for the owner's consent, and says what it is a consent to. */
export function AllowDialog(props: {
  readonly miner: Miner;
  readonly onClose: () => void;
  readonly onAllow: () => void;
}) {
  const words = text.watchOnly;
  const { kind } = useFleet();
  return (
    <Dialog
      open
      heading={words.question(props.miner.name)}
      onClose={props.onClose}
      actions={
        <Button look="primary" onClick={() => props.onAllow()}>
          {words.allow}
        </Button>
      }
    >
      <ul class={styles.terms}>
        <For each={words.terms}>{(term) => <li>{term}</li>}</For>
      </ul>
      <p>{words.after}</p>
      <Show when={kind === 'demo'}>
        <p class={styles.hint}>{words.demo}</p>
      </Show>
    </Dialog>
  );
}
