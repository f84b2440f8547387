import { expect, test } from 'vitest';
import { fieldsOfProvider } from '../../domain/fields-of-providers.ts';
import { isTold } from '../../domain/provider-fields.ts';
import type { SourceChoice } from '../../domain/source-choice.ts';
import { allowsAtHome, allowsBody, endpointFor, type Upstream } from '../../domain/upstream.ts';
import { UPSTREAMS, upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { sources as words } from '../../ui/text/en/sources.ts';
import { questionsFor } from './questions-for.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const WANTS = { currency: 'EUR', coins: ['BTC', 'BCH', 'LTC', 'DOGE', 'KAS', 'ZEC'] };

/** What an owner could tell each provider. */
const TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  awattar: { country: 'de' },
  'energy-charts': { zone: 'DE-LU' },
  entsoe: { zone: '10Y1001A1001A82H' },
  nordpool: { zone: 'SE3' },
  elprisetjustnu: { zone: 'SE3' },
  energinet: { zone: 'DK1' },
  octopus: { product: 'AGILE-24-10-01', region: 'C' },
  amber: { site: '01F5A5CRKMZ5BCX9P1S4V990AM' },
  electricitymaps: { zone: 'DE' },
  watttime: { region: 'CAISO_NORTH' },
  'own-mempool': { node: 'umbrel.local:3006' },
  openei: { latitude: '41.9', longitude: '-87.6' },
  'open-meteo': { latitude: '52.5', longitude: '13.4' },
  'met-no': { latitude: '52.5', longitude: '13.4' },
  ckpool: { host: 'solo.ckpool.org', address: 'bc1qexampleexampleexampleexampleexampleexam' },
  'public-pool': { address: 'bc1qexampleexampleexampleexampleexampleexam' },
  ocean: { address: 'bc1qexampleexampleexampleexampleexampleexam' },
  viabtc: { coin: 'BTC' },
  f2pool: { coin: 'bitcoin', user: 'me' },
  antpool: { coin: 'BTC', user: 'me' },
  luxor: { coin: 'BTC' },
  kano: { user: 'me' },
  '2miners': { coin: 'ETC', address: '0x0123456789abcdef0123456789abcdef01234567' },
  miningpoolhub: { coin: 'litecoin' },
  supportxmr: { address: '4'.repeat(95) },
  moneroocean: { address: '4'.repeat(95) },
};
const ALL_KEYS = new Set(UPSTREAMS.map(({ id }) => id));
const choiceOf = ({ id }: Upstream): SourceChoice => ({
  id,
  enabled: true,
  changedAtMs: 0,
  fields: TOLD[id] ?? {},
});

test('nothing is asked of a provider that is off', () => {
  expect(questionsFor([], ALL_KEYS, WANTS)).toEqual([]);
  const off = UPSTREAMS.map((upstream) => ({ ...choiceOf(upstream), enabled: false }));
  expect(questionsFor(off, ALL_KEYS, WANTS)).toEqual([]);
});

test.each(UPSTREAMS.map((upstream) => [upstream.id, upstream] as const))(
  '%s is asked something, and only what its row allows',
  (id, upstream) => {
    expect(isTold(fieldsOfProvider(id), choiceOf(upstream).fields)).toBe(true);
    const questions = questionsFor([choiceOf(upstream)], ALL_KEYS, WANTS);
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      const errand = question.errandAt(NOW_MS, 'KEY:SECRET');
      expect(question.provider).toBe(id);
      if ('begin' in errand) {
        expect(upstream.sockets).toContain(new URL(errand.url).origin);
        continue;
      }
      const { request } = errand;
      expect(request.provider).toBe(id);
      const { method = 'GET', body = '' } = request;
      const endpoint = endpointFor(upstream, { ...request, method });
      const allowed = endpoint ? allowsBody(endpoint, body) : allowsAtHome(upstream, { ...request, method });
      expect(allowed).toBe(true);
    }
  },
);

