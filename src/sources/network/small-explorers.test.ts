import { describe, expect, test } from 'vitest';
import { twoMinersNetwork } from './2miners-network.ts';
import { blockCypherChain } from './blockcypher.ts';
import { kaspaDag, kaspaHashrate, kaspaNextSubsidy, kaspaPrice } from './kaspa.ts';

const reply = (told: unknown) => ({ status: 200, text: JSON.stringify(told), receivedAtMs: 5 });

describe('Kaspa’s public node', () => {
  test('tells the rate in TH/s', () => {
    expect(kaspaHashrate.parse(reply({ hashrate: 12_000_132 }), undefined).networkHashrateHs).toBe(
      1.2000132e19,
    );
  });

  test('tells great whole numbers as text, and a difficulty of which each stands for two hashes', () => {
    const told = { difficulty: 3.5e12, pastMedianTime: '1656455670700', virtualDaaScore: '19989141' };
    expect(kaspaDag.parse(reply(told), undefined)).toEqual({
      coin: 'KAS',
      atMs: 1_656_455_670_700,
      difficulty: 3.5e12,
      daaScore: 19_989_141,
      hashesPerBlock: 7e12,
    });
  });

  test.each([
    ['s', { nextHalvingTimestamp: 1_662_837_270 }],
    ['fractions of s', { nextHalvingTimestamp: '1662837270.0' }],
    ['ms', { nextHalvingTimestamp: 1_662_837_270_000 }],
    ['text alone', { nextHalvingDate: '2022-09-10 19:14:30 UTC' }],
  ])('tells the next fall of its subsidy in %s', (_, told) => {
    expect(kaspaNextSubsidy.parse(reply({ ...told, nextHalvingAmount: '155.1' }), undefined)).toEqual({
      atMs: 1_662_837_270_000,
      subsidy: 155.1,
    });
  });

  test('has no price where it says 0, and a failure where it tells one', () => {
    expect(() => kaspaPrice.parse(reply({ price: 0 }), undefined)).toThrow(/no price/);
    expect(() => kaspaHashrate.parse(reply({ detail: 'node is syncing' }), undefined)).toThrow(
      expect.objectContaining({ kind: 'provider-failed', detail: 'node is syncing' }),
    );
  });
});

test('BlockCypher tells how high a chain is, and when it says too much was asked it is that', () => {
  const told = { name: 'DOGE.main', height: 5_926_989, time: '2025-10-21T12:54:01.783Z' };
  expect(blockCypherChain.parse(reply(told), { coin: 'DOGE' })).toEqual({
    coin: 'DOGE',
    height: 5_926_989,
    atMs: Date.UTC(2025, 9, 21, 12, 54, 1, 783),
  });
  expect(() => blockCypherChain.parse(reply({ error: 'Limits reached.' }), { coin: 'DOGE' })).toThrow(
    expect.objectContaining({ kind: 'rate-limited' }),
  );
});

test('2Miners tells a chain by its node, in text', () => {
  const told = {
    nodes: [
      {
        difficulty: '2500000000000000',
        networkhashps: '190000000000000',
        height: '19000000',
        avgBlockTime: '13.2',
      },
    ],
  };
  expect(twoMinersNetwork.parse(reply(told), { coin: 'ETC' })).toEqual({
    coin: 'ETC',
    atMs: 5,
    difficulty: 2.5e15,
    networkHashrateHs: 1.9e14,
    height: 19_000_000,
    blockTimeS: 13.2,
  });
  expect(() => twoMinersNetwork.parse(reply({ nodes: [] }), { coin: 'ETC' })).toThrow(
    expect.objectContaining({ kind: 'unreadable-reply' }),
  );
});
