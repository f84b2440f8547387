import { describe, expect, test } from 'vitest';
import { jsonReply, webReply } from '../../tests/support/scripted-device.ts';
import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { axeosControl, axeosSettings } from './axeos-control.ts';
import type { DeviceControl } from './control.ts';
import { nerdosControl, nerdosSettings } from './nerdos-control.ts';
import type { DeviceHttpReply, DeviceHttpRequest, DeviceTransport } from './transport.ts';

const nowhere = () => Promise.reject(new Error('no such door'));

/** What is sent for a change, and how the device's answer is taken. */
async function sent(
  control: DeviceControl,
  firmware: string,
  change: DeviceChange,
  reply: DeviceHttpReply = webReply(''),
  settings: DeviceSettings = { bounds: {} },
) {
  const requests: DeviceHttpRequest[] = [];
  const transport: DeviceTransport = {
    async http(request) {
      requests.push(request);
      return reply;
    },
    rpc: nowhere,
    message: nowhere,
  };
  const identity: MinerIdentity = { family: 'axeos', firmware, algorithm: 'sha256' };
  await control.apply(transport, change, { nowMs: () => 0, identity, settings });
  return requests.map(({ method, path, body }) => [method, path, body && JSON.parse(body)].filter(Boolean));
}

const POOLS: DeviceChange = {
  kind: 'pools',
  pools: [
    { url: 'stratum+tcp://solo.ckpool.org:3333', user: 'bc1q.kitchen', password: 'x' },
    { url: 'stratum+tcp://public-pool.io:21496', user: 'bc1q' },
  ],
};

