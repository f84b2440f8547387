import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  damaged,
  expectPhysical,
  expectRestUntouched,
  type Feeds,
} from '../../tests/support/damaged-reply.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { isRecord } from './raw-record.ts';
import { DeviceError, type DeviceHttpRequest } from './transport.ts';
import { parseXmrig, xmrig } from './xmrig.ts';

const AT_MS = 1_790_000_000_000;

const SUMMARY = {
  worker_id: 'tower',
  uptime: 106,
  paused: false,
  version: '6.22.0',
  kind: 'miner',
  algo: 'rx/0',
  cpu: { brand: 'AMD Ryzen 9 7950X 16-Core Processor' },
  results: { shares_good: 30, shares_total: 31, best: [358_821, 344_438, 0] },
  connection: { pool: 'some.pool:20064', uptime: 100, ping: 45, diff: 37_638, accepted: 30, rejected: 1 },
  hashrate: { total: [17_207.19, 17_210.82, null], highest: 18_316 },
};

const CARD = {
  hashrate: [2_900.5, 2_890, null],
  health: { temperature: 61, power: 118, clock: 1_750, mem_clock: 2_000, rpm: [1_900, 0] },
};
const BACKENDS = [
  { type: 'cpu', enabled: true, threads: [{ hashrate: [500, null, null] }] },
  { type: 'opencl', enabled: true, threads: [CARD] },
];

const FEEDS: Feeds = {
  'summary/worker_id': 'hostname',
  'summary/uptime': 'uptimeS',
  'summary/paused': 'paused mining',
  'summary/version': 'firmware',
  'summary/algo': 'algorithm',
  'summary/cpu': 'model',
  'summary/results/shares_good': 'accepted rejected',
  'summary/results/shares_total': 'rejected',
  'summary/results/best': 'bestShare',
  'summary/connection/pool': 'pools',
  'summary/connection/uptime': 'pools',
  'summary/connection/accepted': 'pools',
  'summary/connection/rejected': 'pools',
  'summary/connection/ping': 'poolLatencyMs',
  'summary/connection/diff': 'poolDifficulty',
  'summary/hashrate': 'hashrateHs hashrateAvgHs mining',
  backends:
    'boards.id boards.hashrateHs boards.tempChipC boards.frequencyMhz boards.memoryClockMhz powerW tempChipMaxC fans',
};

const snapshot = (raw: unknown) =>
  parseXmrig(
    isRecord(raw) ? { summary: raw.summary, backends: raw.backends } : { summary: undefined },
    AT_MS,
  );

const anyText = fc.oneof(fc.json(), fc.string(), fc.constant('{"hashrate":{"total":[1e999]}}'));

describe('a damaged reply', () => {
  const replies = { summary: SUMMARY, backends: BACKENDS };

  test('costs the damaged field and no other', () => {
    const whole = snapshot(replies);
    expectPhysical(whole);
    expect(whole).toMatchObject({
      identity: { model: 'AMD Ryzen 9 7950X 16-Core Processor', algorithm: 'randomx' },
      reading: {
        hashrateHs: 17_207.19,
        hashrateAvgHs: 17_210.82,
        shares: { accepted: 30, rejected: 1 },
        bestShare: 358_821,
        powerW: 118,
        boards: [{ id: 0, hashrateHs: 2_900.5, tempChipC: 61 }],
        fans: [{ rpm: 1_900 }, { rpm: 0 }],
      },
    });
    fc.assert(
      fc.property(damaged(replies), (damage) => {
        const hurt = snapshot(damage.reply);
        expectPhysical(hurt);
        expectRestUntouched(whole, hurt, damage, FEEDS);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any kind is read as far as it goes, or is a typed failure', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (summary, backends) => {
        const web = { '/2/summary': webReply(summary), '/2/backends': webReply(backends) };
        const read = xmrig.read(scriptedDevice({ web }), { nowMs: () => AT_MS });
        const outcome = await read.catch((error: unknown) => error);
        if (!(outcome instanceof DeviceError)) expectPhysical(await read);
      }),
    );
  });
});

describe('a rate', () => {
  const rated = (total: readonly (number | null)[], paused = false) =>
    snapshot({ summary: { hashrate: { total }, paused } }).reading;

  test('of a window that is not filled yet is not there', () => {
    expect(rated([null, null, null])).toMatchObject({ hashrateHs: undefined, mining: undefined });
    expect(rated([9, null, null])).toMatchObject({ hashrateHs: 9, hashrateAvgHs: 9, mining: true });
    expect(rated([9, 8, 7])).toMatchObject({ hashrateHs: 9, hashrateAvgHs: 7 });
  });

  test('of a miner that was paused does not count as mining', () => {
    expect(rated([9, 8, 7], true)).toMatchObject({ mining: false, paused: true });
  });
});

test.each([
  ['rx/0', 'randomx'],
  ['rx/wow', 'randomx'],
  ['cn/gpu', 'other'],
  ['kawpow', 'other'],
])('the algorithm %s is %s', (algo, algorithm) => {
  expect(snapshot({ summary: { algo } }).identity.algorithm).toBe(algorithm);
});

test('the owner’s password for it is its access token', async () => {
  const device = scriptedDevice({ web: { '/2/summary': jsonReply(SUMMARY) } });
  const sent: DeviceHttpRequest[] = [];
  const transport = {
    ...device,
    http(request: DeviceHttpRequest) {
      sent.push(request);
      return device.http(request);
    },
  };
  await xmrig.read(transport, { nowMs: () => AT_MS, credentials: { password: 'lamp' } });
  expect(sent.map(({ headers }) => headers)).toEqual([
    { authorization: 'Bearer lamp' },
    { authorization: 'Bearer lamp' },
  ]);
});

test('a miner that knows version 1 of the API alone is read by that', async () => {
  const notThere = webReply('', { status: 404 });
  const { uptime, ...first } = SUMMARY;
  const web = { '/2/summary': notThere, '/2/backends': notThere, '/1/summary': jsonReply(first) };
  const { reading } = await xmrig.read(scriptedDevice({ web }), { nowMs: () => AT_MS });
  expect(reading).toMatchObject({ hashrateHs: 17_207.19, uptimeS: undefined, shares: { accepted: 30 } });
  expect(uptime).toBe(106);
});

test('a fan is told in rpm by one driver and in per cent by the other', () => {
  const fans = (health: object) => {
    const backends = [{ type: 'cuda', threads: [{ health }] }];
    return snapshot({ summary: SUMMARY, backends }).reading.fans;
  };
  expect(fans({ fan_speed: [100, 80] })).toEqual([{ percent: 100 }, { percent: 80 }]);
  expect(fans({ rpm: [1_900, 0] })).toEqual([{ rpm: 1_900 }, { rpm: 0 }]);
  expect(fans({ rpm: [1_900], fan_speed: [45] })).toEqual([{ rpm: 1_900, percent: 45 }]);
  expect(fans({ fan_speed: [-1] })).toEqual([]);
});

test('without its token it refuses', async () => {
  const web = { '/2/summary': webReply('', { status: 401 }) };
  const read = xmrig.read(scriptedDevice({ web }), { nowMs: () => AT_MS });
  await expect(read).rejects.toMatchObject({ kind: 'refused' });
});
