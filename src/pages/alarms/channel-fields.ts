import type { ChannelKind } from '../../domain/channel.ts';
import { alarms } from '../../ui/text/en/alarms.ts';

const words = alarms.form;

/** One thing that a channel wants to know. */
export interface ChannelField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What stands in it at first. */
  readonly initial?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly choices?: readonly { readonly choice: string; readonly label: string }[] | undefined;
  /** Asked for only in this way of using the channel. */
  readonly way?: string | undefined;
}

/** Ways of using a channel of which one is chosen; what belongs to the others is not sent. */
export const CHANNEL_WAYS: Readonly<Partial<Record<ChannelKind, Readonly<Record<string, string>>>>> = {
  'home-assistant': words.ways,
};

/** Kinds that are set up by typing; a browser's push is not. */
export type TypedKind = Exclude<ChannelKind, 'web-push'>;

const labels = words.fields;

/** What each kind of channel wants to know, in the order of asking; see `ChannelSettings`. */
export const CHANNEL_FIELDS: Readonly<Record<TypedKind, readonly ChannelField[]>> = {
  ntfy: [
    { name: 'server', label: labels.server, initial: 'https://ntfy.sh' },
    { name: 'topic', label: labels.topic, hint: words.hints.topic },
    { name: 'token', label: labels.token, hint: words.hints.ntfyToken, optional: true },
  ],
  telegram: [
    { name: 'token', label: labels.token, placeholder: '123456:ABC…' },
    { name: 'chatId', label: labels.chatId, hint: words.hints.chatId },
  ],
  discord: [{ name: 'url', label: labels.discordUrl, placeholder: 'https://discord.com/api/webhooks/…' }],
  email: [
    { name: 'host', label: labels.host, placeholder: 'smtp.example.com' },
    { name: 'port', label: labels.port, initial: '465' },
    {
      name: 'security',
      label: labels.security,
      initial: 'tls',
      choices: Object.entries(words.security).map(([choice, label]) => ({ choice, label })),
    },
    { name: 'user', label: labels.user, optional: true },
    { name: 'password', label: labels.password, optional: true },
    { name: 'from', label: labels.from, placeholder: 'davylamp@example.com' },
    { name: 'to', label: labels.to, placeholder: 'me@example.com' },
  ],
  webhook: [
    { name: 'url', label: labels.url, placeholder: 'https://…' },
    { name: 'signingKey', label: labels.signingKey, hint: words.hints.signingKey, optional: true },
  ],
  'home-assistant': [
    { name: 'server', label: labels.server, initial: 'http://homeassistant.local:8123' },
    { name: 'service', label: labels.service, hint: words.hints.service, way: 'service' },
    { name: 'token', label: labels.accessToken, way: 'service' },
    { name: 'webhookId', label: labels.webhookId, way: 'webhook' },
  ],
};
