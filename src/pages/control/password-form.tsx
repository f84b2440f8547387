import { createSignal, Show } from 'solid-js';
import type { DeviceCredentials } from '../../domain/credentials.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';

/** The owner's password for this miner; it is never shown again once it is kept. */
export function PasswordForm(props: {
  readonly known: boolean;
  readonly onSave: (credentials: DeviceCredentials | undefined) => void;
}) {
  const words = text.password;
  const [username, setUsername] = createSignal('');
  const [password, setPassword] = createSignal('');
  const save = () => {
    if (password() === '') return;
    const user = username().trim();
    props.onSave({ ...(user ? { username: user } : {}), password: password() });
    setUsername('');
    setPassword('');
  };
  return (
    <form
      class={styles.group}
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h3>{words.heading}</h3>
      <p class={styles.hint}>{props.known ? words.has : words.hasNot}</p>
      <TextField
        label={words.username}
        hint={words.usernameHint}
        value={username()}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => setUsername(event.currentTarget.value)}
      />
      <TextField
        label={words.password}
        type="password"
        value={password()}
        autocomplete="new-password"
        onInput={(event) => setPassword(event.currentTarget.value)}
      />
      <div class={styles.buttons}>
        <Button type="submit">{words.save}</Button>
        <Show when={props.known}>
          <Button look="quiet" onClick={() => props.onSave(undefined)}>
            {words.forget}
          </Button>
        </Show>
      </div>
    </form>
  );
}
