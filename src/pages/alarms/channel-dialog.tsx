import { createSignal, For, Show } from 'solid-js';
import type { ChannelReport } from '../../domain/channel.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import styles from './alarms-page.module.css';
import { ChannelFieldInput } from './channel-field-input.tsx';
import { CHANNEL_FIELDS, CHANNEL_WAYS, type TypedKind } from './channel-fields.ts';
import type { Alarms } from './create-alarms.ts';
import { type ChannelForm, createChannelForm } from './create-channel-form.ts';

const words = text.form;
const KINDS = Object.keys(CHANNEL_FIELDS) as readonly TypedKind[];

/** Sets up a channel, or changes one: only what its kind wants to know, and where to get it. */
export function ChannelDialog(props: {
  /** Absent for a new one. */
  readonly channel: ChannelReport | undefined;
  readonly alarms: Alarms;
  readonly onClose: () => void;
  /** It was kept, and is to be tried. */
  readonly onKept: (id: string) => void;
}) {
  const form = createChannelForm(props.channel, props.alarms);
  const keep = async () => {
    const id = await form.keep();
    if (id === undefined) return;
    props.onKept(id);
    props.onClose();
  };
  return (
    <Dialog
      open
      heading={props.channel ? words.editHeading(props.channel.name) : words.addHeading}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={form.saving()} onClick={() => void keep()}>
          {words.saveAndTest}
        </Button>
      }
    >
      <form
        class={styles.form}
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <Show when={!props.channel}>
          <SelectField
            label={words.kind}
            choices={KINDS.map((choice) => ({ choice, label: text.kinds[choice] }))}
            chosen={form.typed().kind}
            onChoose={form.choose}
          />
        </Show>
        <Help kind={form.typed().kind} />
        <Ways form={form} />
        <For each={form.fields()}>{(field) => <ChannelFieldInput field={field} form={form} />}</For>
        <UseFields form={form} />
        <Show when={form.failure()}>
          {(failure) => (
            <Notice tone="act" live>
              {failure()}
            </Notice>
          )}
        </Show>
        {/* Lets Enter save; the visible button stands with the dialog's others. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function Help(props: { readonly kind: TypedKind }) {
  return (
    <p class={styles.hint}>
      {text.help[props.kind].how}{' '}
      <a href={text.help[props.kind].href} target="_blank" rel="noreferrer">
        {text.help[props.kind].link}
      </a>
    </p>
  );
}

function Ways(props: { readonly form: ChannelForm }) {
  const choices = () =>
    Object.entries(CHANNEL_WAYS[props.form.typed().kind] ?? {}).map(([choice, label]) => ({ choice, label }));
  return (
    <Show when={choices().length > 0}>
      <SelectField
        label={words.fields.way}
        choices={choices()}
        chosen={props.form.typed().way ?? ''}
        onChoose={(way) => props.form.change({ way })}
      />
    </Show>
  );
}

/** What it is called, and what it is told when. */
function UseFields(props: { readonly form: ChannelForm }) {
  const least = text.channels.least;
  const [afterMin, setAfterMin] = createSignal(props.form.typed().afterMin);
  const keepAfter = (minutes: number | undefined) => {
    setAfterMin(minutes ?? 0);
    props.form.change({ afterMin: minutes ?? 0 });
  };
  return (
    <>
      <TextField
        label={words.name}
        hint={words.nameHint}
        problem={props.form.problemOf('name')}
        value={props.form.typed().name}
        maxlength={60}
        onInput={(event) => props.form.change({ name: event.currentTarget.value })}
      />
      <SelectField
        label={words.least}
        choices={[
          { choice: 'act', label: least.act },
          { choice: 'watch', label: least.watch },
        ]}
        chosen={props.form.typed().least}
        onChoose={(chosen) => props.form.change({ least: chosen })}
      />
      <NumberField
        label={words.afterMin}
        unit={words.afterUnit}
        hint={words.afterHint}
        value={afterMin()}
        notANumber={words.notANumber}
        check={(minutes) =>
          Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440 ? undefined : words.afterProblem
        }
        onInput={keepAfter}
        onCommit={keepAfter}
      />
    </>
  );
}
