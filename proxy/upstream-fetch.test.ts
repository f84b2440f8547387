import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProviderHouse } from '../tests/support/provider-house.ts';
import { ProxyError } from './problem.ts';
import { createUpstreamFetch, leadsOut, type UpstreamFetchOptions } from './upstream-fetch.ts';

let provider: ProviderHouse;
beforeAll(async () => {
  provider = await ProviderHouse.open();
});
afterAll(() => provider.close());

async function ask(over: UpstreamFetchOptions = {}, url = 'https://api.market.lan/v1/price') {
  const fetch = createUpstreamFetch({ ...provider.way(), ...over });
  const signal = AbortSignal.timeout(2_000);
  return fetch(url, { method: 'GET', headers: {}, redirect: 'manual', signal });
}

async function problem(over: UpstreamFetchOptions, url?: string): Promise<string> {
  const error = await ask(over, url).then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (error instanceof ProxyError) return error.type;
  throw new Error('it was answered, or failed otherwise', { cause: error });
}

test.each([
  ['1.1.1.1', true],
  ['2606:4700:4700::1111', true],
  ['::ffff:1.1.1.1', true],
  ['64:ff9b::1.1.1.1', true],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['10.0.0.7', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['224.0.0.251', false],
  ['::1', false],
  ['::', false],
  ['fe80::1%eth0', false],
  ['fd00::7', false],
  ['ff02::fb', false],
  ['::ffff:192.168.1.1', false],
  ['::192.168.1.1', false],
  ['64:ff9b::192.168.1.1', false],
  ['2002:c0a8:101::1', false],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', false],
  ['64:ff9b:1::192.168.1.1', false],
  ['::ffff:0:192.168.1.1', false],
  ['2001:470:1::5efe:192.168.1.1', false],
  ['2001:470:1:0:200:5efe:c0a8:101', false],
  ['2001:470:1::192.168.1.1', true],
  ['fec0::7', false],
  ['localhost', false],
  ['0x7f.1', false],
])('%s leads out of the house: %s', (address, out) => {
  expect(leadsOut(address)).toBe(out);
});

test('a name that leads into the house is not connected to, nor one of which a single address does', async () => {
  const before = provider.heard.length;
  for (const addresses of [['127.0.0.1'], ['192.168.1.1'], ['1.1.1.1', '::1'], ['fd00::1', '1.1.1.1']])
    expect(await problem({ resolve: async () => addresses, admits: leadsOut })).toBe('forbidden-target');
  expect(await problem({ resolve: async () => [] })).toBe('name-unknown');
  expect(await problem({ resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toBe('name-unknown');
  expect(provider.heard).toHaveLength(before);
});

test('a name that is rebound after the look at it leads to the address that was looked at', async () => {
  const answers = [['127.0.0.1'], ['192.168.1.1']];
  const resolve = async () => answers.shift() ?? [];
  expect((await ask({ resolve })).status).toBe(200);
  expect(await problem({ resolve })).toBe('forbidden-target');
});

test('whoever cannot prove its name is not believed', async () => {
  expect(await problem({}, 'https://other.market.lan/v1/price')).toBe('bad-reply');
  const before = provider.heard.length;
  const { ca: _, ...way } = provider.way();
  const stranger = createUpstreamFetch(way);
  const signal = AbortSignal.timeout(2_000);
  const asked = stranger('https://api.market.lan/', {
    method: 'GET',
    headers: {},
    redirect: 'manual',
    signal,
  });
  await expect(asked).rejects.toMatchObject({ type: 'bad-reply' });
  expect(provider.heard).toHaveLength(before);
});

test('nobody at the port is told as such', async () => {
  const gone = await ProviderHouse.open();
  const { port } = gone.way();
  gone.close();
  expect(await problem({ port })).toBe('unreachable');
});

test('a packed answer arrives unpacked, and is asked for in forms that are known', async () => {
  provider.answer = (_, reply) =>
    reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"price":1}'));
  const { body } = await ask();
  let text = '';
  for await (const chunk of body ?? []) text += new TextDecoder().decode(chunk);
  expect(text).toBe('{"price":1}');
  expect(provider.heard.at(-1)?.request.headers['accept-encoding']).toBe('gzip, br');
});

test.each([204, 304])('status %i has no body to unpack, whatever its header says', async (status) => {
  provider.answer = (_, reply) => reply.writeHead(status, { 'content-encoding': 'gzip' }).end();
  const { body } = await ask();
  let byteCount = 0;
  for await (const chunk of body ?? []) byteCount += chunk.length;
  expect(byteCount).toBe(0);
});