describe('AxeOS', () => {
  test('offers what its version knows', () => {
    const offers = (firmware: string) =>
      axeosControl.offers({ family: 'axeos', firmware, algorithm: 'sha256' });
    expect(offers('v2.4.5')).not.toContain('identify');
    expect(offers('v2.12.2')).toContain('identify');
    expect(offers('v2.12.2')).not.toContain('pause');
    expect(offers('v2.14.0')).toEqual(expect.arrayContaining(['pause', 'resume']));
    expect(offers('something else')).not.toContain('pause');
  });

  test.each<[string, string, DeviceChange, unknown[][]]>([
    ['a restart', 'v2.4.5', { kind: 'restart' }, [['POST', '/api/system/restart']]],
    ['a pause', 'v2.14.0', { kind: 'pause' }, [['POST', '/api/system/pause']]],
    [
      'a clock alone, the voltage left as it is',
      'v2.12.2',
      { kind: 'tuning', frequencyMhz: 525 },
      [['PATCH', '/api/system', { frequency: 525 }]],
    ],
    [
      'a fan by hand under its old name',
      'v2.10.1',
      { kind: 'fan', fanPercent: 60 },
      [['PATCH', '/api/system', { autofanspeed: 0, fanspeed: 60 }]],
    ],
    [
      'a fan by hand under its new name',
      'v2.11.0',
      { kind: 'fan', fanPercent: 60 },
      [['PATCH', '/api/system', { autofanspeed: 0, manualFanSpeed: 60 }]],
    ],
    [
      'a fan that follows the temperature',
      'v2.12.2',
      { kind: 'auto-fan', targetTempC: 58 },
      [['PATCH', '/api/system', { autofanspeed: 1, temptarget: 58 }]],
    ],
  ])('is asked for %s', async (_, firmware, change, requests) => {
    expect(await sent(axeosControl, firmware, change)).toEqual(requests);
  });

  test('before 2.15 takes a main and a fallback pool, and starts anew to use them', async () => {
    expect(await sent(axeosControl, 'v2.12.2', POOLS)).toEqual([
      [
        'PATCH',
        '/api/system',
        {
          stratumURL: 'solo.ckpool.org',
          stratumPort: 3333,
          stratumUser: 'bc1q.kitchen',
          stratumPassword: 'x',
          fallbackStratumURL: 'public-pool.io',
          fallbackStratumPort: 21496,
          fallbackStratumUser: 'bc1q',
        },
      ],
      ['POST', '/api/system/restart'],
    ]);
  });

  test('before 2.15 that is given one pool keeps no fallback of earlier', async () => {
    const one: DeviceChange = { kind: 'pools', pools: [{ url: 'stratum+tcp://a.example:1', user: 'me' }] };
    const [[, , body]] = (await sent(axeosControl, 'v2.12.2', one)) as [[string, string, unknown]];
    expect(body).toEqual({
      stratumURL: 'a.example',
      stratumPort: 1,
      stratumUser: 'me',
      fallbackStratumURL: '',
    });
  });

  test.each([
    ['AxeOS since 2.15', axeosControl, 'v2.15.0'],
    ['NerdOS', nerdosControl, 'v1.0.36'],
  ])(
    '%s is not given fewer pools than it has, for nobody knows how one is left out',
    async (_, control, firmware) => {
      const [pool] = POOLS.kind === 'pools' ? POOLS.pools : [];
      if (!pool || POOLS.kind !== 'pools') throw new Error('there is no pool');
      const settings = { pools: POOLS.pools, bounds: {} };
      const one: DeviceChange = { kind: 'pools', pools: [pool] };
      await expect(sent(control, firmware, one, webReply(''), settings)).rejects.toMatchObject({
        kind: 'refused',
        detail: expect.stringContaining('give the template a spare pool'),
      });
    },
  );

  test('since 2.15 keeps pools in slots, and the password of one that names none', async () => {
    const [[, , body]] = (await sent(axeosControl, 'v2.15.0', POOLS)) as [[string, string, unknown]];
    expect(body).toMatchObject({
      pools: [
        { id: 0, stratumURL: 'solo.ckpool.org', stratumPassword: 'x' },
        { id: 1, stratumURL: 'public-pool.io', stratumPassword: '*****' },
      ],
      primaryPoolIndex: 0,
    });
  });

  test('says no in its own words, and a pool that needs encryption is not sent at all', async () => {
    const no = webReply('Wrong API input', { status: 400 });
    await expect(sent(axeosControl, 'v2.12.2', { kind: 'restart' }, no)).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('Wrong API input'),
    });
    const encrypted: DeviceChange = {
      kind: 'pools',
      pools: [{ url: 'stratum+ssl://pool.example:443', user: 'me' }],
    };
    await expect(sent(axeosControl, 'v2.12.2', encrypted)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('tells how it is set and what it bears', () => {
    const info = { frequency: 525, coreVoltage: 1_150, autofanspeed: 1, fanspeed: 47.5, temptarget: 60 };
    const asic = { frequencyOptions: [400, 525, 625], voltageOptions: [1_000, 1_250] };
    expect(axeosSettings(info, asic)).toMatchObject({
      frequencyMhz: 525,
      coreVoltageMv: 1_150,
      autoFan: true,
      fanPercent: undefined,
      targetTempC: 60,
      bounds: { frequencyMhz: { min: 400, max: 625 }, coreVoltageMv: { min: 1_000, max: 1_250 } },
    });
    expect(axeosSettings(info, {}).bounds.frequencyMhz).toBeUndefined();
    expect(axeosSettings('damaged', ['damaged']).bounds.coreVoltageMv).toBeUndefined();
  });

  test('reads its settings though an old version does not know its options', async () => {
    const transport: DeviceTransport = {
      http: async ({ path }) =>
        path.endsWith('/info') ? jsonReply({ frequency: 485 }) : webReply('no', { status: 404 }),
      rpc: nowhere,
      message: nowhere,
    };
    await expect(axeosControl.settings(transport, { nowMs: () => 0 })).resolves.toMatchObject({
      frequencyMhz: 485,
    });
  });
});

describe('NerdOS', () => {
  test('gets whole numbers only, for it passes over all others in silence', async () => {
    expect(
      await sent(nerdosControl, 'v1.1.0', { kind: 'tuning', frequencyMhz: 599.6, coreVoltageMv: 1_149.7 }),
    ).toEqual([['PATCH', '/api/system', { frequency: 600, coreVoltage: 1_150 }]]);
  });

  test('is paused by shutting it down and resumed by starting it anew', async () => {
    expect(await sent(nerdosControl, 'v1.1.0', { kind: 'pause' })).toEqual([
      ['POST', '/api/system/shutdown'],
    ]);
    expect(await sent(nerdosControl, 'v1.1.0', { kind: 'resume' })).toEqual([
      ['POST', '/api/system/restart'],
    ]);
  });

  test('never bears more than the board’s own most', () => {
    const asic = { frequencyOptions: [500, 600, 800], absMaxFrequency: 700, voltageOptions: [1_100, 1_300] };
    expect(nerdosSettings({ pidTargetTemp: -1, autofanspeed: 2 }, asic)).toMatchObject({
      autoFan: true,
      targetTempC: undefined,
      bounds: { frequencyMhz: { min: 500, max: 700 }, coreVoltageMv: { max: 1_300 } },
    });
    expect(nerdosSettings({ pidTargetTemp: -1 }, asic).bounds.targetTempC).toBeUndefined();
  });
});
