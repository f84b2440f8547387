import { describe, expect, test } from 'vitest';
import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { whatsminerSignature } from '../domain/whatsminer-crypto.ts';
import { DeviceError, type DeviceMessage, type DeviceTransport } from './transport.ts';
import { whatsminerControl } from './whatsminer-control.ts';

const identity: MinerIdentity = { family: 'whatsminer', firmware: '20251209.16.Rel2', algorithm: 'sha256' };
const settings: DeviceSettings = { bounds: {} };
const AT_S = 1_773_869_570;
const SALT = 'uhCiDyVj';
const INFO = {
  miner: { working: 'true' },
  system: { apiswitch: '1', ledstatus: 'auto' },
  salt: SALT,
};
const nowhere = () => Promise.reject(new Error('no such door'));

function whatsminer(answer: unknown = { code: 0, msg: 'ok' }, info: object = INFO) {
  const heard: Readonly<Record<string, unknown>>[] = [];
  const replies: Readonly<Record<string, unknown>> = {
    summary: { summary: { 'power-limit': 3600, elapsed: 50_000 } },
    pools: { pools: [{ url: 'stratum+tcp://a:1', account: 'me' }, { account: 'nobody' }] },
  };
  const transport: DeviceTransport = {
    http: nowhere,
    rpc: () => Promise.reject(new DeviceError('unreachable', 'refused')),
    async message({ body, framing }: DeviceMessage) {
      expect(framing).toBe('length-prefixed');
      if (body.cmd === 'get.device.info') return { code: 0, msg: info };
      if (body.cmd === 'get.miner.status') return { code: 0, msg: replies[String(body.param)] };
      heard.push(body);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const apply = (change: DeviceChange) =>
    whatsminerControl.apply(transport, change, {
      nowMs: () => AT_S * 1_000 + 400,
      identity,
      settings,
      credentials: { password: 's3cret' },
    });
  return { heard, transport, apply };
}

describe('a WhatsMiner of API v3', () => {
  test.each<[DeviceChange, string, unknown]>([
    [{ kind: 'pause' }, 'set.miner.service', 'stop'],
    [{ kind: 'resume' }, 'set.miner.service', 'start'],
    [{ kind: 'restart' }, 'set.system.reboot', undefined],
    [{ kind: 'power-limit', powerLimitW: 3_000 }, 'set.miner.power_limit', 3_000],
    [{ kind: 'identify' }, 'set.system.led', [{ color: 'red', period: 200, duration: 100, start: 0 }]],
  ])('is asked for %j once, signed for this command at this second', async (change, cmd, param) => {
    const { heard, apply } = whatsminer();
    await apply(change);
    const { token } = whatsminerSignature(cmd, 's3cret', SALT, AT_S);
    expect(heard).toEqual([
      { cmd, token, account: 'super', ts: AT_S, ...(param === undefined ? {} : { param }) },
    ]);
  });

  test('is told its pools where nobody else can read them', async () => {
    const { heard, apply } = whatsminer();
    await apply({ kind: 'pools', pools: [{ url: 'stratum+tcp://a:1', user: 'me', password: 'p' }] });
    const { encrypt } = whatsminerSignature('set.miner.pools', 's3cret', SALT, AT_S);
    expect(heard[0]?.param).toBe(encrypt([{ pool: 'stratum+tcp://a:1', worker: 'me', passwd: 'p' }]));
  });

  test('that blinks already is asked to stop', async () => {
    const { heard, apply } = whatsminer(undefined, { ...INFO, system: { ledstatus: 'manual' } });
    await apply({ kind: 'identify' });
    expect(heard).toMatchObject([{ param: 'auto' }]);
  });

  test('whose switch for programs is off gets nothing', async () => {
    const { heard, apply } = whatsminer(undefined, { ...INFO, system: { apiswitch: '0' } });
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('WhatsMinerTool'),
    });
    expect(heard).toEqual([]);
  });

  test.each([
    [{ code: -4, msg: 'no permission' }, 'refused'],
    [{ code: -1, msg: 'fail' }, 'refused'],
    ['', 'unreadable-reply'],
    [new DeviceError('timeout', 'no answer in 10 s'), 'timeout'],
  ])('that answers %j ends the change so', async (answer, kind) => {
    await expect(whatsminer(answer).apply({ kind: 'pause' })).rejects.toMatchObject({ kind });
  });

  test('has no power mode that is known well enough', async () => {
    const { heard, apply } = whatsminer();
    await expect(apply({ kind: 'preset', preset: 'Low' })).rejects.toMatchObject({ kind: 'refused' });
    expect(heard).toEqual([]);
  });

  test('tells its limit, its pools and whether it works, though its old door is shut', async () => {
    const { transport } = whatsminer();
    await expect(whatsminerControl.settings(transport, { nowMs: () => 0 })).resolves.toEqual({
      paused: false,
      powerLimitW: 3_600,
      pools: [{ url: 'stratum+tcp://a:1', user: 'me' }],
      uptimeS: 50_000,
      bounds: { mostPools: 3 },
    });
  });
});
