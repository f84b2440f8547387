import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ChannelSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage, AlarmPhase } from '../../src/domain/notification.ts';
import { problemWords } from './alarm-words.ts';
import type { ChannelPorts } from './channel.ts';
import { deliver } from './channels.ts';
import { type DeliveryFailed, maySendAgain } from './delivery-failed.ts';
import type { ChannelAnswer, OutgoingMessage } from './notify-fetch.ts';

/** What each service is sent, and what its answers mean. The services' words are written after their documentation. */

const NOW_MS = Date.parse('2026-01-15T12:00:00Z');
const message: AlarmMessage = {
  phase: 'opened',
  severity: 'act',
  title: 'Kitchen <b>_Gamma_</b> & @everyone: Overheated',
  text: 'Let it **cool** [now](https://evil.example) `x`.',
  atMs: NOW_MS,
  tag: 'AbCdEfGhIjKlMnOpQrSt',
};
const TOKEN = '123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh';
const SETTINGS = {
  ntfy: { kind: 'ntfy', server: 'https://ntfy.sh', topic: 'my-secret-topic', token: 'tk_secret' },
  telegram: { kind: 'telegram', chatId: '-100123', token: TOKEN },
  discord: { kind: 'discord', url: 'https://discord.com/api/webhooks/123/secret-of-discord' },
  webhook: { kind: 'webhook', url: 'http://box.home/hook/secret-path', signingKey: 'signing-secret' },
  service: {
    kind: 'home-assistant',
    server: 'http://ha.home:8123/',
    service: 'mobile_app_phone',
    token: 'ha-secret',
  },
  automation: { kind: 'home-assistant', server: 'http://ha.home:8123', webhookId: 'webhook-secret' },
} as const satisfies Record<string, ChannelSettings>;

const TAKEN: Readonly<Record<keyof typeof SETTINGS, string>> = {
  ntfy: '{"id":"hwQ2YpKdmg","event":"message"}',
  telegram: '{"ok":true,"result":{"message_id":77}}',
  discord: '{"id":"99"}',
  webhook: 'whatever',
  service: '[]',
  automation: '',
};

/** Delivers a message, and tells what went out, and what came of it. */
async function delivered(
  name: keyof typeof SETTINGS,
  answer: Partial<ChannelAnswer> = {},
  more: Partial<AlarmMessage> = {},
) {
  const sent: OutgoingMessage[] = [];
  const ports: ChannelPorts = {
    fetch: async (outgoing) => {
      sent.push(outgoing);
      return { status: 200, retryAfter: undefined, text: TAKEN[name], ...answer };
    },
    rules: { resolve: async () => [], ownPorts: () => [] },
    nowMs: () => NOW_MS,
    vapidKey: {},
  };
  const signal = AbortSignal.timeout(1_000);
  const outcome = await deliver({ ...message, ...more }, SETTINGS[name], ports, signal).catch(
    (error: DeliveryFailed) => error,
  );
  const [request] = sent;
  return { request, body: parsed(String(request?.body)), outcome };
}

const parsed = (text: string) => JSON.parse(text) as Record<string, unknown>;

async function failureOf(name: keyof typeof SETTINGS, answer: Partial<ChannelAnswer>) {
  const { outcome } = await delivered(name, answer);
  if (!(outcome instanceof Error)) throw new Error('it was delivered');
  return outcome;
}

test('ntfy is sent JSON with a tag that later messages replace, and its token in a header', async () => {
  const { request, body } = await delivered('ntfy', {}, { link: 'https://my.home/' });
  expect(request).toMatchObject({ url: 'https://ntfy.sh/', headers: { authorization: 'Bearer tk_secret' } });
  expect(body).toEqual({
    topic: 'my-secret-topic',
    title: message.title,
    message: message.text,
    priority: 4,
    tags: ['rotating_light'],
    sequence_id: message.tag,
    click: 'https://my.home/',
  });
  expect((await delivered('ntfy', {}, { phase: 'resolved' })).body).toMatchObject({ priority: 2 });
});

