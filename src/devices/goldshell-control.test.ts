import { describe, expect, test } from 'vitest';
import { jsonReply, webReply } from '../../tests/support/scripted-device.ts';
import type { DeviceChange } from '../domain/control.ts';
import { goldshellControl } from './goldshell-control.ts';
import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from './transport.ts';

const SETTING = {
  select: 0,
  tempcontrol: true,
  name: '02:00:00:aa:bb:cc',
  manual: false,
  manualPowerplan: '725 MHz 0.41 V 70 RPM 70 RPM',
  powerplans: [
    { level: 0, info: '725 MHz 0.41 V 70 RPM 70 RPM' },
    { level: 2, info: '575 MHz 0.41 V 50 RPM 50 RPM' },
    { level: 3, info: '0 MHz 0 V 70 RPM 70 RPM' },
  ],
  temp_targets: [65, 75],
  temp_target: 70,
};

/** A Goldshell behind its token that keeps what it was told; it may refuse at random, as its web server does. */
function miner({ setting = SETTING, refusals = 0 }: { setting?: object; refusals?: number } = {}) {
  const told: (readonly [string, unknown?])[] = [];
  let toRefuse = refusals;
  const transport: DeviceTransport = {
    async http({ method = 'GET', path, headers, body }: DeviceHttpRequest) {
      if (path.startsWith('/user/login')) {
        const isRight = new URL(path, 'http://device').searchParams.get('password') === 'lamp';
        return isRight ? jsonReply({ 'JWT Token': 'jwt' }) : webReply('', { status: 500 });
      }
      if (headers?.authorization !== 'Bearer jwt') return webReply('', { status: 401 });
      if (method === 'GET') return jsonReply(setting);
      if (toRefuse > 0) {
        toRefuse -= 1;
        return webReply('', { status: 401 });
      }
      told.push(body === undefined ? [`${method} ${path}`] : [`${method} ${path}`, JSON.parse(body)]);
      return webReply('');
    },
    async rpc() {
      return { STATUS: [{ STATUS: 'S' }], SUMMARY: [{ Elapsed: 77 }] };
    },
    message: () => Promise.reject(new DeviceError('unreachable', 'no such door')),
  };
  return { transport, told };
}

const OPTIONS = { nowMs: () => 0, credentials: { password: 'lamp' } };

async function told(change: DeviceChange, how: Parameters<typeof miner>[0] = {}) {
  const one = miner(how);
  await goldshellControl.apply(one.transport, change, {
    ...OPTIONS,
    identity: { family: 'goldshell', algorithm: 'scrypt' },
    settings: { bounds: {} },
  });
  return one.told;
}

test('it restarts by a PUT without a body', async () => {
  expect(await told({ kind: 'restart' })).toEqual([['PUT /mcb/restart']]);
});

test('a refusal at random is met by one more login, and the restart is done once', async () => {
  expect(await told({ kind: 'restart' }, { refusals: 1 })).toHaveLength(1);
  await expect(told({ kind: 'restart' }, { refusals: 9 })).rejects.toMatchObject({ kind: 'refused' });
});

test.each<[DeviceChange, object]>([
  [{ kind: 'auto-fan', targetTempC: 66 }, { temp_target: 66 }],
  [
    { kind: 'preset', preset: '575 MHz 0.41 V 50 RPM 50 RPM' },
    { select: 2, manual: false },
  ],
])('%j goes with all its settings, of which the rest stays', async (change, changed) => {
  const setting = { ...SETTING, manual: true };
  expect(await told(change, { setting })).toEqual([['PUT /mcb/setting', { ...setting, ...changed }]]);
});

test.each<DeviceChange>([
  { kind: 'auto-fan' },
  { kind: 'preset', preset: '0 MHz 0 V 70 RPM 70 RPM' },
  { kind: 'pause' },
])('%j is not sent', async (change) => {
  await expect(told(change)).rejects.toMatchObject({ kind: 'refused' });
});

describe('how it is set', () => {
  test('is told with what it may be set to', async () => {
    expect(await goldshellControl.settings(miner().transport, OPTIONS)).toMatchObject({
      preset: '725 MHz 0.41 V 70 RPM 70 RPM',
      autoFan: true,
      targetTempC: 70,
      uptimeS: 77,
      bounds: {
        presets: ['725 MHz 0.41 V 70 RPM 70 RPM', '575 MHz 0.41 V 50 RPM 50 RPM'],
        targetTempC: { min: 65, max: 75 },
      },
    });
  });

  test('is no plan while its owner runs it by hand', async () => {
    const setting = { ...SETTING, manual: true };
    const { preset } = await goldshellControl.settings(miner({ setting }).transport, OPTIONS);
    expect(preset).toBeUndefined();
  });

  test('has no limits where it tells none, so that nothing can be set', async () => {
    const setting = { name: SETTING.name, powerplans: [{ algo: 'sc', mode: SETTING.powerplans }] };
    const { bounds } = await goldshellControl.settings(miner({ setting }).transport, OPTIONS);
    expect(bounds).toEqual({ presets: [], targetTempC: undefined });
  });

  test('is kept from whoever has the wrong password, who is not told it', async () => {
    const asked = goldshellControl.settings(miner().transport, {
      ...OPTIONS,
      credentials: { password: 'secret' },
    });
    await expect(asked).rejects.toMatchObject({ kind: 'refused' });
    await expect(asked).rejects.not.toThrow('secret');
  });
});
