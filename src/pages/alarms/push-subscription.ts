import type { AlarmReport, ChannelDraft } from '../../domain/channel.ts';
import { recall, remember } from '../../ui/remembered-signal.ts';

/** Where the id of this browser's channel, and the end of its subscription, are remembered. */
const KEY = 'push-channel';

/** How pushes to this browser stand. */
export type PushStanding =
  /** The browser knows none. */
  | 'unsupported'
  /** No secure page. */
  | 'insecure'
  /** Its owner does not allow them. */
  | 'denied'
  /** The service worker is not at work yet. */
  | 'no-worker'
  | 'off'
  | 'on'
  /** The helper sends, and the browser has another subscription, or none. */
  | 'lost'
  /** This browser was subscribed, and the helper sends to it no more. */
  | 'removed';

/** What is looked at to tell {@link PushStanding}. */
export interface PushSigns {
  readonly secure: boolean;
  readonly supported: boolean;
  readonly permission: NotificationPermission;
  readonly hasWorker: boolean;
  /** What the helper was told; absent where it never was. */
  readonly told: ToldPush | undefined;
  readonly subscription: Pick<PushSubscription, 'endpoint'> | undefined;
  /** By which key it was subscribed, base64url. */
  readonly subscribedKey: string | undefined;
  readonly report: Pick<AlarmReport, 'channels' | 'pushKey'>;
}

/** What this browser told the helper. */
export interface ToldPush {
  readonly channelId: string;
  readonly endpoint: string;
}

/** How pushes to this browser stand, by what there is to see of it. */
export function pushStanding(signs: PushSigns): PushStanding {
  const { secure, supported, permission, hasWorker, told, subscription, subscribedKey, report } = signs;
  if (!secure) return 'insecure';
  if (!supported) return 'unsupported';
  if (permission === 'denied') return 'denied';
  if (!hasWorker) return 'no-worker';
  if (!told) return 'off';
  if (!report.channels.some(({ id }) => id === told.channelId)) return 'removed';
  const isSame = subscription?.endpoint === told.endpoint && subscribedKey === report.pushKey;
  return isSame && permission === 'granted' ? 'on' : 'lost';
}

/** Why pushes that were switched on cannot come any more, as far as the browser itself tells. */
export type PushLoss =
  /** Its owner, or the browser by itself, has withdrawn the permission. */
  | 'forbidden'
  /** The subscription has ended, or is another one than the helper knows. */
  | 'ended';

/** Undefined where pushes come, or were never switched on. */
export function pushLoss({
  told,
  permission,
  subscription,
}: Pick<PushSigns, 'told' | 'permission' | 'subscription'>): PushLoss | undefined {
  if (!told) return undefined;
  if (permission !== 'granted') return 'forbidden';
  return subscription?.endpoint === told.endpoint ? undefined : 'ended';
}

/** Looks at this browser. */
export async function pushSigns(report: PushSigns['report']): Promise<PushSigns> {
  return { ...(await browserSigns()), report };
}

/** What this browser shows of its pushes, without asking the helper. */
export async function browserSigns(): Promise<Omit<PushSigns, 'report'>> {
  const supported = 'PushManager' in globalThis && 'Notification' in globalThis;
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = (await registration?.pushManager?.getSubscription()) ?? undefined;
  const key = subscription?.options.applicationServerKey;
  return {
    secure: globalThis.isSecureContext,
    supported,
    permission: supported ? Notification.permission : 'default',
    hasWorker: registration?.active != null,
    told: toldPush(),
    subscription,
    subscribedKey: key ? base64Url(new Uint8Array(key)) : undefined,
  };
}

/**
 * Subscribes this browser by the helper's key; a subscription by another key goes first.
 * @throws DOMException when the browser, or the push service of its maker, refuses
 */
export async function subscribe(pushKey: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const former = await pushManager.getSubscription();
  const key = former?.options.applicationServerKey;
  if (former && key && base64Url(new Uint8Array(key)) === pushKey) return former;
  await former?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
}

/** Ends the subscription, whether the helper knows of it or not. */
export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  forgetTold();
}

/** The settings of a channel that leads to a subscription. */
export function pushSettings(subscription: Pick<PushSubscription, 'toJSON'>): ChannelDraft['settings'] {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  return { kind: 'web-push', endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' };
}

export function toldPush(): ToldPush | undefined {
  const [channelId = '', endpoint = ''] = (recall(KEY) ?? '').split(' ');
  return channelId === '' || endpoint === '' ? undefined : { channelId, endpoint };
}

export function rememberTold({ channelId, endpoint }: ToldPush): void {
  remember(KEY, `${channelId} ${endpoint}`);
}

export function forgetTold(): void {
  remember(KEY, '');
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
