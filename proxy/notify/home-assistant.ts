import * as v from 'valibot';
import type { HomeAssistantSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage } from '../../src/domain/notification.ts';
import { type Channel, jsonIn, parsedAnswer, requireTaken } from './channel.ts';
import type { OutgoingMessage } from './notify-fetch.ts';
import { shortened } from './shortened.ts';

const LONGEST_TEXT = 1000;
const LONGEST_TITLE = 200;

const failure = v.object({ message: v.string() });

/**
 * A message for Home Assistant: an action of its `notify` domain (REST API, POST /api/services/notify/…, with a long-lived
 * token), where `tag` makes a later one take the place of an earlier one on a phone (companion.home-assistant.io,
 * "Replacing"); or an automation's webhook, which answers 200 even where no automation has that id.
 */
export function homeAssistantRequest(
  message: AlarmMessage,
  settings: HomeAssistantSettings,
): OutgoingMessage {
  const { phase, severity, tag, link } = message;
  const { service, token, webhookId } = settings;
  const server = settings.server.replace(/\/+$/, '');
  const title = shortened(message.title, LONGEST_TITLE);
  const text = shortened(message.text, LONGEST_TEXT);
  const json = { 'content-type': 'application/json' };
  if (webhookId !== undefined) {
    const body = JSON.stringify({ phase, severity, title, message: text, tag, link });
    return { url: `${server}/api/webhook/${webhookId}`, reach: 'anywhere', headers: json, body };
  }
  return {
    url: `${server}/api/services/notify/${service}`,
    reach: 'anywhere',
    headers: { ...json, authorization: `Bearer ${token}` },
    // The app for Android opens `clickAction`, that for iOS `url`.
    body: JSON.stringify({
      title,
      message: text,
      data: { tag, ...(link === undefined ? {} : { url: link, clickAction: link }) },
    }),
  };
}

export const homeAssistant: Channel<'home-assistant'> = {
  kind: 'home-assistant',
  // By a webhook an automation runs twice.
  repeatReplaces: false,
  // Other notifiers than the phone's app would show one more.
  tellsAcknowledged: false,
  async deliver(message, settings, { fetch, nowMs }, signal) {
    const answer = await fetch(homeAssistantRequest(message, settings), signal);
    requireTaken(answer, {
      nowMs: nowMs(),
      secrets: [settings.token, settings.webhookId],
      said: (text) => jsonIn(text, failure)?.message,
      // An action that there is not.
      problems: { 400: 'not-found' },
    });
    if (settings.webhookId === undefined) parsedAnswer(answer.text, v.unknown());
    return {};
  },
};
