import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LanHouse } from '../tests/support/lan-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';

/** A phone that was let in once and is turned away now: nothing that it has opens anything any more. */

let house: LanHouse;
const record = () => ({ folder: join(house.folder, 'recorder'), keepDays: 14, maxBytes: 4 * 1024 * 1024 });

beforeEach(async () => {
  house = await LanHouse.open();
  await house.start({ record: record() });
});
afterEach(() => house.close());

const turnAway = (id: string) => house.ownerCall(`/api/devices/${id}`, { method: 'DELETE' });

test('its token is refused at each route, of whatever kind', async () => {
  const { token, id } = await house.letIn();
  expect((await house.call('/api/recorder', { token })).status).toBe(200);
  await turnAway(id);
  for (const [method, path] of [
    ['GET', '/api/health'],
    ['GET', '/api/network'],
    ['POST', '/api/scan'],
    ['GET', '/api/device/http/127.0.0.1:8080/'],
    ['POST', '/api/device/tcp/127.0.0.1:4028'],
    ['POST', '/api/device/message/127.0.0.1:4028'],
    ['POST', '/api/device/framed/127.0.0.1:4433'],
    ['POST', '/api/device/veiled/127.0.0.1:9999'],
    ['GET', '/api/recorder'],
    ['PUT', '/api/recorder'],
    ['GET', '/api/live'],
    ['GET', '/api/recorded'],
    ['GET', '/api/devices'],
    ['POST', '/api/pairing/offers'],
    ['GET', '/api/pairing/claim'],
    ['GET', '/api/there/is/nothing'],
  ] as const)
    expect(await house.call(path, { method, token }), `${method} ${path}`).toMatchObject({
      status: 401,
      problem: 'wrong-token',
    });
});

test('the miners that were kept for it are not handed out any more', async () => {
  const { id, code } = await house.offer();
  const phone = await house.claim(code);
  const miner = { address: { host: '192.168.1.7', port: 80 }, name: 'Attic', tags: [] };
  await house.confirm(id, phone.digits, [miner]);
  const fetched = () => house.call('/api/pairing/claim', { token: phone.token });
  expect((await fetched()).text).toContain('Attic');
  const [device] = await house.devices();
  await turnAway(device?.id ?? '');
  expect(await fetched()).toMatchObject({ status: 401, problem: 'wrong-token' });
  expect((await fetched()).text).not.toContain('Attic');
});

test('its open stream of live readings ends at once, and that of another goes on', async () => {
  const [phone, tablet] = [await house.letIn('Phone'), await house.letIn('Tablet')];
  const [ofPhone, ofTablet] = [phone, tablet].map(({ token }) => house.listen('/api/live', { token }));
  await vi.waitFor(() => expect([ofPhone?.heard(), ofTablet?.heard()].join()).toMatch(/data: .*,data: /s));
  const beganMs = performance.now();
  await turnAway(phone.id);
  await ofPhone?.ended;
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(3_000);
  expect(ofTablet?.isOpen()).toBe(true);
  ofTablet?.hangUp();
});

describe('the recorder', () => {
  const fleetOf = (browserId: string, ...hosts: string[]) => ({
    browserId,
    pollMs: 60_000,
    miners: hosts.map((host) => ({
      id: `miner-at-${host}`,
      address: { host, port: 9 },
      identity: { family: 'axeos' },
    })),
  });
  const asked = async () => JSON.parse((await house.ownerCall('/api/recorder')).text).asked;
  const tells = (token: string, body: object) => house.call('/api/recorder', { method: 'PUT', token, body });
  const ownerTells = (body: object) => house.ownerCall('/api/recorder', { method: 'PUT', body });

  test('asks nothing more for a phone that was turned away, also after a restart', async () => {
    const [phone, tablet] = [await house.letIn('Phone'), await house.letIn('Tablet')];
    await ownerTells(fleetOf('the-owners', '127.0.0.1'));
    await tells(phone.token, fleetOf('the-phones', '127.0.0.1', '127.0.0.2'));
    await tells(tablet.token, fleetOf('the-tablets', '127.0.0.3'));
    expect(await asked()).toBe(3);
    await turnAway(phone.id);
    expect(await asked()).toBe(2);
    await house.start({ record: record() });
    expect(await asked()).toBe(2);
    // As `npm start -- --new-token` does it.
    rmSync(join(house.folder, 'paired-devices.json'));
    await house.start({ record: record() });
    expect(await asked()).toBe(1);
  });

  test('lets a phone neither speak for another browser nor for many', async () => {
    const { token } = await house.letIn();
    await ownerTells(fleetOf('the-owners', '127.0.0.1', '127.0.0.2'));
    await tells(token, fleetOf('the-owners'));
    expect(await asked()).toBe(2);
    for (let browser = 0; browser < 40; browser += 1)
      await tells(token, fleetOf(`browser-${browser}`, `127.0.1.${browser + 1}`));
    expect(await asked()).toBe(3);
  });
});
