import { type Accessor, createSignal } from 'solid-js';
import type { ChannelReport } from '../../domain/channel.ts';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import {
  draftOf,
  fieldsAsked,
  missingFields,
  newTypedChannel,
  refusedField,
  type TypedChannel,
  typedChannelOf,
} from './channel-draft.ts';
import type { ChannelField, TypedKind } from './channel-fields.ts';
import { type Alarms, isFailure } from './create-alarms.ts';

const words = text.form;

/** The form of one channel, while it is filled in. */
export interface ChannelForm {
  readonly typed: Accessor<TypedChannel>;
  readonly fields: Accessor<readonly ChannelField[]>;
  /** Secrets that are set, by their ends. */
  readonly kept: Accessor<ChannelReport['secrets']>;
  readonly saving: Accessor<boolean>;
  /** Why it was not kept, where no field is to blame. */
  readonly failure: Accessor<string | undefined>;
  readonly problemOf: (name: string) => string | undefined;
  readonly change: (change: Partial<TypedChannel>) => void;
  readonly choose: (kind: TypedKind) => void;
  readonly type: (name: string, entry: string) => void;
  readonly forget: (name: string, on: boolean) => void;
  /** @returns the id of the channel; undefined where it was not kept, and the form says why */
  readonly keep: () => Promise<string | undefined>;
}

/** @param channel that is changed; absent for a new one */
export function createChannelForm(channel: ChannelReport | undefined, alarms: Alarms): ChannelForm {
  const initial =
    channel && channel.kind !== 'web-push' ? typedChannelOf(channel, channel.kind) : newTypedChannel('ntfy');
  const [typed, setTyped] = createSignal<TypedChannel>(initial);
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const [missing, setMissing] = createSignal<readonly string[]>([]);
  const [refused, setRefused] = createSignal<{ readonly name: string; readonly why: string }>();
  const kept = () => channel?.secrets ?? {};
  const change = (more: Partial<TypedChannel>) => setTyped((form) => ({ ...form, ...more }));
  const names = () => ['name', ...fieldsAsked(typed()).map(({ name }) => name)];
  const touched = (name: string) => {
    setMissing((all) => all.filter((each) => each !== name));
    if (refused()?.name === name) setRefused(undefined);
  };
  return {
    typed,
    fields: () => fieldsAsked(typed()),
    kept,
    saving,
    failure,
    problemOf: (name) => {
      if (missing().includes(name)) return words.needed;
      const no = refused();
      return no?.name === name ? no.why : undefined;
    },
    change(more) {
      if (more.name !== undefined) touched('name');
      change(more);
    },
    choose(kind) {
      const { name, least, afterMin } = typed();
      const isOwnName = Object.values<string>(text.kinds).every((each) => each !== name);
      const fresh = newTypedChannel(kind);
      setTyped({ ...fresh, least, afterMin, name: isOwnName ? name : fresh.name });
      setMissing([]);
      setRefused(undefined);
      setFailure(undefined);
    },
    type(name, entry) {
      touched(name);
      change({ typed: { ...typed().typed, [name]: entry } });
    },
    forget(name, on) {
      const others = typed().forgotten.filter((each) => each !== name);
      change({ forgotten: on ? [...others, name] : others });
      if (on) change({ typed: { ...typed().typed, [name]: '' } });
    },
    async keep() {
      setFailure(undefined);
      setRefused(undefined);
      setMissing(missingFields(typed(), kept()));
      if (missing().length > 0) return undefined;
      setSaving(true);
      const done = await alarms.save(draftOf(typed(), kept()), channel?.id);
      setSaving(false);
      if (!isFailure(done)) return done;
      const field = refusedField(done.detail, names());
      if (field) setRefused(field);
      else setFailure(done.kind === 'unreadable-reply' ? `${words.failed} ${done.detail}` : words.away);
      return undefined;
    },
  };
}
