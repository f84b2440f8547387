import { type Accessor, Show } from 'solid-js';
import type { MeterKind } from '../../domain/meter.ts';
import { TextField } from '../../ui/field.tsx';
import { meters as text } from '../../ui/text/en/meters.ts';

const words = text.form;

/** What an owner types to log in to a plug, a sensor or a house centre; kept by whoever shows the fields. */
export interface LoginDraft {
  readonly username: Accessor<string>;
  readonly setUsername: (username: string) => void;
  readonly password: Accessor<string>;
  readonly setPassword: (password: string) => void;
}

/** A user name and a password; for Home Assistant a token alone, for newer TP-Link plugs their account. */
export function LoginFields(props: {
  readonly draft: LoginDraft;
  readonly kind: MeterKind | 'any';
  readonly hint: string;
}) {
  const isToken = () => props.kind === 'home-assistant';
  const isAccount = () => props.kind === 'kasa-smart';
  return (
    <>
      <Show when={!isToken()}>
        <TextField
          label={isAccount() ? words.account : words.username}
          hint={isAccount() ? words.accountHint : words.usernameHint}
          value={props.draft.username()}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => props.draft.setUsername(event.currentTarget.value)}
        />
      </Show>
      <TextField
        label={isToken() ? words.token : words.password}
        hint={props.hint}
        type="password"
        value={props.draft.password()}
        autocomplete="new-password"
        onInput={(event) => props.draft.setPassword(event.currentTarget.value)}
      />
    </>
  );
}
