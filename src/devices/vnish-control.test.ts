import { describe, expect, test } from 'vitest';
import { webReply } from '../../tests/support/scripted-device.ts';
import { type WebDevice, webDevice } from '../../tests/support/web-device.ts';
import type { DeviceChange } from '../domain/control.ts';
import { vnishControl } from './vnish-control.ts';
import { vnishPresetPoints, vnishPresets } from './vnish-presets.ts';

const BASE = '/api/v1';
const SETTINGS = {
  miner: {
    overclock: { modded_psu: false, preset: '3050', globals: { freq: 525, volt: 1340 } },
    pools: [
      { url: 'a.example:3333', user: 'me.one', pass: 'secret', order: 0 },
      { url: '', user: '', pass: '', order: 1 },
      { url: '', user: '', pass: '', order: 2 },
    ],
  },
};

async function apply(
  change: DeviceChange,
  answers: Readonly<Record<string, unknown>>,
): Promise<WebDevice['written']> {
  const device = webDevice({ [`GET ${BASE}/settings`]: SETTINGS, ...answers });
  await vnishControl.apply(device, change, {
    nowMs: () => 0,
    identity: { family: 'vnish', algorithm: 'sha256' },
    settings: { bounds: {} },
    session: { token: 'held' },
  });
  return device.written;
}

test.each<[DeviceChange, string, string, unknown?]>([
  [{ kind: 'restart' }, 'mining', '/system/reboot', {}],
  [{ kind: 'pause' }, 'mining', '/mining/pause'],
  [{ kind: 'resume' }, 'paused', '/mining/resume'],
  [{ kind: 'resume' }, 'stopped', '/mining/start'],
])('is asked for %j while %s at %s', async (change, miner_state, path, ...body) => {
  const sent = await apply(change, { [`GET ${BASE}/status`]: { miner_state } });
  expect(sent).toEqual([[`POST ${BASE}${path}`, ...body]]);
});

test('its lamp is asked for the other state than the present one', async () => {
  for (const find_miner of [true, false])
    expect(await apply({ kind: 'identify' }, { [`GET ${BASE}/status`]: { find_miner } })).toEqual([
      [`POST ${BASE}/find-miner`, { on: !find_miner }],
    ]);
});

describe('its settings', () => {
  test('a preset goes back with all that belongs to it, in the kind that it was told in', async () => {
    const { overclock } = SETTINGS.miner;
    expect(await apply({ kind: 'preset', preset: '1900' }, {})).toEqual([
      [`POST ${BASE}/settings`, { miner: { overclock: { ...overclock, preset: '1900' } } }],
    ]);
    const numeric = { miner: { overclock: { preset: 3050 } } };
    expect(await apply({ kind: 'preset', preset: '1900' }, { [`GET ${BASE}/settings`]: numeric })).toEqual([
      [`POST ${BASE}/settings`, { miner: { overclock: { preset: 1900 } } }],
    ]);
  });

  test('that wait for a start of mining are followed by one', async () => {
    const pools = [
      { url: 'stratum+tcp://b.example:1', user: 'me.two', password: 'word' },
      { url: 'stratum+tcp://a.example:3333', user: 'me.one' },
    ];
    const waiting = { restart_required: true, reboot_required: false };
    expect(await apply({ kind: 'pools', pools }, { [`POST ${BASE}/settings`]: waiting })).toEqual([
      [
        `POST ${BASE}/settings`,
        {
          miner: {
            pools: [
              { url: 'b.example:1', user: 'me.two', pass: 'word', order: 0, id: 0 },
              { url: 'a.example:3333', user: 'me.one', pass: 'secret', order: 1, id: 1 },
            ],
          },
        },
      ],
      [`POST ${BASE}/mining/restart`],
    ]);
  });

  test('that it refuses are not followed by anything', async () => {
    const no = webReply('{"err":"Invalid settings"}', { status: 422 });
    await expect(
      apply({ kind: 'preset', preset: '1900' }, { [`POST ${BASE}/settings`]: no }),
    ).rejects.toMatchObject({ kind: 'refused', detail: expect.stringContaining('Invalid settings') });
  });

  test('are told without passwords', async () => {
    const device = webDevice({
      [`GET ${BASE}/info`]: { system: { uptime: '3 days,  4:08' } },
      [`GET ${BASE}/status`]: { miner_state: 'stopped' },
      [`GET ${BASE}/settings`]: SETTINGS,
      [`GET ${BASE}/autotune/presets`]: { presets: [{ name: '3050', status: 'tuned' }] },
    });
    const settings = await vnishControl.settings(device, { nowMs: () => 0, session: { token: 'held' } });
    expect(settings).toEqual({
      paused: true,
      preset: '3050',
      pools: [{ url: 'stratum+tcp://a.example:3333', user: 'me.one' }],
      uptimeS: 273_600 + 480,
      bounds: { presets: ['3050'], mostPools: 3 },
    });
  });
});

describe('presets that may be chosen', () => {
  const list = [
    { name: 'disabled', status: 'untuned' },
    { name: '1500', status: 'untuned' },
    { name: '2300', status: 'tuned' },
    { name: '3495', status: 'untuned' },
  ];

  test('are those that it was tuned to, and lower ones', () => {
    expect(vnishPresets(list, 'disabled')).toEqual(['disabled', '1500', '2300']);
    expect(vnishPresets({ presets: list }, '3495')).toEqual(['disabled', '1500', '2300', '3495']);
  });

  test('say what they do, where their words tell both', () => {
    const told = [{ name: '3495', pretty: '3495 watt ~ 132 TH' }, { name: '1500', pretty: '1500 watt' }, {}];
    expect(vnishPresetPoints({ presets: told })).toEqual([
      { preset: '3495', hashrateHs: 132e12, powerW: 3495 },
    ]);
    expect(vnishPresetPoints(undefined)).toEqual([]);
  });

  test('are none where nobody knows what it bears', () => {
    const untuned = list.filter(({ status }) => status === 'untuned');
    expect(vnishPresets(untuned, 'disabled')).toEqual(['disabled']);
    expect(vnishPresets(undefined, undefined)).toEqual([]);
  });
});
