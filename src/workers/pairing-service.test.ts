import { afterAll, beforeAll, expect, test } from 'vitest';
import { LanHouse, OWNER_TOKEN } from '../../tests/support/lan-house.ts';
import { proxyHealth } from '../collect/proxy-transport.ts';
import type { Miner } from '../domain/miner.ts';
import { createPairingService, randomToken } from './pairing-service.ts';

/** Both sides of a pairing, each in a browser of its own, with a helper between them. */

let house: LanHouse;
beforeAll(async () => {
  house = await LanHouse.open();
});
afterAll(() => house.close());

const miner: Miner = {
  id: 'aabbcc',
  identity: { family: 'axeos', algorithm: 'sha256' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Gamma',
  tags: ['cellar'],
  addedAtMs: 0,
};

/** As a page of the helper calls it. */
const asPage: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('sec-fetch-site', 'same-origin');
  return fetch(input, { ...init, headers });
};

function browser(first: string, miners: readonly Miner[] = []) {
  let token = first;
  const connection = () => ({ baseUrl: house.proxy.url, token, fetch: asPage });
  const pair = async (given: string) => {
    token = given;
    return proxyHealth(connection());
  };
  const service = createPairingService({
    connection,
    pair,
    miners: async () => miners,
    newToken: randomToken,
  });
  return { service, token: () => token, role: async () => (await proxyHealth(connection())).role };
}

test('a phone claims the code, the owner types its digits, and it is paired and knows the miners', async () => {
  const [owner, phone] = [browser(OWNER_TOKEN, [miner]), browser('')];
  const { id, code, origins, certificate } = await owner.service.offerPairing();
  expect(origins).toEqual([`https://127.0.0.1:${house.lan.port}`, `https://box.local:${house.lan.port}`]);
  expect(certificate?.fingerprint).toBe(house.lan.certificate.fingerprint);
  expect(await owner.service.offerProgress(id)).toMatchObject({ state: 'open' });
  const { digits } = await phone.service.claimPairing(code, 'Android phone');
  expect(await owner.service.offerProgress(id)).toMatchObject({
    state: 'claimed',
    deviceName: 'Android phone',
  });
  expect(await phone.service.claimProgress()).toEqual({ state: 'claimed' });
  expect(await phone.role()).toBeUndefined();
  await owner.service.confirmPairing(id, digits);
  expect(await phone.service.claimProgress()).toEqual({
    state: 'confirmed',
    miners: [{ address: miner.address, name: 'Gamma', tags: ['cellar'] }],
  });
  expect([await owner.role(), await phone.role()]).toEqual(['owner', 'device']);
  expect(phone.token()).toMatch(/^[\w-]{43}$/);

  const [device] = await owner.service.pairedDevices();
  expect(device?.name).toBe('Android phone');
  expect(await owner.service.renameDevice(device?.id ?? '', 'Kim’s phone')).toMatchObject([
    { name: 'Kim’s phone' },
  ]);
  await expect(phone.service.pairedDevices()).rejects.toEqual({
    pairingFailure: true,
    problem: 'owner-only',
  });
  expect(await owner.service.revokeDevice(device?.id ?? '')).toEqual([]);
  expect(await phone.role()).toBeUndefined();
});

test('what the helper says against it reaches the page as a plain value', async () => {
  const phone = browser('');
  const failures: unknown[] = [];
  for (let i = 0; i < 6; i++)
    await phone.service
      .claimPairing('x'.repeat(30), 'Phone')
      .catch((thrown: unknown) => failures.push(thrown));
  expect(failures[0]).toEqual({ pairingFailure: true, problem: 'wrong-code' });
  expect(failures[5]).toEqual({ pairingFailure: true, problem: 'throttled', retryAfterS: 1 });
});

test('without a helper, or in the demo, that is what is said', async () => {
  const gone = createPairingService({
    connection: () => ({ baseUrl: 'http://127.0.0.1:9', token: '' }),
    pair: async () => ({ proxy: 'no-proxy' }),
    miners: async () => [],
    newToken: randomToken,
  });
  await expect(gone.pairedDevices()).rejects.toEqual({ pairingFailure: true, problem: 'no-proxy' });
  const demo = createPairingService({
    pair: async () => ({ proxy: 'ok' }),
    miners: async () => [],
    newToken: randomToken,
  });
  await expect(demo.offerPairing()).rejects.toEqual({ pairingFailure: true, problem: 'no-proxy' });
});
