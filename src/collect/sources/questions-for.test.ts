import { expect, test } from 'vitest';
import { fieldsOfProvider } from '../../domain/fields-of-providers.ts';
import { isTold } from '../../domain/provider-fields.ts';
import type { SourceChoice } from '../../domain/source-choice.ts';
import { endpointFor, type Upstream } from '../../domain/upstream.ts';
import { UPSTREAMS, upstreamOf } from '../../domain/upstreams/upstreams.ts';
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
      expect(endpointFor(upstream, { ...request, method: request.method ?? 'GET' })).toBeDefined();
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
