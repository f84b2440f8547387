import { createSignal } from 'solid-js';
import type { ProxyCheck } from '../../domain/fleet-view.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import styles from './add-miner-page.module.css';
import { pairingCode } from './pairing-code.ts';
import { pairingHint } from './pairing-hint.ts';

const text = addMiner.pairing;

/** Takes the pairing link or code by paste. */
export function PairingForm(props: { readonly pair: (code: string) => Promise<ProxyCheck> }) {
  const [problem, setProblem] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const pasted = new FormData(event.currentTarget).get('code');
    const code = typeof pasted === 'string' ? pairingCode(pasted) : undefined;
    if (code === undefined) {
      setProblem(text.unreadable);
      return;
    }
    setBusy(true);
    try {
      const { proxy } = await props.pair(code);
      setProblem(proxy === 'not-paired' ? text.wrong : undefined);
    } catch (error) {
      console.error('pairing failed', error);
      setProblem(text.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        name="code"
        label={text.label}
        hint={pairingHint(location.origin)}
        problem={problem()}
        autocomplete="off"
        spellcheck={false}
        onInput={() => setProblem(undefined)}
      />
      <Button type="submit" icon="link" busy={busy()}>
        {text.submit}
      </Button>
    </form>
  );
}
