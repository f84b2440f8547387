import { describe, expect, test } from 'vitest';
import { webReply } from '../../tests/support/scripted-device.ts';
import { type WebDevice, webDevice } from '../../tests/support/web-device.ts';
import type { DeviceChange } from '../domain/control.ts';
import { antminerControl } from './antminer-control.ts';

const nowMs = () => 0;
const CONF = 'GET /cgi-bin/get_miner_conf.cgi';
const SET = 'POST /cgi-bin/set_miner_conf.cgi';
const POOL = { url: 'stratum+tcp://a.example:3333', user: 'me.one', pass: 'secret' };
const EMPTY = { url: '', user: '', pass: '' };
/** An S19 of 2022: its file's own names, all of it text. */
const TEXT = {
  pools: [POOL, EMPTY, EMPTY],
  'api-listen': true,
  'bitmain-fan-ctrl': false,
  'bitmain-fan-pwm': '100',
  'bitmain-work-mode': '0',
  'bitmain-freq-level': '100',
};
/** Another release: the page's names, and numbers. */
const NUMBERS = {
  pools: [POOL, EMPTY, EMPTY],
  'bitmain-fan-ctrl': true,
  'bitmain-fan-pwm': 70,
  'miner-mode': 0,
  'freq-level': 100,
};

async function apply(change: DeviceChange, device: WebDevice): Promise<WebDevice> {
  const identity = { family: 'antminer', algorithm: 'sha256' } as const;
  await antminerControl.apply(device, change, { nowMs, identity, settings: { bounds: {} } });
  return device;
}

describe('set_miner_conf is sent everything that the device keeps', () => {
  test.each<[string, DeviceChange, object, object]>([
    [
      'asleep, where the file holds text',
      { kind: 'pause' },
      TEXT,
      {
        'bitmain-fan-ctrl': false,
        'bitmain-fan-pwm': '100',
        'freq-level': '100',
        'miner-mode': 1,
        'bitmain-work-mode': '1',
        pools: TEXT.pools,
      },
    ],
    [
      'asleep, where it tells numbers under the names of the page',
      { kind: 'pause' },
      NUMBERS,
      { ...NUMBERS, 'miner-mode': 1 },
    ],
    [
      'awake, where it tells the mode as text',
      { kind: 'resume' },
      { ...NUMBERS, 'miner-mode': '1' },
      { ...NUMBERS, 'miner-mode': '0' },
    ],
    [
      'fans by hand, as text',
      { kind: 'fan', fanPercent: 60 },
      TEXT,
      {
        'bitmain-fan-ctrl': true,
        'bitmain-fan-pwm': '60',
        'freq-level': '100',
        'miner-mode': 0,
        'bitmain-work-mode': '0',
        pools: TEXT.pools,
      },
    ],
    ['fans by themselves', { kind: 'auto-fan' }, NUMBERS, { ...NUMBERS, 'bitmain-fan-ctrl': false }],
    [
      'fans of a machine that is in low power mode stay with that mode',
      { kind: 'fan', fanPercent: 60 },
      { ...NUMBERS, 'miner-mode': 3 },
      { ...NUMBERS, 'miner-mode': 3, 'bitmain-fan-pwm': 60 },
    ],
    [
      'pools, the old ones with their passwords and the slots that are left emptied',
      {
        kind: 'pools',
        pools: [
          { url: 'stratum+tcp://b.example:1', user: 'me.two', password: 'word' },
          { url: POOL.url, user: POOL.user },
        ],
      },
      NUMBERS,
      {
        ...NUMBERS,
        pools: [{ url: 'stratum+tcp://b.example:1', user: 'me.two', pass: 'word' }, POOL, EMPTY],
      },
    ],
  ])('%s', async (_, change, conf, sent) => {
    const { written } = await apply(change, webDevice({ [CONF]: conf }));
    expect(written).toEqual([[SET, sent]]);
  });

  test.each([
    ['that knows no mode: an S9 would lose its file', { pools: [POOL], 'bitmain-freq': '550' }],
    ['without pools', { 'miner-mode': 0 }],
    ['with hidden passwords', { ...NUMBERS, pools: [{ ...POOL, pass: '*****' }] }],
    ['that is none', 'nothing'],
  ])('and one %s is left alone', async (_, conf) => {
    const device = webDevice({ [CONF]: conf });
    await expect(apply({ kind: 'pause' }, device)).rejects.toMatchObject({ kind: 'refused' });
    expect(device.written).toEqual([]);
  });
});

test('a restart and the lamp have pages of their own; a lamp that blinks is put out', async () => {
  const status = 'GET /cgi-bin/get_blink_status.cgi';
  expect((await apply({ kind: 'restart' }, webDevice({}))).written).toEqual([
    ['POST /cgi-bin/reboot.cgi', {}],
  ]);
  for (const [blink, sent] of [
    [false, 'true'],
    [true, 'false'],
  ] as const) {
    const { written } = await apply({ kind: 'identify' }, webDevice({ [status]: { blink } }));
    expect(written).toEqual([['POST /cgi-bin/blink.cgi', { blink: sent }]]);
  }
});

test('it refuses in its own words', async () => {
  const device = webDevice({
    [CONF]: TEXT,
    [SET]: { stats: 'error', code: 'M001', msg: 'Illegal request!' },
  });
  await expect(apply({ kind: 'pause' }, device)).rejects.toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('Illegal request!'),
  });
  const broken = webDevice({ [CONF]: TEXT, [SET]: webReply('', { status: 500 }) });
  await expect(apply({ kind: 'pause' }, broken)).rejects.toMatchObject({ kind: 'refused' });
});

test('it tells how it is set, and no password', async () => {
  const stats = { STATS: [{ elapsed: 77, rate_5s: 0 }] };
  const device = webDevice({
    [CONF]: { ...TEXT, 'bitmain-work-mode': '1' },
    'GET /cgi-bin/stats.cgi': stats,
  });
  const settings = await antminerControl.settings(device, { nowMs });
  expect(settings).toMatchObject({
    paused: true,
    autoFan: true,
    fanPercent: 100,
    pools: [{ url: POOL.url, user: POOL.user }],
    uptimeS: 77,
    bounds: { mostPools: 3, fanPercent: { min: 40, max: 100 } },
  });
  expect(JSON.stringify(settings)).not.toContain(POOL.pass);
});

test('what may be asked for depends on the model: an S9 is only watched, a hydro has no fans', () => {
  const offers = (model: string | undefined) =>
    antminerControl.offers({ family: 'antminer', model, algorithm: 'sha256' });
  for (const old of [
    'Antminer S9',
    'Antminer S9j',
    'Antminer T17+',
    'Antminer S17 Pro',
    'Antminer L3+',
    'Antminer Z9',
  ])
    expect(offers(old), old).toEqual([]);
  for (const model of [
    'Antminer S19j Pro',
    'Antminer S21 XP',
    'Antminer T21',
    'Antminer L7',
    'Antminer KS5',
    undefined,
  ])
    expect(offers(model), model).toContain('fan');
  expect(offers('Antminer S21 Hyd.')).not.toContain('fan');
  expect(offers('Antminer S21 Hyd.')).toContain('pause');
});
