import { createHmac } from 'node:crypto';
import type { WebhookSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { type Channel, requireTaken } from './channel.ts';
import type { OutgoingMessage } from './notify-fetch.ts';

/** `t=1790000000,v1=` and hex HMAC-SHA256 of `1790000000.` and the body. */
export const SIGNATURE_HEADER = 'x-davylamp-signature';

/**
 * A message for a webhook of the owner's own, as JSON. Signed where a key is set: the time is part of what is signed, so
 * that a listener can turn away what somebody recorded and sends again.
 */
export function webhookRequest(
  message: AlarmMessage,
  { url, signingKey }: WebhookSettings,
  nowMs: number,
): OutgoingMessage {
  const { phase, severity, title, text, atMs, tag, link } = message;
  const at = new Date(atMs).toISOString();
  const body = JSON.stringify({ version: 1, phase, severity, title, text, at, tag, link });
  const sentS = Math.floor(nowMs / 1000);
  const signature =
    signingKey === undefined
      ? {}
      : {
          [SIGNATURE_HEADER]: `t=${sentS},v1=${createHmac('sha256', signingKey).update(`${sentS}.${body}`).digest('hex')}`,
        };
  return {
    url,
    reach: 'anywhere',
    headers: { 'content-type': 'application/json', ...signature },
    body,
  };
}

export const webhook: Channel<'webhook'> = {
  kind: 'webhook',
  repeatReplaces: false,
  tellsAcknowledged: true,
  async deliver(message, settings, { fetch, nowMs }, signal) {
    const answer = await fetch(webhookRequest(message, settings, nowMs()), signal);
    requireTaken(answer, { nowMs: nowMs(), secrets: [settings.url, settings.signingKey] });
    return {};
  },
};
