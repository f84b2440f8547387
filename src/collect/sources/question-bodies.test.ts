import { expect, test } from 'vitest';
import { allowsBody, endpointFor } from '../../domain/upstream.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { tibberPrices } from '../../sources/energy/tibber.ts';
import { antpoolAccount, antpoolRates, antpoolWorkers } from '../../sources/pools/antpool.ts';
import {
  f2poolBalance,
  f2poolRateHistory,
  f2poolRates,
  f2poolTransactions,
  f2poolWorkers,
} from '../../sources/pools/f2pool-v2.ts';

const ANTPOOL = { coin: 'BTC', user: 'ann', key: 'a1b2', secret: 's3', nonce: 1_700_000_000_000 };
const F2POOL = { currency: 'bitcoin-cash', user: 'ann.b' };
const SPAN = { ...F2POOL, fromMs: 1_700_000_000_000, untilMs: 1_700_086_400_000 };

test.each([
  tibberPrices.request(undefined),
  antpoolAccount.request(ANTPOOL),
  antpoolRates.request(ANTPOOL),
  antpoolWorkers.request(ANTPOOL),
  f2poolRates.request(F2POOL),
  f2poolWorkers.request(F2POOL),
  f2poolBalance.request(F2POOL),
  f2poolTransactions.request(SPAN),
  f2poolRateHistory.request(F2POOL),
])('what is sent to $provider at $path is what its row allows', ({ provider, host, path, body }) => {
  const upstream = upstreamOf(provider);
  const endpoint = upstream && endpointFor(upstream, { method: 'POST', host, path });
  expect(endpoint && allowsBody(endpoint, body ?? '')).toBe(true);
});
