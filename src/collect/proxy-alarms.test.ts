import { expect, test } from 'vitest';
import { DeviceError } from '../devices/transport.ts';
import type { ChannelDraft } from '../domain/channel.ts';
import { PAIRING_HEADER, SPEAKER_HEADER } from '../domain/proxy-problem.ts';
import { proxyAlarms } from './proxy-alarms.ts';

const REPORT = {
  recording: true,
  role: 'owner',
  channels: [
    { id: 'a', kind: 'ntfy', name: 'Phone', on: true, least: 'act', afterMin: 0, fields: {}, secrets: {} },
  ],
  rules: { mostPerMinute: 4 },
  deliveries: [],
  waiting: 0,
  open: [],
  pushKey: 'BPUB',
};
const draft: ChannelDraft = {
  name: 'Phone',
  on: true,
  least: 'act',
  afterMin: 0,
  settings: { kind: 'ntfy', server: 'https://ntfy.sh', topic: 'mine' },
};

/** A helper that answers so; what it was asked. */
function helper(body: unknown, init: ResponseInit = {}) {
  const asked: { line: string; token: string | null; body: unknown }[] = [];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const alarms = proxyAlarms(() => ({
    baseUrl: '',
    token: 'token',
    fetch: async (input, request) => {
      const sent = request?.body;
      asked.push({
        line: `${request?.method} ${String(input)}`,
        token: new Headers(request?.headers).get(PAIRING_HEADER),
        body: typeof sent === 'string' ? JSON.parse(sent) : undefined,
      });
      const headers = { [SPEAKER_HEADER]: 'proxy', 'content-type': 'application/json', ...init.headers };
      return new Response(init.status === 204 ? null : text, { ...init, headers });
    },
  }));
  return { alarms, asked };
}

test('a page reads, sets up, changes, tries and removes channels', async () => {
  const { alarms, asked } = helper(REPORT);
  expect(await alarms.report()).toEqual(REPORT);
  await alarms.change('a/b', draft);
  await alarms.remove('a');
  await alarms.restore('a');
  await alarms.setRules({ mostPerMinute: 2 });
  expect(asked).toEqual([
    { line: 'GET /api/alarms', token: 'token', body: undefined },
    { line: 'PUT /api/alarms/channels/a%2Fb', token: 'token', body: draft },
    { line: 'DELETE /api/alarms/channels/a', token: 'token', body: undefined },
    { line: 'POST /api/alarms/channels/a/restore', token: 'token', body: undefined },
    { line: 'PUT /api/alarms/rules', token: 'token', body: { mostPerMinute: 2 } },
  ]);
  expect(await helper({ id: 'new' }).alarms.add(draft)).toBe('new');
  const entry = { atMs: 1, channelId: 'a', outcome: 'delivered' };
  expect(await helper(entry).alarms.test('a')).toEqual(entry);
  const seeing = helper('', { status: 204 });
  await seeing.alarms.seen({ kind: 'overheated', minerId: 'a' });
  expect(seeing.asked).toMatchObject([{ line: 'POST /api/alarms/seen', body: { minerId: 'a' } }]);
});

test('a helper that does not record says so', async () => {
  expect(await helper({ recording: false }).alarms.report()).toEqual({ recording: false });
});

test.each(['', '{', '[]', '{"recording":true}', '{"recording":"yes"}'])(
  'an answer “%s” that cannot be read is a failure of the helper',
  async (text) => {
    await expect(helper(text).alarms.report()).rejects.toMatchObject({ kind: 'no-proxy' });
  },
);

test('what the helper refuses is told with its own words', async () => {
  const problem = { type: 'urn:davylamp:problem:bad-request', detail: 'topic may have letters' };
  const { alarms } = helper(problem, {
    status: 400,
    headers: { 'content-type': 'application/problem+json' },
  });
  const failure = await alarms.add(draft).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DeviceError);
  expect(failure).toMatchObject({ detail: 'topic may have letters' });
});
