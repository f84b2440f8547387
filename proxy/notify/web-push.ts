import type { JsonWebKey } from 'node:crypto';
import type { WebPushSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { type Channel, requireTaken } from './channel.ts';
import type { OutgoingMessage } from './notify-fetch.ts';
import { shortened, shortenedBytes } from './shortened.ts';
import { applicationServerKey } from './vapid.ts';

/** A push service keeps it for a browser that is away, s. */
const KEPT_FOR_S = 24 * 3600;
const LONGEST_TITLE = 200;
const LONGEST_TEXT_BYTES = 1500;
/** All messages have this length before they are sealed, bytes; a long one is twice as long. */
const PADDED_BYTES = 1024;
/**
 * Whom a push service may write to. Some want one (RFC 8292, section 2.1 leaves it open), and the owner's address is no
 * business of theirs: this is a reserved name (RFC 2606) that nobody reads.
 */
const CONTACT = 'mailto:davylamp@example.com';

/** What the service worker is told: as `showNotification` of the app wants it. Blanks hide how long it is. */
function payloadOf({ title, text, tag, phase }: AlarmMessage): Buffer {
  const silent = phase === 'resolved' || phase === 'acknowledged';
  const body = shortenedBytes(text, LONGEST_TEXT_BYTES);
  const told = Buffer.from(
    JSON.stringify({ title: shortened(title, LONGEST_TITLE), body, tag, silent, path: '/' }),
  );
  const padding = PADDED_BYTES * Math.ceil(told.length / PADDED_BYTES) - told.length;
  return Buffer.concat([told, Buffer.alloc(padding, ' ')]);
}

/** A message for one browser (RFC 8030, RFC 8291, RFC 8292): its push service cannot read it. */
export async function webPushRequest(
  message: AlarmMessage,
  { endpoint, p256dh, auth }: WebPushSettings,
  vapidKey: JsonWebKey,
): Promise<OutgoingMessage> {
  // Loaded with the first message: most houses have no such channel.
  const { default: push } = await import('web-push');
  const { headers, body } = push.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    payloadOf(message),
    {
      vapidDetails: {
        subject: CONTACT,
        publicKey: applicationServerKey(vapidKey),
        privateKey: vapidKey.d ?? '',
      },
      TTL: KEPT_FOR_S,
      urgency: message.severity === 'act' && message.phase === 'opened' ? 'high' : 'normal',
      // Of messages that wait for a browser only the last of an alert is kept (RFC 8030, section 5.4: 32 characters).
      topic: message.tag.slice(0, 32),
    },
  );
  const named = Object.entries(headers).map(([name, told]) => [name.toLowerCase(), String(told)]);
  return { url: endpoint, reach: 'outside', headers: Object.fromEntries(named), body: body ?? '' };
}

export const webPush: Channel<'web-push'> = {
  kind: 'web-push',
  repeatReplaces: true,
  tellsAcknowledged: true,
  async deliver(message, settings, { fetch, vapidKey, nowMs }, signal) {
    const answer = await fetch(await webPushRequest(message, settings, vapidKey), signal);
    requireTaken(answer, {
      nowMs: nowMs(),
      secrets: [settings.endpoint, settings.auth, settings.p256dh],
      said: (text) => (text.startsWith('<') ? undefined : text),
      problems: { 404: 'gone', 410: 'gone' },
    });
    return {};
  },
};
