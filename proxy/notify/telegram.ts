import * as v from 'valibot';
import type { TelegramSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { type Channel, jsonIn, parsedAnswer, requireTaken } from './channel.ts';
import type { OutgoingMessage } from './notify-fetch.ts';
import { shortened } from './shortened.ts';

/** Characters after entities are read (core.telegram.org/bots/api, sendMessage: 1-4096); room is left for the tags. */
const LONGEST_TEXT = 3500;
const LONGEST_TITLE = 300;

const taken = v.object({ ok: v.literal(true), result: v.object({ message_id: v.number() }) });
const failure = v.object({
  description: v.optional(v.string()),
  parameters: v.optional(v.object({ retry_after: v.optional(v.number()) })),
});

/** In Telegram's HTML only these three mean something; unlike in MarkdownV2 nothing else has to be escaped. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function htmlOf({ title, text, link }: AlarmMessage): string {
  const address = link && escaped(link).replaceAll('"', '&quot;');
  const way = address === undefined ? '' : `\n<a href="${address}">Open Davylamp</a>`;
  return `<b>${escaped(shortened(title, LONGEST_TITLE))}</b>\n${escaped(shortened(text, LONGEST_TEXT))}${way}`;
}

/**
 * A message for a bot (core.telegram.org/bots/api: sendMessage, editMessageText). An end answers the beginning, so that
 * both stand together; what was seen replaces its text, without a sound.
 */
export function telegramRequest(message: AlarmMessage, { chatId, token }: TelegramSettings): OutgoingMessage {
  const { phase, answersTo } = message;
  const edits = phase === 'acknowledged' && answersTo !== undefined;
  const first = answersTo === undefined ? undefined : Number(answersTo);
  return {
    url: `https://api.telegram.org/bot${token}/${edits ? 'editMessageText' : 'sendMessage'}`,
    reach: 'outside',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: chatId,
      text: htmlOf(message),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(edits ? { message_id: first } : { disable_notification: phase === 'resolved' }),
      ...(edits || first === undefined
        ? {}
        : { reply_parameters: { message_id: first, allow_sending_without_reply: true } }),
    }),
  };
}

export const telegram: Channel<'telegram'> = {
  kind: 'telegram',
  repeatReplaces: false,
  tellsAcknowledged: true,
  async deliver(message, settings, { fetch, nowMs }, signal) {
    const answer = await fetch(telegramRequest(message, settings), signal);
    const said = jsonIn(answer.text, failure);
    const isUnknownChat = answer.status === 400 && /chat not found/i.test(said?.description ?? '');
    requireTaken(answer, {
      nowMs: nowMs(),
      secrets: [settings.token],
      said: () => said?.description,
      waitS: () => said?.parameters?.retry_after,
      // A token that is no token makes an address that there is not; 403 is an owner who has not written to the bot, or blocked it.
      problems: { 404: 'wrong-secret', 403: 'not-found', ...(isUnknownChat ? { 400: 'not-found' } : {}) },
    });
    return { reference: String(parsedAnswer(answer.text, taken).result.message_id) };
  },
};
