import { describe, expect, test } from 'vitest';
import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { opened, sealed, whatsminerToken } from '../domain/whatsminer-crypto.ts';
import { DeviceError, type DeviceMessage, type DeviceTransport } from './transport.ts';
import { whatsminerControl } from './whatsminer-control.ts';

const identity: MinerIdentity = { family: 'whatsminer', firmware: '20230803.11.REL', algorithm: 'sha256' };
const settings: DeviceSettings = { bounds: { presets: ['Low', 'Normal', 'High'] } };
const challenge = { salt: 'BQ5hoXV9', newsalt: 'jbzkfQls', time: '5626' };
const { key, sign } = whatsminerToken('s3cret', challenge);
const nowhere = () => Promise.reject(new Error('no such door'));
const said = (letter: string, Code: number, Msg: unknown) => ({ STATUS: letter, Code, Msg, Description: '' });

/** A WhatsMiner whose password is `s3cret`; `answer` is what it says in the clear to a command that it could open. */
function whatsminer(
  answer: unknown = said('S', 131, 'API command OK'),
  replies: Record<string, unknown> = {},
) {
  const heard: unknown[] = [];
  const transport: DeviceTransport = {
    http: nowhere,
    async rpc(command) {
      if (command === 'get_token') return replies.get_token ?? said('S', 134, challenge);
      return replies[command] ?? said('E', 14, 'invalid cmd');
    },
    async message({ body }: DeviceMessage) {
      const text = opened(String(body.data), key);
      if (text === undefined) return said('E', 23, 'enc json load err');
      heard.push({ framing: body.enc, ...JSON.parse(text) });
      if (answer instanceof Error) throw answer;
      return { enc: sealed(answer as Record<string, unknown>, key) };
    },
  };
  const apply = (change: DeviceChange, password = 's3cret') =>
    whatsminerControl.apply(transport, change, {
      nowMs: () => 0,
      identity,
      settings,
      credentials: { password },
    });
  return { heard, transport, apply };
}

describe('a WhatsMiner of API v2', () => {
  test.each<[DeviceChange, object]>([
    [{ kind: 'pause' }, { cmd: 'power_off', respbefore: 'true' }],
    [{ kind: 'resume' }, { cmd: 'power_on' }],
    [{ kind: 'restart' }, { cmd: 'reboot' }],
    [{ kind: 'preset', preset: 'Low' }, { cmd: 'set_low_power' }],
    [{ kind: 'preset', preset: 'High' }, { cmd: 'set_high_power' }],
    [
      { kind: 'power-limit', powerLimitW: 2_900 },
      { cmd: 'adjust_power_limit', power_limit: '2900' },
    ],
    [{ kind: 'identify' }, { cmd: 'set_led', color: 'red', period: 200, duration: 100, start: 0 }],
    [
      {
        kind: 'pools',
        pools: [
          { url: 'stratum+tcp://a:1', user: 'me', password: 'p' },
          { url: 'stratum+tcp://b:2', user: 'you' },
        ],
      },
      {
        cmd: 'update_pools',
        ...{ pool1: 'stratum+tcp://a:1', worker1: 'me', passwd1: 'p' },
        ...{ pool2: 'stratum+tcp://b:2', worker2: 'you', passwd2: 'x' },
        ...{ pool3: '', worker3: '', passwd3: '' },
      },
    ],
  ])('is asked for %j once, sealed and signed', async (change, command) => {
    const { heard, apply } = whatsminer();
    await apply(change);
    expect(heard).toEqual([{ framing: 1, token: sign, ...command }]);
  });

  test('that blinks already is asked to stop', async () => {
    const { heard, apply } = whatsminer(undefined, { get_miner_info: said('S', 131, { ledstat: 'manual' }) });
    await apply({ kind: 'identify' });
    expect(heard).toMatchObject([{ cmd: 'set_led', param: 'auto' }]);
  });

  test('refuses a wrong password in words that do not hold it', async () => {
    const { apply } = whatsminer();
    const refused = await apply({ kind: 'pause' }, 'hunter2').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DeviceError);
    expect(refused).toMatchObject({ kind: 'refused', detail: expect.stringContaining('password') });
    expect(String(refused)).not.toContain('hunter2');
  });

  test.each([
    [said('E', 45, "can't access write cmd"), 'WhatsMinerTool'],
    [said('E', 135, 'check token error'), 'password'],
    [said('E', 132, 'API command ERROR'), 'API command ERROR'],
  ])('that says %j is said to refuse, and why', async (answer, words) => {
    const { apply } = whatsminer(answer);
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining(words),
    });
  });

  test('with no permits left is left alone', async () => {
    const { heard, apply } = whatsminer(undefined, { get_token: said('E', 136, 'over max connect') });
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('half an hour'),
    });
    expect(heard).toEqual([]);
  });

  test('that does not answer the command may have heard it', async () => {
    const { heard, apply } = whatsminer(new DeviceError('timeout', 'no answer in 10 s'));
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({ kind: 'timeout' });
    expect(heard).toHaveLength(1);
  });

  test.each([{ enc: '????' }, { enc: sealed({ STATUS: 'S' }, 'another key') }, 'garbage', { STATUS: [] }])(
    'whose answer is %j says neither yes nor no',
    async (reply) => {
      const transport: DeviceTransport = { ...whatsminer().transport, message: async () => reply };
      const options = { nowMs: () => 0, identity, settings, credentials: { password: 's3cret' } };
      await expect(whatsminerControl.apply(transport, { kind: 'pause' }, options)).rejects.toMatchObject({
        kind: 'unreadable-reply',
      });
    },
  );

  test('tells its mode, its limit, its pools and whether it is off', async () => {
    const { transport } = whatsminer(undefined, {
      get_version: said('S', 131, { fw_ver: '20230803.11.REL' }),
      summary: { SUMMARY: [{ 'Power Mode': 'Normal', 'Power Limit': 3300, Uptime: 25500, Elapsed: 20 }] },
      status: said('S', 131, { mineroff: 'true' }),
      pools: { POOLS: [{ POOL: 1, URL: 'stratum+tcp://a:1', User: 'me' }] },
    });
    await expect(whatsminerControl.settings(transport, { nowMs: () => 0 })).resolves.toEqual({
      paused: true,
      preset: 'Normal',
      powerLimitW: 3_300,
      pools: [{ url: 'stratum+tcp://a:1', user: 'me' }],
      uptimeS: 25_500,
      bounds: { presets: ['Low', 'Normal', 'High'], mostPools: 3 },
    });
  });
});

test.each([
  ['20210322.22.REL', false],
  [undefined, false],
  ['20230803.11.REL', true],
  ['20251209.16.Rel2', true],
])('firmware %s can be changed: %s', (firmware, can) => {
  expect(whatsminerControl.offers({ ...identity, firmware }).length > 0).toBe(can);
});