test('Telegram is sent HTML in which names mean nothing; an end answers the beginning, what was seen replaces it', async () => {
  const opened = await delivered('telegram');
  expect(opened.request?.url).toBe(`https://api.telegram.org/bot${TOKEN}/sendMessage`);
  expect(opened.body).toMatchObject({ chat_id: '-100123', parse_mode: 'HTML', disable_notification: false });
  expect(opened.body.text).toContain('<b>Kitchen &lt;b&gt;_Gamma_&lt;/b&gt; &amp; @everyone: Overheated</b>');
  expect(opened.outcome).toEqual({ reference: '77' });
  const resolved = await delivered('telegram', {}, { phase: 'resolved', answersTo: '77' });
  expect(resolved.body).toMatchObject({
    disable_notification: true,
    reply_parameters: { message_id: 77, allow_sending_without_reply: true },
  });
  const seen = await delivered('telegram', {}, { phase: 'acknowledged', answersTo: '77' });
  expect(seen.request?.url).toMatch(/\/editMessageText$/);
  expect(seen.body).toMatchObject({ message_id: 77 });
});

test('Discord is sent plain words that mention nobody', async () => {
  const { request, body } = await delivered('discord');
  expect(request?.url).toBe('https://discord.com/api/webhooks/123/secret-of-discord?wait=true');
  expect(body).toMatchObject({ allowed_mentions: { parse: [] }, flags: 4 });
  expect(body.content).toContain('\\_Gamma\\_');
  expect(body.content).not.toMatch(/(?<!\\)@everyone|(?<!\\)\[now\]/);
});

test('a webhook is signed over time and body, so that it can be told from a recording', async () => {
  const { request, body } = await delivered('webhook');
  expect(body).toMatchObject({
    version: 1,
    phase: 'opened',
    severity: 'act',
    at: '2026-01-15T12:00:00.000Z',
  });
  const signed = `${NOW_MS / 1000}.${String(request?.body)}`;
  const hex = createHmac('sha256', 'signing-secret').update(signed).digest('hex');
  expect(request?.headers['x-davylamp-signature']).toBe(`t=${NOW_MS / 1000},v1=${hex}`);
});

test('Home Assistant is told by an action with a token, or by an automation’s webhook without', async () => {
  const action = await delivered('service');
  expect(action.request).toMatchObject({
    url: 'http://ha.home:8123/api/services/notify/mobile_app_phone',
    headers: { authorization: 'Bearer ha-secret' },
  });
  expect(action.body).toMatchObject({ title: message.title, data: { tag: message.tag } });
  const automation = await delivered('automation');
  expect(automation.request?.url).toBe('http://ha.home:8123/api/webhook/webhook-secret');
  expect(automation.request?.headers).not.toHaveProperty('authorization');
});

const phases: readonly AlarmPhase[] = ['opened', 'acknowledged', 'resolved'];

test.each(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[])(
  'what %s is sent stays within its limits, however long the words are, and is whole characters',
  async (name) => {
    const long = { title: '&🔥*'.repeat(5_000), text: '<🔥_'.repeat(50_000), answersTo: '7' };
    for (const phase of phases) {
      const { body, outcome } = await delivered(name, {}, { ...long, phase });
      expect(outcome).not.toBeInstanceOf(Error);
      const { message: text, content, text: html, title } = body as Record<string, string>;
      if (name === 'ntfy') expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(4096);
      if (name === 'ntfy') expect(title?.length).toBeLessThanOrEqual(250);
      if (name === 'discord') expect(content?.length).toBeLessThanOrEqual(2000);
      // Telegram counts after entities are read.
      if (name === 'telegram')
        expect(html?.replaceAll(/<\/?b>/g, '').replaceAll(/&\w+;/g, '.').length).toBeLessThanOrEqual(4096);
      expect(JSON.stringify(body)).not.toMatch(/\\ud[89a-f]/i);
    }
  },
);