test('no two questions of a provider have one name', () => {
  for (const upstream of UPSTREAMS) {
    const names = questionsFor([choiceOf(upstream)], ALL_KEYS, WANTS).map(({ quantity }) => quantity);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('the first of several providers of prices is CoinGecko, which knows most coins', () => {
  const choices = UPSTREAMS.map(choiceOf);
  const providers = questionsFor(choices, ALL_KEYS, WANTS)
    .filter(({ quantity }) => quantity === 'prices:EUR')
    .map(({ provider }) => provider);
  expect(providers[0]).toBe('coingecko');
  expect(providers.length).toBeGreaterThan(2);
});

test('a provider that must be told where the owner lives is asked nothing before', () => {
  for (const [id] of Object.entries(TOLD)) {
    const upstream = upstreamOf(id);
    if (!upstream) throw new Error(`no provider ${id}`);
    expect(questionsFor([{ ...choiceOf(upstream), fields: {} }], ALL_KEYS, WANTS)).toEqual([]);
  }
});

test('a pool that has its requests signed is not asked without key and secret, and neither is in an address', () => {
  const antpool = upstreamOf('antpool');
  if (!antpool) throw new Error('no AntPool');
  const [question] = questionsFor([choiceOf(antpool)], ALL_KEYS, WANTS);
  expect(() => question?.errandAt(NOW_MS)).toThrow(/KEY:SECRET/);
  expect(() => question?.errandAt(NOW_MS, 'only-a-key')).toThrow(/KEY:SECRET/);
  const errand = question?.errandAt(NOW_MS, 'MY-KEY:MY-SECRET');
  if (!errand || 'begin' in errand) throw new Error('no request');
  const { request } = errand;
  expect(request.path).not.toMatch(/MY-KEY|MY-SECRET/);
  expect(request.body).toContain('MY-KEY');
  expect(request.body).not.toContain('MY-SECRET');
});

function quantitiesOf(id: string, fields: Readonly<Record<string, string>>, keys = ALL_KEYS, wants = WANTS) {
  const choice = { id, enabled: true, changedAtMs: 0, fields };
  return questionsFor([choice], keys, wants).map(({ quantity }) => quantity);
}

test.each([
  ['ocean', ['account:ocean:pay', 'pool:ocean:rates', 'pool:ocean:blocks']],
  ['luxor', ['account:luxor:rewards', 'account:luxor:payouts', 'pool:luxor']],
  ['viabtc', ['account:viabtc:rewards', 'account:viabtc:payouts']],
])('of %s what it credited and sent is asked as well', (id, quantities) => {
  expect(quantitiesOf(id, TOLD[id] ?? {})).toEqual(expect.arrayContaining(quantities));
});

test('F2Pool is asked for its public page, and with a key for what that lets it tell', () => {
  const fields = TOLD.f2pool ?? {};
  expect(quantitiesOf('f2pool', fields, new Set())).toEqual(['account:f2pool']);
  expect(quantitiesOf('f2pool', fields)).toContain('account:f2pool:pay');
});

test("F2Pool's pay of yesterday, which it tells twice, counts once", () => {
  const choice = { id: 'f2pool', enabled: true, changedAtMs: 0, fields: TOLD.f2pool ?? {} };
  const balance = questionsFor([choice], ALL_KEYS, WANTS).find(({ quantity }) =>
    quantity.endsWith(':balance'),
  );
  const errand = balance?.errandAt(NOW_MS, 'KEY');
  if (!errand || 'begin' in errand) throw new Error('no request');
  const text = JSON.stringify({ balance_info: { balance: 0.5, yesterday_income: 0.001 } });
  expect(errand.read({ status: 200, text, receivedAtMs: NOW_MS }).value).toMatchObject({
    coins: [{ coin: 'BTC', balance: 0.5 }],
    rewards: [],
  });
});

test('the state of an MPOS account is asked where its pool is told', () => {
  expect(quantitiesOf('mining-dutch', { coin: 'litecoin' })).toContain('account:mining-dutch:status');
  expect(quantitiesOf('miningpoolhub', { coin: 'litecoin' })).toContain('account:miningpoolhub:status');
  expect(quantitiesOf('mining-dutch', {})).toEqual(['work:mining-dutch']);
});

test("a chain's explorer tells Bitcoin's price last of all, in the currencies that it knows", () => {
  const providers = questionsFor(UPSTREAMS.map(choiceOf), ALL_KEYS, WANTS)
    .filter(({ quantity }) => quantity === 'prices:EUR')
    .map(({ provider }) => provider);
  expect(providers.at(-1)).toBe('mempool');
  expect(quantitiesOf('mempool', {}, ALL_KEYS, { ...WANTS, currency: 'PLN' })).not.toContain('prices:PLN');

  const alone = questionsFor([{ id: 'mempool', enabled: true, changedAtMs: 0, fields: {} }], ALL_KEYS, WANTS);
  const errand = alone.find(({ quantity }) => quantity === 'prices:EUR')?.errandAt(NOW_MS);
  if (!errand || 'begin' in errand) throw new Error('no request');
  const said = (body: object) => ({ status: 200, text: JSON.stringify(body), receivedAtMs: NOW_MS });
  expect(errand.read(said({ USD: 90_000, EUR: 80_000 })).value).toMatchObject([
    { coin: 'BTC', currency: 'EUR', price: 80_000 },
  ]);
  expect(() => errand.read(said({ USD: 90_000, EUR: -1 }))).toThrow(
    expect.objectContaining({ kind: 'unreadable-reply' }),
  );
});

test('with a key that only the helper has, nothing is asked that the page would have to sign', () => {
  const quantities = quantitiesOf('viabtc', { coin: 'BTC' }, new Set());
  expect(quantities).toContain('account:viabtc:rewards');
  expect(quantities).not.toContain('account:viabtc:payouts');
});

test('what ViaBTC sent is asked for with a signature, and the secret that made it goes nowhere', () => {
  const choice = { id: 'viabtc', enabled: true, changedAtMs: 0, fields: { coin: 'BTC' } };
  const payouts = questionsFor([choice], ALL_KEYS, WANTS).find(({ quantity }) =>
    quantity.endsWith(':payouts'),
  );
  expect(() => payouts?.errandAt(NOW_MS, 'only-a-key')).toThrow(/KEY:SECRET/);
  const errand = payouts?.errandAt(NOW_MS, 'MY-KEY:MY-SECRET');
  if (!errand || 'begin' in errand) throw new Error('no request');
  expect(errand.request.path).toContain(`tonce=${NOW_MS}`);
  expect(errand.request.headers?.['x-signature']).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(errand.request)).not.toMatch(/MY-KEY|MY-SECRET/);
});

test('of several that tell the same the preferred one stands higher on the Sources page', () => {
  const kinds = Object.keys(words.kinds);
  const shown = [...UPSTREAMS]
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map(({ id }) => id);
  const questions = questionsFor(UPSTREAMS.map(choiceOf), ALL_KEYS, WANTS);
  for (const quantity of new Set(questions.map((question) => question.quantity))) {
    const order = questions.filter((each) => each.quantity === quantity).map(({ provider }) => provider);
    expect([quantity, order]).toEqual([quantity, shown.filter((id) => order.includes(id))]);
  }
});
