import { Match, Show, Switch } from 'solid-js';
import type { MeterKind } from '../../domain/meter.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { meters as text } from '../../ui/text/en/meters.ts';
import type { ChosenKind, Probe } from './create-probe.ts';
import { LoginFields } from './login-fields.tsx';
import styles from './meters.module.css';

const words = text.form;

const KINDS: readonly { readonly choice: ChosenKind; readonly label: string }[] = [
  { choice: 'any', label: words.kindAny },
  ...(Object.keys(text.kinds) as MeterKind[]).map((choice) => ({ choice, label: text.kinds[choice] })),
];

/** Where it is, what it is, and how to log in; and a first reading, before anything is kept. */
export function ProbeForm(props: { readonly probe: Probe }) {
  const secretHint = () => {
    if (props.probe.kind() === 'home-assistant')
      return words.tokenHint(props.probe.host() ?? words.tokenHost);
    return props.probe.kind() === 'kasa-smart' ? words.accountPasswordHint : words.passwordHint;
  };
  return (
    <form
      class={styles.form}
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void props.probe.read();
      }}
    >
      <TextField
        label={words.address}
        hint={words.addressHint}
        problem={props.probe.addressProblem()}
        value={props.probe.address()}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => props.probe.setAddress(event.currentTarget.value)}
      />
      <SelectField
        label={words.kind}
        hint={words.kindHint}
        choices={KINDS}
        chosen={props.probe.kind()}
        onChoose={props.probe.setKind}
      />
      <Show when={props.probe.kind() === 'esphome'}>
        <TextField
          label={words.entity}
          hint={words.entityHint}
          value={props.probe.entity()}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => props.probe.setEntity(event.currentTarget.value)}
        />
      </Show>
      <Show when={props.probe.wantsLogin()}>
        <LoginFields draft={props.probe} kind={props.probe.kind()} hint={secretHint()} />
      </Show>
      <div>
        <Button type="submit" look={props.probe.found() ? 'plain' : 'primary'} busy={props.probe.busy()}>
          {props.probe.busy() ? words.reading : words.read}
        </Button>
      </div>
      <div role="status">
        <Answer probe={props.probe} />
      </div>
    </form>
  );
}

function Answer(props: { readonly probe: Probe }) {
  const found = () => props.probe.found();
  const name = () => found()?.identity.name ?? found()?.identity.model ?? props.probe.host() ?? '';
  const locked = () => found()?.identity.locked === true && found()?.parts.length === 0;
  return (
    <Switch>
      <Match when={props.probe.failure()}>{(why) => <Notice tone="act">{why()}</Notice>}</Match>
      <Match when={locked()}>
        <Notice tone="watch">{words.locked}</Notice>
      </Match>
      <Match when={found() && props.probe.parts().length === 0}>
        <Notice tone="watch">{words.nothing}</Notice>
      </Match>
      <Match when={found()}>
        {(device) => <Notice tone="good">{words.found(name(), text.kinds[device().identity.kind])}</Notice>}
      </Match>
    </Switch>
  );
}
