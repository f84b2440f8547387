import {
  type ChannelDraft,
  type ChannelReport,
  type ChannelUse,
  SECRET_FIELDS,
} from '../../domain/channel.ts';
import { alarms } from '../../ui/text/en/alarms.ts';
import { CHANNEL_FIELDS, CHANNEL_WAYS, type ChannelField, type TypedKind } from './channel-fields.ts';

/** What stands in the form of a channel. */
export interface TypedChannel extends ChannelUse {
  readonly kind: TypedKind;
  /** By the name of the field. */
  readonly typed: Readonly<Record<string, string>>;
  /** Optional secrets that are to be taken away. */
  readonly forgotten: readonly string[];
  /** See {@link CHANNEL_WAYS}. */
  readonly way?: string | undefined;
}

/** The form of a new channel. @param name what it is called at first */
export function newTypedChannel(kind: TypedKind): TypedChannel {
  const [way] = Object.keys(CHANNEL_WAYS[kind] ?? {});
  const typed = CHANNEL_FIELDS[kind].map(({ name, initial = '' }) => [name, initial]);
  const use = { name: alarms.kinds[kind], on: true, least: 'act', afterMin: 0 } as const;
  return { ...use, kind, typed: Object.fromEntries(typed), forgotten: [], way };
}

/** The form of a channel as it is; its secrets are not known here, and stay as long as nothing is typed. */
export function typedChannelOf(channel: ChannelReport, kind: TypedKind): TypedChannel {
  const { name, on, least, afterMin, fields, secrets } = channel;
  const typed = CHANNEL_FIELDS[kind].map((field) => [field.name, String(fields[field.name] ?? '')]);
  const way = Object.keys(CHANNEL_WAYS[kind] ?? {}).find((each) =>
    CHANNEL_FIELDS[kind].some(
      (field) => field.way === each && (field.name in fields || field.name in secrets),
    ),
  );
  return { name, on, least, afterMin, kind, typed: Object.fromEntries(typed), forgotten: [], way };
}

/** The fields that are asked for, in the way that is chosen. */
export function fieldsAsked({ kind, way }: Pick<TypedChannel, 'kind' | 'way'>): readonly ChannelField[] {
  return CHANNEL_FIELDS[kind].filter((field) => field.way === undefined || field.way === way);
}

export function isSecret(kind: TypedKind, name: string): boolean {
  return SECRET_FIELDS[kind].includes(name);
}

/** What is missing, by the name of its field. @param kept secrets that are set */
export function missingFields(form: TypedChannel, kept: ChannelReport['secrets'] = {}): readonly string[] {
  const isEmpty = (text: string | undefined) => (text ?? '').trim() === '';
  const missing = fieldsAsked(form)
    .filter(({ name, optional }) => !optional && isEmpty(form.typed[name]) && !(name in kept))
    .map(({ name }) => name);
  return [...(isEmpty(form.name) ? ['name'] : []), ...missing];
}

/**
 * What is sent to the helper. Secrets that were not typed are left out, so that they stay; what is to be forgotten, or
 * belongs to another way, goes as `''`.
 * @param kept secrets that are set
 */
export function draftOf(form: TypedChannel, kept: ChannelReport['secrets'] = {}): ChannelDraft {
  const { kind, typed, forgotten, name, on, least, afterMin } = form;
  const asked = fieldsAsked(form);
  const settings: Record<string, string | number | undefined> = {};
  for (const field of asked) {
    const text = (typed[field.name] ?? '').trim();
    if (text !== '') settings[field.name] = field.name === 'port' ? Number(text) : text;
  }
  for (const secret of Object.keys(kept))
    if (forgotten.includes(secret) || !asked.some((field) => field.name === secret)) settings[secret] = '';
  return { name: name.trim(), on, least, afterMin, settings: { ...settings, kind } };
}

/** The same channel with another use: nothing is typed, so all secrets stay. */
export function draftWithUse(channel: ChannelReport, use: Partial<ChannelUse>): ChannelDraft {
  const { name, on, least, afterMin, kind, fields } = channel;
  return { name, on, least, afterMin, ...use, settings: { ...fields, kind } };
}

/**
 * Which field the helper refuses, and why: it answers `port must be …`, `settings.token must be typed again …`.
 * Undefined where it names none of these.
 */
export function refusedField(
  detail: string,
  names: readonly string[],
): { readonly name: string; readonly why: string } | undefined {
  const [, name = '', why = ''] = /^(?:settings\.)?(\w+) (.+)$/.exec(detail) ?? [];
  if (!names.includes(name)) return undefined;
  return { name, why: `${why.charAt(0).toUpperCase()}${why.slice(1)}.` };
}
