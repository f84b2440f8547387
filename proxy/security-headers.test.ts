import { expect, test } from 'vitest';
import { UPSTREAMS } from '../src/domain/upstreams/upstreams.ts';
import { HelperHouse } from '../tests/support/helper-house.ts';
import { testUpstream } from '../tests/support/test-upstreams.ts';
import { straightOrigins } from './security-headers.ts';

test('a page may reach the hosts that let it read them, and sockets of the table; once each', () => {
  const market = testUpstream('market');
  const [endpoint] = market?.endpoints ?? [];
  if (!market || !endpoint) throw new Error('no such provider');
  const open = { ...endpoint, host: '*.pool.lan', cors: true };
  const sockets = ['wss://live.pool.lan'];
  expect(straightOrigins([{ ...market, sockets, endpoints: [endpoint, open, open] }])).toEqual([
    'https://*.pool.lan',
    'wss://live.pool.lan',
  ]);
});

test('the page that is served may connect to its own helper and to those, by names that cannot widen it', async () => {
  const house = await HelperHouse.open();
  const policy = (await house.call('/')).headers.get('content-security-policy') ?? '';
  await house.close();
  const allowed = /connect-src ([^;]*);/.exec(policy)?.[1]?.split(' ');
  expect(allowed).toEqual(["'self'", ...straightOrigins(UPSTREAMS)]);
  for (const source of allowed?.slice(1) ?? [])
    expect(source).toMatch(/^(https|wss):\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/);
});

test('scripts come from the helper alone, which may compile WebAssembly and evaluate no strings', async () => {
  const house = await HelperHouse.open();
  const policy = (await house.call('/')).headers.get('content-security-policy') ?? '';
  await house.close();
  expect(/script-src ([^;]*);/.exec(policy)?.[1]).toBe("'self' 'wasm-unsafe-eval'");
});
