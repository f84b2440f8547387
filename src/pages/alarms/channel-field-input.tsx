import { Show } from 'solid-js';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { alarms } from '../../ui/text/en/alarms.ts';
import { isSecret } from './channel-draft.ts';
import type { ChannelField } from './channel-fields.ts';
import type { ChannelForm } from './create-channel-form.ts';

const words = alarms.form;
/** Secrets that are never typed by heart; an address or a topic has to be seen to be right. */
const HIDDEN: ReadonlySet<string> = new Set(['token', 'password', 'signingKey']);

/** One field of a channel. A secret that is set is shown by its end alone, and typed anew to be changed. */
export function ChannelFieldInput(props: { readonly field: ChannelField; readonly form: ChannelForm }) {
  const name = () => props.field.name;
  const secret = () => isSecret(props.form.typed().kind, name());
  const kept = () => props.form.kept()[name()];
  const isForgotten = () => props.form.typed().forgotten.includes(name());
  const hint = () => {
    const hinted = kept();
    const keeps = hinted === '…' ? words.keptSecretShort : hinted && words.keptSecret(hinted);
    const optional = props.field.optional && !keeps ? words.optional : undefined;
    return [keeps, props.field.hint, optional].filter(Boolean).join(' ');
  };
  return (
    <Show
      when={props.field.choices}
      fallback={
        <>
          <TextField
            label={props.field.label}
            hint={hint()}
            problem={props.form.problemOf(name())}
            type={HIDDEN.has(name()) ? 'password' : 'text'}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            inputmode={name() === 'port' ? 'numeric' : undefined}
            placeholder={props.field.placeholder}
            value={props.form.typed().typed[name()] ?? ''}
            disabled={isForgotten()}
            onInput={(event) => props.form.type(name(), event.currentTarget.value)}
          />
          <Show when={secret() && props.field.optional && kept() !== undefined}>
            <SwitchField
              label={`${props.field.label}: ${words.forget}`}
              on={isForgotten()}
              onSwitch={(on) => props.form.forget(name(), on)}
            />
          </Show>
        </>
      }
    >
      {(choices) => (
        <SelectField
          label={props.field.label}
          hint={props.field.hint}
          choices={choices()}
          chosen={props.form.typed().typed[name()] ?? ''}
          onChoose={(choice) => props.form.type(name(), choice)}
        />
      )}
    </Show>
  );
}
