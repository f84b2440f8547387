import * as v from 'valibot';
import type { DiscordSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { type Channel, jsonIn, parsedAnswer, requireTaken } from './channel.ts';
import type { OutgoingMessage } from './notify-fetch.ts';
import { shortened } from './shortened.ts';

/** Characters of `content` (Discord's documentation, webhook resource: execute webhook). */
const LONGEST_CONTENT = 2000;
/** Escaping may double a text. */
const LONGEST_TEXT = 800;
const LONGEST_TITLE = 80;
/** Message flag SUPPRESS_EMBEDS (1 << 2): no preview is fetched of a link. */
const SUPPRESS_EMBEDS = 4;

const taken = v.object({ id: v.string() });
const failure = v.object({
  message: v.optional(v.string()),
  /** Seconds, with a fraction. */
  retry_after: v.optional(v.number()),
});

/** Signs that Discord's Markdown, mentions and emoji are made of. */
function escaped(text: string): string {
  return text.replaceAll(/[\\*_~`|>#()[\]<@:-]/g, (sign) => `\\${sign}`);
}

/** A message for a Discord webhook. It mentions nobody, whatever a miner is called: `allowed_mentions` is empty. */
export function discordRequest(message: AlarmMessage, { url }: DiscordSettings): OutgoingMessage {
  const { title, text, link } = message;
  const way = link === undefined ? '' : `\n<${link}>`;
  const content = `**${escaped(shortened(title, LONGEST_TITLE))}**\n${escaped(shortened(text, LONGEST_TEXT))}${way}`;
  const waiting = new URL(url);
  // Only then does it say whether the message was kept.
  waiting.searchParams.set('wait', 'true');
  return {
    url: waiting.href,
    reach: 'outside',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      content: shortened(content, LONGEST_CONTENT),
      allowed_mentions: { parse: [] },
      flags: SUPPRESS_EMBEDS,
    }),
  };
}

export const discord: Channel<'discord'> = {
  kind: 'discord',
  repeatReplaces: false,
  tellsAcknowledged: false,
  async deliver(message, settings, { fetch, nowMs }, signal) {
    const answer = await fetch(discordRequest(message, settings), signal);
    const said = jsonIn(answer.text, failure);
    requireTaken(answer, {
      nowMs: nowMs(),
      secrets: [settings.url, ...new URL(settings.url).pathname.split('/')],
      said: () => said?.message,
      waitS: () => (said?.retry_after === undefined ? undefined : Math.ceil(said.retry_after)),
    });
    parsedAnswer(answer.text, taken);
    return {};
  },
};
