import { describe, expect, it, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, RECEIVED_AT_MS, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { openPools } from '../../domain/upstreams/open-pools.ts';
import { nicehashAlgorithms, nicehashMultiAlgorithm, nicehashPrices } from './nicehash.ts';
import { nicehashRigs } from './nicehash-rigs.ts';

const ADDRESS = 'NHbZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ';
const STATS = {
  algos: [
    { a: 35, p: 2.2e-9, s: 2.2e16 },
    { a: '0', p: '0.0000155', s: null },
    { a: 1, p: 0, s: 0 },
    { a: 62, p: 5e-6, s: 1e15 },
    { p: 1 },
  ],
};
const MULTI = {
  miningAlgorithms: [
    { algorithm: 'SHA256', paying: '0', speed: '138877' },
    { algorithm: 'SCRYPT', paying: '0.00001542' },
  ],
};
const ALGORITHMS = {
  miningAlgorithms: [
    { algorithm: 'KHEAVYHASH', order: 62, miningFactor: '1000000000000.00000000', port: 3394 },
    { algorithm: 'SHA256ASICBOOST', order: 35, miningFactor: '1000000000000' },
    { algorithm: 'NAMELESS' },
  ],
};
const RIGS = {
  unpaidAmount: '0.00001234',
  externalBalance: '0.001',
  totalProfitability: 0.000_045,
  miningRigs: [
    {
      rigId: '0-abc',
      name: 'garage',
      minerStatus: 'MINING',
      stats: [
        {
          statsTime: 1_785_080_000_000,
          algorithm: { enumName: 'SHA256ASICBOOST' },
          speedAccepted: 95.5,
          speedRejectedR2Stale: 0.5,
          speedRejectedTotal: '0.75',
          difficulty: 500_000,
          timeConnected: 1_785_000_000_000,
        },
        { algorithm: { enumName: 'SCRYPT' }, speedAccepted: 500 },
      ],
    },
    { rigId: '0-def', minerStatus: 'OFFLINE', stats: [] },
  ],
};

function reply(body: unknown, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, text, receivedAtMs: RECEIVED_AT_MS };
}

test.each([
  nicehashPrices.request({ over: 'now' }),
  nicehashPrices.request({ over: '24h' }),
  nicehashMultiAlgorithm.request(),
  nicehashAlgorithms.request(),
  nicehashRigs.request({ address: ADDRESS }),
])('NiceHash is asked for what its row allows: $path', (request) => {
  expect(isAllowed(openPools, request)).toBe(true);
});

describe('the market of NiceHash', () => {
  it('tells satoshi per H/s per day by the number of the algorithm; 0 is no price', () => {
    const prices = nicehashPrices.parse(reply(STATS), { over: '24h' });
    expect(prices).toMatchObject([
      { algorithm: 'sha256', algorithmName: 'SHA256ASICBOOST', currency: 'BTC', over: '24h', soldHs: 2.2e16 },
      { algorithm: 'scrypt', soldHs: undefined },
    ]);
    expect(prices[0]?.perHsDay).toBeCloseTo(2.2e-17, 25);
    expect(prices[1]?.perHsDay).toBeCloseTo(1.55e-13, 20);
  });

  it('knows a number that came later by the list of algorithms', () => {
    const algorithms = nicehashAlgorithms.parse(reply(ALGORITHMS), undefined);
    expect(algorithms[0]).toEqual({ number: 62, name: 'KHEAVYHASH', miningUnitHs: 1e12, port: 3394 });
    const prices = nicehashPrices.parse(reply(STATS), { over: 'now', algorithms });
    expect(prices.map(({ algorithm }) => algorithm)).toEqual(['sha256', 'scrypt', 'kheavyhash']);
  });

  it('tells nothing of an algorithm whose price is rounded away', () => {
    expect(nicehashMultiAlgorithm.parse(reply(MULTI), undefined)).toMatchObject([
      { algorithmName: 'SCRYPT' },
    ]);
  });
});

describe('rigs at NiceHash', () => {
  it('have rates only where the unit of their algorithm is known', () => {
    const algorithms = nicehashAlgorithms.parse(reply(ALGORITHMS), undefined);
    const account = nicehashRigs.parse(reply(RIGS), { address: ADDRESS, algorithms });
    expect(account.coins).toMatchObject([{ coin: 'BTC', balance: 0.001, unpaid: 0.00001234 }]);
    expect(account.workers).toMatchObject([
      {
        name: 'garage',
        state: 'ok',
        algorithm: 'SHA256ASICBOOST',
        hashrates: [{ hashrateHs: 9.55e13 }],
        staleHs: 5e11,
        rejectedHs: 7.5e11,
        lastSeenAtMs: 1_785_080_000_000,
      },
      { name: 'garage', algorithm: 'SCRYPT', hashrates: [] },
      { name: '0-def', state: 'off', hashrates: [] },
    ]);
    expect(nicehashRigs.parse(reply(RIGS), { address: ADDRESS }).workers[0]?.hashrates).toEqual([]);
  });
});

it.each([
  [{ error_id: 'x', errors: [{ code: 2_000, message: 'Invalid address' }] }, 200, 'not-found'],
  [{}, 200, 'unreadable-reply'],
  ['<html></html>', 200, 'unreadable-reply'],
  ['', 502, 'provider-failed'],
])('NiceHash that answers %j with status %i is told as %3$s', (body, status, kind) => {
  expect(() => nicehashRigs.parse(reply(body, status), { address: ADDRESS })).toThrow(
    expect.objectContaining({ kind }),
  );
  const prices = () => nicehashPrices.parse(reply(body, status), { over: 'now' });
  expect(prices).toThrow(expect.objectContaining({ name: 'SourceError' }));
});

test.each([
  wholeAnswer('prices', nicehashPrices, { over: 'now' as const }, STATS),
  wholeAnswer('rounded prices', nicehashMultiAlgorithm, undefined, MULTI),
  wholeAnswer('algorithms', nicehashAlgorithms, undefined, ALGORITHMS),
  wholeAnswer('rigs', nicehashRigs, { address: ADDRESS }, RIGS),
])('the $title of NiceHash stay sane when damaged', (answer) => expectSaneWhenDamaged(answer));
