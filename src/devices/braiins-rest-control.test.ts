import { describe, expect, test } from 'vitest';
import { webReply } from '../../tests/support/scripted-device.ts';
import { type WebDevice, webDevice } from '../../tests/support/web-device.ts';
import type { DeviceChange } from '../domain/control.ts';
import { braiinsRestControl } from './braiins-rest-control.ts';

const BASE = '/api/v1';
const GROUP = {
  uid: 'one',
  name: 'Home',
  strategy: { quota: { value: 2 } },
  pools: [{ uid: 'a', url: 'stratum+tcp://a.example:3333', user: 'me.one' }],
};
const POOLS: DeviceChange = {
  kind: 'pools',
  pools: [{ url: 'stratum+tcp://b.example:1', user: 'me.two', password: 'word' }],
};

async function apply(
  change: DeviceChange,
  answers: Readonly<Record<string, unknown>> = {},
): Promise<WebDevice['written']> {
  const device = webDevice(answers);
  await braiinsRestControl.apply(device, change, {
    nowMs: () => 0,
    identity: { family: 'braiins', algorithm: 'sha256' },
    settings: { bounds: {} },
    session: { token: 'held' },
  });
  return device.written;
}

test.each<[DeviceChange, string, unknown?]>([
  [{ kind: 'restart' }, '/actions/reboot'],
  [{ kind: 'pause' }, '/actions/pause'],
  [{ kind: 'resume' }, '/actions/resume'],
  [{ kind: 'power-limit', powerLimitW: 1_800.4 }, '/performance/power-target', { watt: 1_800 }],
])('is asked for %j at %s', async (change, path, ...body) => {
  expect(await apply(change)).toEqual([[`PUT ${BASE}${path}`, ...body]]);
});

test('its lamp is asked for the other state than the present one', async () => {
  for (const blinks of [true, false])
    expect(await apply({ kind: 'identify' }, { [`GET ${BASE}/actions/locate`]: blinks })).toEqual([
      [`PUT ${BASE}/actions/locate`, !blinks],
    ]);
});

describe('its pools', () => {
  test('replace those of its one group, whose name and share stay', async () => {
    expect(await apply(POOLS, { [`GET ${BASE}/pools`]: [GROUP] })).toEqual([
      [
        `PUT ${BASE}/pools/batch`,
        [
          {
            name: 'Home',
            pools: [{ url: 'stratum+tcp://b.example:1', user: 'me.two', password: 'word' }],
            load_balance_strategy: { quota: { value: 2 } },
          },
        ],
      ],
    ]);
  });

  test('stay as they are where several groups would be lost', async () => {
    const device = apply(POOLS, { [`GET ${BASE}/pools`]: [GROUP, GROUP] });
    await expect(device).rejects.toMatchObject({ kind: 'refused' });
  });
});

test('it refuses in its own words', async () => {
  const no = webReply('{"message":"power target is out of its constraints"}', { status: 400 });
  const answers = { [`PUT ${BASE}/performance/power-target`]: no };
  await expect(apply({ kind: 'power-limit', powerLimitW: 9_000 }, answers)).rejects.toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('out of its constraints'),
  });
});

describe('how it is set', () => {
  const answers = {
    [`GET ${BASE}/miner/details`]: { status: 3, system_uptime_s: 90, bosminer_uptime_s: 50 },
    [`GET ${BASE}/configuration/constraints`]: {
      tuner_constraints: {
        power_target: { min: { watt: 817 }, default: { watt: 3_300 }, max: { watt: 6_435 } },
      },
    },
    [`GET ${BASE}/pools`]: [GROUP],
  };
  const options = { nowMs: () => 0, session: { token: 'held' } };

  test('a miner that aims at a power tells within which bounds', async () => {
    const tuner = { mode_state: { powertargetmodestate: { current_target: { watt: 3_031 } } } };
    const device = webDevice({ ...answers, [`GET ${BASE}/performance/tuner-state`]: tuner });
    expect(await braiinsRestControl.settings(device, options)).toMatchObject({
      paused: true,
      powerLimitW: 3_031,
      pools: [{ url: 'stratum+tcp://a.example:3333', user: 'me.one' }],
      uptimeS: 90,
      bounds: { powerLimitW: { min: 817, max: 6_435 } },
    });
  });

  test('one that aims at something else has no bounds for a power, and so cannot be asked for one', async () => {
    const tuner = { mode_state: { hashratetargetmodestate: {} } };
    const device = webDevice({ ...answers, [`GET ${BASE}/performance/tuner-state`]: tuner });
    const { bounds, powerLimitW } = await braiinsRestControl.settings(device, options);
    expect([bounds.powerLimitW, powerLimitW]).toEqual([undefined, undefined]);
  });
});
