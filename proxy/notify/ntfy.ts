import * as v from 'valibot';
import type { NtfySettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { type Channel, jsonIn, parsedAnswer, requireTaken } from './channel.ts';
import type { OutgoingMessage } from './notify-fetch.ts';
import { shortened, shortenedBytes } from './shortened.ts';

/** Longer ones become an attachment (docs.ntfy.sh, publish: "Limitations"). */
const LONGEST_MESSAGE_BYTES = 4096;
const LONGEST_TITLE = 250;
/** ntfy's priorities: 1 least, 3 default, 5 most, which rings through a phone's quiet mode. */
const PRIORITY = { info: 2, watch: 3, act: 4 } as const;
/** Short codes of emoji that ntfy puts before the title. */
const EMOJI = { info: 'information_source', watch: 'warning', act: 'rotating_light' } as const;

const taken = v.object({ id: v.string() });
const failure = v.object({ error: v.string() });

/**
 * A message for ntfy, published as JSON (docs.ntfy.sh, publish). `sequence_id` makes a later message take the place of an
 * earlier one since ntfy 2.16; an older server shows both.
 */
export function ntfyRequest(message: AlarmMessage, { server, topic, token }: NtfySettings): OutgoingMessage {
  const { title, text, severity, phase, tag, link } = message;
  const over = phase === 'resolved' || phase === 'acknowledged';
  return {
    url: `${server.replace(/\/+$/, '')}/`,
    reach: 'anywhere',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({
      topic,
      title: shortened(title, LONGEST_TITLE),
      message: shortenedBytes(text, LONGEST_MESSAGE_BYTES),
      priority: over ? PRIORITY.info : PRIORITY[severity],
      tags: [over ? 'white_check_mark' : EMOJI[severity]],
      sequence_id: tag,
      ...(link === undefined ? {} : { click: link }),
    }),
  };
}

export const ntfy: Channel<'ntfy'> = {
  kind: 'ntfy',
  // Only new servers replace.
  repeatReplaces: false,
  tellsAcknowledged: false,
  async deliver(message, settings, { fetch, nowMs }, signal) {
    const answer = await fetch(ntfyRequest(message, settings), signal);
    const secrets = [settings.topic, settings.token];
    requireTaken(answer, { nowMs: nowMs(), secrets, said: (text) => jsonIn(text, failure)?.error });
    parsedAnswer(answer.text, taken);
    return {};
  },
};
