import { createECDH, type JsonWebKey, randomBytes } from 'node:crypto';
import type { WebPushSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { type Channel, requireTaken } from './channel.ts';
import type { OutgoingMessage } from './notify-fetch.ts';
import { encryptPush, type PushFreshness } from './push-encryption.ts';
import { shortened, shortenedBytes } from './shortened.ts';
import { vapidAuthorization } from './vapid.ts';

/** A push service keeps it for a browser that is away, s. */
const KEPT_FOR_S = 24 * 3600;
const LONGEST_TITLE = 200;
const LONGEST_TEXT_BYTES = 1500;
/** All messages have this length, bytes; a long one is twice as long. */
const PADDED_BYTES = 1024;

/** What the service worker is told: as `showNotification` of the app wants it. */
function payloadOf({ title, text, tag, phase }: AlarmMessage): Uint8Array {
  const silent = phase === 'resolved' || phase === 'acknowledged';
  const body = shortenedBytes(text, LONGEST_TEXT_BYTES);
  return new TextEncoder().encode(
    JSON.stringify({ title: shortened(title, LONGEST_TITLE), body, tag, silent, path: '/' }),
  );
}

/** A message for one browser (RFC 8030, RFC 8291, RFC 8292): its push service cannot read it. */
export function webPushRequest(
  message: AlarmMessage,
  settings: WebPushSettings,
  { vapidKey, nowMs }: { readonly vapidKey: JsonWebKey; readonly nowMs: number },
  freshness: PushFreshness = newFreshness(),
): OutgoingMessage {
  const { endpoint } = settings;
  const plain = payloadOf(message);
  return {
    url: endpoint,
    reach: 'outside',
    headers: {
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      ttl: String(KEPT_FOR_S),
      urgency: message.severity === 'act' && message.phase === 'opened' ? 'high' : 'normal',
      // Of messages that wait for a browser only the last of an alert is kept (RFC 8030, section 5.4: 32 characters).
      topic: message.tag.slice(0, 32),
      authorization: vapidAuthorization(vapidKey, new URL(endpoint).origin, nowMs),
    },
    body: encryptPush(plain, settings, freshness, PADDED_BYTES * Math.ceil(plain.length / PADDED_BYTES)),
  };
}

function newFreshness(): PushFreshness {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return { privateKey: ecdh.getPrivateKey(), salt: randomBytes(16) };
}

export const webPush: Channel<'web-push'> = {
  kind: 'web-push',
  repeatReplaces: true,
  tellsAcknowledged: true,
  async deliver(message, settings, { fetch, vapidKey, nowMs }, signal) {
    const answer = await fetch(webPushRequest(message, settings, { vapidKey, nowMs: nowMs() }), signal);
    requireTaken(answer, {
      nowMs: nowMs(),
      secrets: [settings.endpoint, settings.auth, settings.p256dh],
      said: (text) => (text.startsWith('<') ? undefined : text),
      problems: { 404: 'gone', 410: 'gone' },
    });
    return {};
  },
};
