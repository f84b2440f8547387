import { createSignal, Show } from 'solid-js';
import type { Upstream, UpstreamKey } from '../../domain/upstream.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { sources as text } from '../../ui/text/en/sources.ts';
import type { KeptSources } from './create-sources.ts';
import styles from './sources-page.module.css';

/** What signs with the secret is made in the page: for that, the helper's own key is of no use. */
function wayOf({ place, env }: UpstreamKey): string {
  return place === 'body' ? '' : text.key.env(env);
}

/** What goes with a key, and is kept with it as `KEY:SECRET`; undefined where a key is all there is. */
function secondOf({ place, withSecret, login }: UpstreamKey) {
  const words = text.key;
  if (login) return { label: words.password, hint: words.logsIn, first: words.user, required: true };
  if (place === 'body')
    return { label: words.secret, hint: words.secretHint, first: words.label, required: true };
  return withSecret
    ? { label: words.secret, hint: words.secretMay, first: words.label, required: false }
    : undefined;
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
  const [secret, setSecret] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const second = () => secondOf(props.wanted);
  // Whoever has it as one, KEY:SECRET, may paste it as one.
  const lacksSecond = () => second()?.required && secret().trim() === '' && !typed().includes(':');
  const problem = () => (tried() && lacksSecond() ? words.secretMissing : undefined);
  const keep = async () => {
    const key = [typed().trim(), secret().trim()].filter((part) => part !== '').join(':');
    setTried(true);
    if (typed().trim() === '' || problem() !== undefined) return;
    if (!(await props.kept.saveKey(props.upstream.id, key, words.saved))) return;
    setTyped('');
    setSecret('');
    setTried(false);
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
        label={second()?.first ?? words.label}
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
      <Show when={second()}>
        {(its) => (
          <TextField
            label={its().label}
            hint={its().hint}
            problem={problem()}
            type="password"
            autocomplete="off"
            spellcheck={false}
            value={secret()}
            onInput={(event) => setSecret(event.currentTarget.value)}
          />
        )}
      </Show>
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
