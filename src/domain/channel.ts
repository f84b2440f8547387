import type { Alert, AlertKind, Severity } from './alert.ts';
import type { DeliveryEntry, DeliveryProblem } from './notification.ts';

/** Where the helper sends an alarm. What is only in `SECRET_FIELDS` never comes back to a page. */
export type ChannelSettings =
  | WebPushSettings
  | NtfySettings
  | TelegramSettings
  | DiscordSettings
  | EmailSettings
  | WebhookSettings
  | HomeAssistantSettings;

export type ChannelKind = ChannelSettings['kind'];

/** A browser's own PushSubscription (Push API, section 8). */
export interface WebPushSettings {
  readonly kind: 'web-push';
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface NtfySettings {
  readonly kind: 'ntfy';
  /** `https://ntfy.sh`, or one's own. */
  readonly server: string;
  /** Whoever knows it can read along: kept like a password. */
  readonly topic: string;
  readonly token?: string | undefined;
}

export interface TelegramSettings {
  readonly kind: 'telegram';
  /** Number, or `@channelname`. */
  readonly chatId: string;
  readonly token: string;
}

export interface DiscordSettings {
  readonly kind: 'discord';
  /** `https://discord.com/api/webhooks/…/…` */
  readonly url: string;
}

export interface EmailSettings {
  readonly kind: 'email';
  readonly host: string;
  readonly port: number;
  /** `none` only within the house. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from: string;
  readonly to: string;
}

export interface WebhookSettings {
  readonly kind: 'webhook';
  readonly url: string;
  /** Signs what is sent: see webhook.ts of the helper. */
  readonly signingKey?: string | undefined;
}

export interface HomeAssistantSettings {
  readonly kind: 'home-assistant';
  /** `http://homeassistant.local:8123` */
  readonly server: string;
  /** `mobile_app_phone`: an action of the notify domain; wants a token. */
  readonly service?: string | undefined;
  /** Long-lived access token. */
  readonly token?: string | undefined;
  /** In their place the id of an automation's webhook. */
  readonly webhookId?: string | undefined;
}

/** What is written once and never read back by a page. */
export const SECRET_FIELDS: Readonly<Record<ChannelKind, readonly string[]>> = {
  'web-push': ['endpoint', 'p256dh', 'auth'],
  ntfy: ['topic', 'token'],
  telegram: ['token'],
  discord: ['url'],
  email: ['password'],
  webhook: ['url', 'signingKey'],
  'home-assistant': ['token', 'webhookId'],
};

/** How a channel is used, whatever its kind. */
export interface ChannelUse {
  readonly name: string;
  readonly on: boolean;
  /** Alerts below it are not sent. */
  readonly least: Extract<Severity, 'watch' | 'act'>;
  /** Minutes without an acknowledgement after which it is told; 0: at once. */
  readonly afterMin: number;
}

/** A channel as its owner sets it up. On a change, secrets that are left out stay as they are. */
export interface ChannelDraft extends ChannelUse {
  readonly settings: { readonly kind: ChannelKind } & Readonly<Record<string, string | number | undefined>>;
}

/** A channel as a page sees it. */
export interface ChannelReport extends ChannelUse {
  readonly id: string;
  readonly kind: ChannelKind;
  /** What is no secret. */
  readonly fields: Readonly<Record<string, string | number>>;
  /** Which secrets are set, and how they end: `…3f`; of short ones only that they are set (`…`). */
  readonly secrets: Readonly<Record<string, string>>;
  /** The paired device whose browser this is; absent for what the owner set up. */
  readonly deviceId?: string | undefined;
  /** Why the last message was not delivered; absent once one is. */
  readonly problem?: DeliveryProblem | undefined;
}

/** No messages at these times of day; those of then come at the end, unless they are over, too. */
export interface QuietHours {
  /** Minutes after midnight, 0…1439. From 22:00 to 07:00 goes over midnight; equal ones mean never. */
  readonly fromMin: number;
  readonly toMin: number;
  /** IANA name, `Europe/Vienna`. */
  readonly timeZone: string;
  /** May alerts that want action come all the same? */
  readonly letActThrough: boolean;
}

/** What holds for all channels. */
export interface AlarmRules {
  readonly quiet?: QuietHours | undefined;
  /** Messages that one channel gets in a minute at most; more are told in one. */
  readonly mostPerMinute: number;
  /** Where the owner opens Davylamp: a name, no IP address, because it stands in messages. */
  readonly pageUrl?: string | undefined;
}

export const DEFAULT_ALARM_RULES: AlarmRules = { mostPerMinute: 4 };

/** What the helper says of its alarms (GET /api/alarms). */
export interface AlarmReport {
  /** Who asks. A device that was let in is told of its own channel only, and sets up no other. */
  readonly role: 'owner' | 'device';
  readonly channels: readonly ChannelReport[];
  readonly rules: AlarmRules;
  /** Newest first. */
  readonly deliveries: readonly DeliveryEntry[];
  /** Messages that wait. */
  readonly waiting: number;
  readonly open: readonly Alert[];
  /** Application server key by which a browser subscribes (RFC 8292), base64url. */
  readonly pushKey: string;
  /** When the helper last held the miners against its rules; absent before the first time. */
  readonly checkedAtMs?: number | undefined;
}

/** Only a helper that records watches. */
export type AlarmAnswer = { readonly recording: false } | ({ readonly recording: true } & AlarmReport);

/** "I have seen it": which trouble of which miner. A page has ids of its own for its alerts. */
export interface SeenAlarm {
  readonly kind: AlertKind;
  readonly minerId: string;
}