test.each([
  ['ntfy', 401, '{"code":40101,"http":401,"error":"unauthorized"}', 'wrong-secret', 'unauthorized'],
  [
    'ntfy',
    429,
    '{"code":42901,"http":429,"error":"limit reached: too many requests"}',
    'throttled',
    'limit reached',
  ],
  [
    'telegram',
    401,
    '{"ok":false,"error_code":401,"description":"Unauthorized"}',
    'wrong-secret',
    'Unauthorized',
  ],
  ['telegram', 404, '{"ok":false,"error_code":404,"description":"Not Found"}', 'wrong-secret', 'Not Found'],
  [
    'telegram',
    400,
    '{"ok":false,"description":"Bad Request: chat not found"}',
    'not-found',
    'chat not found',
  ],
  ['telegram', 400, '{"ok":false,"description":"Bad Request: message is too long"}', 'refused', 'too long'],
  [
    'telegram',
    403,
    '{"ok":false,"description":"Forbidden: bot was blocked by the user"}',
    'not-found',
    'blocked',
  ],
  ['discord', 404, '{"message":"Unknown Webhook","code":10015}', 'not-found', 'Unknown Webhook'],
  [
    'discord',
    401,
    '{"message":"Invalid Webhook Token","code":50027}',
    'wrong-secret',
    'Invalid Webhook Token',
  ],
  ['service', 401, '401: Unauthorized', 'wrong-secret', 'status 401'],
  ['service', 400, '{"message":"Service notify.x not found."}', 'not-found', 'not found'],
  ['webhook', 302, '', 'redirected', 'status 302'],
  ['webhook', 500, '<html>', 'failing', 'status 500'],
  ['webhook', 418, 'teapot', 'refused', 'status 418'],
] as const)(
  '%s answers %i %s, which is “%s”, in its own words “%s”',
  async (name, status, text, problem, said) => {
    const failure = await failureOf(name, { status, text });
    expect(failure).toMatchObject({ problem });
    expect(problemWords(failure.problem, failure)).toContain(said);
  },
);

test.each([
  [
    'telegram',
    { text: '{"ok":false,"description":"Too Many Requests","parameters":{"retry_after":35}}' },
    35,
  ],
  ['discord', { text: '{"message":"You are being rate limited.","retry_after":64.57,"global":false}' }, 65],
  ['ntfy', { text: 'slow down', retryAfter: '120' }, 120],
  ['webhook', { text: '', retryAfter: 'Thu, 15 Jan 2026 12:01:00 GMT' }, 60],
  ['webhook', { text: '', retryAfter: 'soon' }, undefined],
  ['webhook', { text: '', retryAfter: '99999999999' }, 86_400],
] as const)('%s that wants a pause says how long', async (name, answer, waitS) => {
  const failure = await failureOf(name, { status: 429, ...answer });
  expect(failure).toMatchObject({ problem: 'throttled', waitS });
  expect(maySendAgain(failure, false)).toBe(true);
});

test('what was refused, or may have arrived, is not sent again; what is overloaded and says when, is', async () => {
  const again = async (answer: Partial<ChannelAnswer>) =>
    maySendAgain(await failureOf('webhook', answer), false);
  expect(await again({ status: 401 })).toBe(false);
  expect(await again({ status: 500 })).toBe(false);
  expect(await again({ status: 503 })).toBe(false);
  expect(await again({ status: 503, retryAfter: '30' })).toBe(true);
  // Where a second one takes the place of the first, it may.
  expect(maySendAgain(await failureOf('webhook', { status: 500 }), true)).toBe(true);
});

test.each(['ntfy', 'telegram', 'discord', 'service'] as const)(
  'a login page in the place of %s is not taken for success, nor is what cannot be read',
  async (name) => {
    for (const text of ['<html>Sign in</html>', '', '{"id":'])
      expect(await failureOf(name, { text })).toMatchObject({ problem: 'bad-reply', mayHaveArrived: true });
  },
);

test('no secret stands in what is told of a failure, also where the service repeats it', async () => {
  for (const [name, { kind: _, ...settings }] of Object.entries(SETTINGS)) {
    const everything = Object.values(settings).join(' and ');
    const said = `${everything} ${encodeURIComponent(everything)}`;
    const text = JSON.stringify({ error: said, message: said, description: said });
    const failure = await failureOf(name as keyof typeof SETTINGS, { status: 400, text });
    const told = `${failure.message} ${failure.stack} ${problemWords(failure.problem, failure)}`;
    for (const secret of [
      'my-secret-topic',
      'tk_secret',
      TOKEN,
      'secret-of-discord',
      'secret-path',
      'signing-secret',
    ])
      expect(told).not.toContain(secret);
    for (const secret of ['ha-secret', 'webhook-secret']) expect(told).not.toContain(secret);
  }
});
