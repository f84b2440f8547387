import { expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import { moneroOceanAccount } from './moneroocean.ts';
import { supportXmrAccount } from './supportxmr.ts';

const ask = { address: '4Abc' };
const said = (body: unknown): SourceReply => ({ status: 200, text: JSON.stringify(body), receivedAtMs: 7 });

test('a Monero pool counts money in billionths of a thousandth, and work in hashes', () => {
  const told = {
    hash: 9_000,
    totalHashes: 5e12,
    lastHash: 1_700_000_000,
    amtPaid: 1_500_000_000_000,
    amtDue: '3000000000',
    validShares: 40,
  };
  expect(supportXmrAccount.parse(said(told), ask)).toMatchObject({
    hashrates: [{ hashrateHs: 9_000 }],
    coins: [{ coin: 'XMR', balance: 0.003, paid: 1.5 }],
    work: { accepted: 5e12 },
    lastShareAtMs: 1_700_000_000_000,
  });
});

test('a Monero pool that never heard of an address says so, or says nothing', () => {
  expect(() => moneroOceanAccount.parse(said({ error: 'Address not found' }), ask)).toThrow(
    expect.objectContaining({ kind: 'not-found' }),
  );
  expect(() => moneroOceanAccount.parse(said([]), ask)).toThrow(
    expect.objectContaining({ kind: 'unreadable-reply' }),
  );
});

test('each Monero pool is asked at its own place', () => {
  expect(supportXmrAccount.request(ask)).toMatchObject({
    host: 'supportxmr.com',
    path: '/api/miner/4Abc/stats',
  });
  expect(moneroOceanAccount.request(ask)).toMatchObject({
    host: 'api.moneroocean.stream',
    path: '/miner/4Abc/stats',
  });
});
