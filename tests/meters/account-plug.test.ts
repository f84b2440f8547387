import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { allParts, switchMeterPart } from '../../src/collect/meter-reader.ts';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import { accountPlugSim } from '../support/account-plug-sim.ts';
import { fetchAsPage } from '../support/fetch-as-page.ts';
import { HELPER_TOKEN, HelperHouse } from '../support/helper-house.ts';

/** A plug that belongs to a TP-Link account, on a real socket, through the helper. */

const nowMs = () => Date.UTC(2026, 5, 1, 12);
const ACCOUNT = { username: 'anna@example.org', password: 'käse&$hush' };

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

async function plugAt(username = ACCOUNT.username, password = ACCOUNT.password) {
  const plug = accountPlugSim(username, password);
  const { port } = await house.webDevice(plug.handler);
  const address = { host: '127.0.0.1', port };
  const transport = proxyTransport({
    baseUrl: house.proxy.url,
    token: HELPER_TOKEN,
    fetch: fetchAsPage,
    address,
  });
  return { plug, transport };
}

describe('a TP-Link plug that wants its owner’s account', () => {
  test('tells what it draws, reading after reading', async () => {
    const { plug, transport } = await plugAt();
    const door = { transport, access: ACCOUNT };
    for (const powerW of [1_432.5, 7.25]) {
      plug.powerW = powerW;
      expect(await allParts('kasa-smart', door, nowMs)).toMatchObject([
        { id: 'plug', name: 'Rig plug', on: true, powerW, energyTodayWh: 513, energyMonthWh: 1_020 },
      ]);
    }
  });

  test('is switched once and read back', async () => {
    const { plug, transport } = await plugAt();
    const which = { kind: 'kasa-smart', partId: 'plug' } as const;
    const part = await switchMeterPart(which, false, { transport, access: ACCOUNT }, nowMs);
    expect(part).toMatchObject({ on: false, powerW: 0 });
    expect(plug.on).toBe(false);
    expect(plug.paths.filter((path) => path === '/app/request')).toHaveLength(2);
  });

  test('hears neither name nor password, in whatever form', async () => {
    const { plug, transport } = await plugAt();
    await allParts('kasa-smart', { transport, access: ACCOUNT }, nowMs);
    const heard = Buffer.concat(plug.heard);
    for (const secret of Object.values(ACCOUNT)) expect(heard.includes(secret)).toBe(false);
    expect(heard.includes('get_energy_usage')).toBe(false);
  });

  test.each([
    ['another password', { ...ACCOUNT, password: 'wrong' }],
    ['a name in other letters', { ...ACCOUNT, username: 'Anna@example.org' }],
    ['none', undefined],
  ])('is told nothing by %s, and the owner that it is refused', async (_, access) => {
    const { plug, transport } = await plugAt();
    const reading = allParts('kasa-smart', { transport, access }, nowMs);
    await expect(reading).rejects.toMatchObject({ kind: 'refused' });
    expect(plug.paths).toEqual(['/app/handshake1']);
  });

  test('was never tied to one, and wants none', async () => {
    const { transport } = await plugAt('', '');
    expect(await allParts('kasa-smart', { transport }, nowMs)).toMatchObject([{ id: 'plug', on: true }]);
  });
});

test('what is no such plug gets no proof of the account', async () => {
  const asked: string[] = [];
  const { port } = await house.webDevice((request, response) => {
    asked.push(request.url ?? '');
    response.end('<!doctype html><title>a router</title>');
  });
  const address = { host: '127.0.0.1', port };
  const transport = proxyTransport({
    baseUrl: house.proxy.url,
    token: HELPER_TOKEN,
    fetch: fetchAsPage,
    address,
  });
  await expect(allParts('kasa-smart', { transport, access: ACCOUNT }, nowMs)).rejects.toMatchObject({
    kind: 'not-a-miner',
  });
  expect(asked).toEqual(['/app/handshake1']);
});
