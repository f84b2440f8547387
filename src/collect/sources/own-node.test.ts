import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HELPER_TOKEN, HelperHouse } from '../../../tests/support/helper-house.ts';
import { fieldsOfProvider } from '../../domain/fields-of-providers.ts';
import { fieldValue } from '../../domain/provider-fields.ts';
import { SourceError } from '../../domain/source-error.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import type { SourceRequest } from '../../sources/source.ts';
import { createCarrier } from './carrier.ts';
import { questionsFor } from './questions-for.ts';

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const OWN = 'own-mempool';
const NOW_MS = Date.UTC(2026, 10, 21);
const forever = new AbortController().signal;

function carrier() {
  return createCarrier({
    connection: () => ({ baseUrl: house.proxy.url, token: HELPER_TOKEN }),
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { ...init?.headers, 'sec-fetch-site': 'same-origin' } }),
    nowMs: () => NOW_MS,
    random: () => 0,
    pause: async () => {},
    takeTurn: async () => 0,
  });
}

async function carry(request: Pick<SourceRequest, 'host' | 'path'>) {
  const upstream = upstreamOf(OWN);
  if (!upstream) throw new Error('no row');
  return carrier()(upstream, { provider: OWN, ...request }, undefined, forever);
}

async function failureOf(request: Pick<SourceRequest, 'host' | 'path'>): Promise<SourceError> {
  try {
    await carry(request);
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error('it was answered');
}

test('the owner’s own node is asked in the house, by the helper, and read as the public ones are', async () => {
  const heard: IncomingMessage[] = [];
  const { port } = await house.webDevice((request, reply) => {
    heard.push(request);
    reply.end(
      JSON.stringify({ hashrates: [], difficulty: [], currentHashrate: 9e20, currentDifficulty: 1.2e14 }),
    );
  });
  const node = `127.0.0.1:${port}`;
  const choice = { id: OWN, enabled: true, changedAtMs: 0, fields: { node } };
  const questions = questionsFor([choice], new Set(), { currency: 'EUR', coins: ['BTC'] });
  expect(questions.map(({ quantity }) => quantity)).toEqual([
    'network:BTC',
    'retarget:BTC',
    'rewards:BTC',
    'past:difficulty:BTC',
    'past:fees:BTC',
    'past:rate:BTC',
  ]);
  const errand = questions[0]?.errandAt(NOW_MS);
  if (!errand || 'begin' in errand) throw new Error('no request');
  const { value } = errand.read(await carry(errand.request));
  expect(value).toMatchObject({ coin: 'BTC', difficulty: 1.2e14, networkHashrateHs: 9e20 });
  expect(heard.map(({ url }) => url)).toEqual(['/api/v1/mining/hashrate/3d']);
  expect(JSON.stringify(heard[0]?.rawHeaders)).not.toContain(HELPER_TOKEN);
});

test('the same question goes to a public server where both are on and the own one fails, and not before', () => {
  const choices = ['mempool', OWN].map((id) => ({
    id,
    enabled: true,
    changedAtMs: 0,
    fields: { node: 'umbrel.local:3006' },
  }));
  const providers = questionsFor(choices, new Set(), { currency: 'EUR', coins: ['BTC'] })
    .filter(({ quantity }) => quantity === 'network:BTC')
    .map(({ provider }) => provider);
  expect(providers).toEqual([OWN, 'mempool']);
});

test.each([
  ['1.1.1.1:80', '/api/v1/mining/hashrate/3d', 'not-found'],
  ['169.254.169.254:80', '/api/v1/mining/hashrate/3d', 'not-found'],
  ['192.168.1.20:22', '/api/v1/mining/hashrate/3d', 'not-found'],
  ['127.0.0.1:1', '/api/v1/mining/hashrate/3d', 'not-found'],
  ['127.0.0.1:4028', '/api/v1/mining/hashrate/..%2F..%2Fadmin', 'not-found'],
  ['127.0.0.1:4028', '/api/v1/lightning/nodes', 'not-found'],
  ['127.0.0.1:4028', '/api/v1/mining/hashrate/3d?x=1', 'not-found'],
  ['no-such-name.invalid:80', '/api/v1/mining/hashrate/3d', 'unreachable'],
])('%s%s is no way into the house, or out of it: %s', async (host, path, kind) => {
  expect((await failureOf({ host, path })).kind).toBe(kind);
});

test('the way out of the house knows no such provider', async () => {
  const reply = await house.call(`/api/upstream/${OWN}/mempool.space/api/v1/mining/hashrate/3d`);
  expect(reply.status).toBe(403);
});

test.each([
  ['umbrel.local:3006', 'umbrel.local:3006'],
  [' http://192.168.1.5:4080/mempool ', '192.168.1.5:4080'],
  ['https://node.lan', 'node.lan:443'],
  ['[fd00::7]:8080', '[fd00::7]:8080'],
  ['https://mempool.space', 'mempool.space:443'],
  ['1.1.1.1', undefined],
  ['http://ann:pw@192.168.1.5', undefined],
  ['ftp://node', undefined],
  ['', undefined],
])('typed as %j, the address of a node is kept as %j', (typed, kept) => {
  const [field] = fieldsOfProvider(OWN);
  expect(field && fieldValue(field, typed)).toBe(kept);
});
