import { createSignal, Show } from 'solid-js';
import type { Upstream, UpstreamKey } from '../../domain/upstream.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { sources as text } from '../../ui/text/en/sources.ts';
import type { KeptSources } from './create-sources.ts';
import styles from './sources-page.module.css';

/** What signs with the secret is made in the page: for that, the helper's own key is of no use. */
function wayOf({ place, withSecret, login, env }: UpstreamKey): string {
  if (login) return `${text.key.logsIn} ${text.key.env(env)}`;
  if (place === 'body') return text.key.signs;
  return withSecret ? `${text.key.maySign} ${text.key.env(env)}` : text.key.env(env);
}

/** The owner's key for a provider: goes in once, and is never shown again. */
export function KeyForm(props: {
  readonly upstream: Upstream;
  readonly wanted: UpstreamKey;
  readonly hasKey: boolean;
  readonly kept: KeptSources;
}) {
  const words = text.key;
  const [typed, setTyped] = createSignal('');
  const keep = async () => {
    const key = typed().trim();
    if (key === '') return;
    if (await props.kept.saveKey(props.upstream.id, key, words.saved)) setTyped('');
  };
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextField
        label={words.label}
        hint={
          <>
            {props.hasKey ? words.kept : words.none} {wayOf(props.wanted)}{' '}
            <a href={props.wanted.from} target="_blank" rel="noreferrer">
              {words.get}
            </a>
          </>
        }
        type="password"
        autocomplete="off"
        spellcheck={false}
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class={styles.actions}>
        <Button type="submit" disabled={typed().trim() === ''}>
          {words.keep}
        </Button>
        <Show when={props.hasKey}>
          <Button
            look="danger"
            onClick={() => void props.kept.saveKey(props.upstream.id, undefined, words.forgotten)}
          >
            {words.forget}
          </Button>
        </Show>
      </div>
    </form>
  );
}
