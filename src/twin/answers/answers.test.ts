import { describe, expect, it } from 'vitest';
import { expectRecordedShape, type Json, recorded } from '../../../tests/support/recorded-shape.ts';
import { demoFleet } from '../fleets.ts';
import { MinerTwin } from '../miner-twin.ts';
import { answerHttp, answerRpc, doorOf } from './answers.ts';
import { hasLiveFeed, liveFrame } from './axeos-live.ts';
import type { HttpExtras } from './http-answer.ts';

const START_MS = Date.UTC(2026, 5, 1);
const HOUR_MS = 3_600_000;

function twinNamed(name: string, difficulty = 512): MinerTwin {
  const found = demoFleet({ seed: 5, startMs: START_MS, difficulty }).find((twin) => twin.name === name);
  if (found === undefined) throw new Error(`no twin ${name}`);
  return found;
}

function http(twin: MinerTwin, method: string, path: string, extras?: HttpExtras) {
  const answer = answerHttp(twin, method, path, extras);
  if (answer === undefined) throw new Error('this twin has no web server');
  return answer;
}

function get(twin: MinerTwin, path: string): Json {
  return JSON.parse(http(twin, 'GET', path).body);
}

function patch(twin: MinerTwin, change: unknown): number {
  return http(twin, 'PATCH', '/api/system', { body: JSON.stringify(change) }).status;
}

function rpc(twin: MinerTwin, command: string): Json {
  return JSON.parse(JSON.stringify(answerRpc(twin, command)));
}

describe('AxeOS answers', () => {
  it('have every field of a recorded v2.12.2, with its type', () => {
    const twin = twinNamed('Attic Supra');
    twin.advanceTo(START_MS + HOUR_MS);
    expectRecordedShape(
      get(twin, '/api/system/info'),
      recorded('axeos/gamma-601-v2.12.2/api_system_info.json'),
    );
  });

  it('speak the version they claim: v2.14 has actualFrequency and poolConnectionInfo, v2.12 has not', () => {
    const newer = get(twinNamed('Desk Gamma'), '/api/system/info');
    const older = get(twinNamed('Attic Supra'), '/api/system/info');
    expect(newer).toMatchObject({ actualFrequency: 600, miningPaused: false, poolConnectionInfo: 'IPv4' });
    expect(older).not.toHaveProperty('actualFrequency');
    expect(older).not.toHaveProperty('miningPaused');
    expect(older).toMatchObject({ poolAddrFamily: 2 });
  });

  it('are in the units of the firmware: GH/s, mV, mA', () => {
    const twin = twinNamed('Kitchen Gamma');
    twin.advanceTo(START_MS + HOUR_MS);
    const info = get(twin, '/api/system/info');
    expect(info.expectedHashrate).toBe(1071);
    expect(Math.abs(Number(info.hashRate_1h) / 1071 - 1)).toBeLessThan(0.02);
    expect(Number(info.voltage)).toBeGreaterThan(4900);
    expect(Number(info.current)).toBeGreaterThan(10_000);
    expect(info.coreVoltageActual).toBe(1144);
    expect(Number(info.temp) % 0.125).toBe(0);
  });

  it('split the hashrate over four domains that add up to it', () => {
    const info = get(twinNamed('Desk Gamma'), '/api/system/info');
    const monitor = info.hashrateMonitor as { asics: { total: number; domains: number[] }[] };
    const [asic] = monitor.asics;
    expect(asic?.domains).toHaveLength(4);
    expect(asic?.domains.reduce((sum, each) => sum + each, 0)).toBeCloseTo(Number(info.hashRate), 4);
    expect(asic?.total).toBeCloseTo(Number(info.hashRate), 4);
  });

  it('remember up to 720 rows, in the columns that were asked for', () => {
    const twin = twinNamed('Desk Gamma');
    twin.advanceTo(START_MS + 13 * HOUR_MS);
    const all = get(twin, '/api/system/statistics') as { labels: string[]; statistics: number[][] };
    expect(all.statistics).toHaveLength(720);
    expect(all.labels).toHaveLength(18);
    expect(all.labels.at(-1)).toBe('timestamp');
    const some = get(twin, '/api/system/statistics?columns=power,hashrate,nonsense') as {
      labels: string[];
      statistics: number[][];
      currentTimestamp: number;
    };
    expect(some.labels).toEqual(['hashrate', 'power', 'timestamp']);
    const times = some.statistics.map((row) => row[2] ?? 0);
    expect(times.at(-1)).toBe(some.currentTimestamp);
    expect(times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) === 60_000)).toBe(true);
  });

  it('remember nothing while statistics are off', () => {
    const twin = twinNamed('Desk Gamma');
    expect(patch(twin, { statsFrequency: 0 })).toBe(200);
    twin.advanceTo(START_MS + HOUR_MS);
    expect(get(twin, '/api/system/statistics').statistics).toEqual([]);
  });

  it('take a setting at once, and all of a change or nothing', () => {
    const twin = twinNamed('Desk Gamma');
    expect(patch(twin, { frequency: 525, coreVoltage: 1150, temptarget: 55 })).toBe(200);
    expect(get(twin, '/api/system/info')).toMatchObject({
      frequency: 525,
      coreVoltage: 1150,
      temptarget: 55,
    });
    const refused = http(twin, 'PATCH', '/api/system', { body: '{"frequency": 600, "temptarget": 90}' });
    expect(refused).toMatchObject({ status: 400, body: 'Wrong API input' });
    expect(twin.settings.frequencyMhz).toBe(525);
    for (const bad of [{ overheat_mode: 1 }, { coreVoltage: '1150' }, { manualFanSpeed: 101 }, [1]]) {
      expect(patch(twin, bad)).toBe(400);
    }
    expect(http(twin, 'PATCH', '/api/system', { body: 'not json' }).status).toBe(400);
  });

  it.each(['Desk Gamma', 'Office NerdQAxe'])(
    'tell the pools of %s back at once, mined with from its next start on',
    (name) => {
      const twin = twinNamed(name);
      const before = twin.link.active.setup.host;
      const wanted = { stratumURL: 'pool.example', stratumPort: 21_496, stratumUser: 'bc1q.desk' };
      expect(patch(twin, { ...wanted, fallbackStratumURL: 'solo.ckpool.org', stratumPassword: 'x' })).toBe(
        200,
      );
      expect(get(twin, '/api/system/info')).toMatchObject({
        ...wanted,
        fallbackStratumURL: 'solo.ckpool.org',
      });
      twin.step(1);
      expect(twin.link.active.setup.host).toBe(before);
      http(twin, 'POST', '/api/system/restart');
      twin.advanceTo(START_MS + HOUR_MS);
      expect(twin.link.active.setup).toMatchObject({
        host: 'pool.example',
        port: 21_496,
        user: 'bc1q.desk',
      });
    },
  );

  it('take no pool whose port cannot be one, and nothing beside it', () => {
    const twin = twinNamed('Desk Gamma');
    expect(patch(twin, { stratumURL: 'pool.example', stratumPort: 70_000 })).toBe(400);
    expect(get(twin, '/api/system/info').stratumURL).not.toBe('pool.example');
  });

  it('say “Hi!” for half a minute since 2.12, and no longer when asked twice', () => {
    const twin = twinNamed('Attic Supra');
    const ask = () => JSON.parse(http(twin, 'POST', '/api/system/identify').body);
    expect(ask()).toMatchObject({ message: 'The device says "Hi!" for 30 seconds.' });
    expect(ask()).toMatchObject({ message: 'The device no longer says "Hi!".' });
    ask();
    twin.advanceTo(START_MS + 31_000);
    expect(ask()).toMatchObject({ message: 'The device says "Hi!" for 30 seconds.' });
    const older = new MinerTwin({ ...twin.options, firmware: 'v2.11.0' });
    expect(http(older, 'POST', '/api/system/identify').status).toBe(404);
  });

  it('have no chip temperature while the chip is off for heat', () => {
    const twin = twinNamed('Kitchen Gamma');
    twin.addFault({ kind: 'overheat', fromMs: START_MS, severity: 1 });
    while (twin.state.cooledS === undefined && twin.state.atMs < START_MS + HOUR_MS) twin.step(1);
    twin.step(1);
    expect(get(twin, '/api/system/info')).toMatchObject({
      temp: -1,
      overheat_mode: 1,
      autofanspeed: 0,
      fanspeed: 100,
    });
  });

  it('refuse a page that does not live on a private address, without a CORS header', () => {
    const twin = twinNamed('Desk Gamma');
    for (const origin of ['http://localhost:8787', 'https://192.168.1.2', 'http://192.168.1.2:8787']) {
      const answer = http(twin, 'GET', '/api/system/info', { origin });
      expect(answer.status).toBe(401);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect(http(twin, 'GET', '/api/system/info', { origin: 'http://192.168.1.2' }).status).toBe(200);
  });

  it('name the model and its options under /asic, and unknown routes as unknown', () => {
    const twin = twinNamed('Attic Supra');
    expect(get(twin, '/api/system/asic')).toMatchObject({
      ASICModel: 'BM1368',
      deviceModel: 'Supra',
      asicCount: 1,
      defaultFrequency: 490,
    });
    expect(http(twin, 'GET', '/api/nonsense').status).toBe(404);
    expect(http(twin, 'POST', '/api/system/pause').status).toBe(404);
    expect(http(twin, 'GET', '/').body).toContain('AxeOS');
  });

  it('push everything once and then what has changed', () => {
    const twin = twinNamed('Desk Gamma');
    expect(hasLiveFeed(twin)).toBe(true);
    expect(hasLiveFeed(twinNamed('Attic Supra'))).toBe(false);
    const first = liveFrame(twin, undefined);
    expect(JSON.parse(first.frame ?? '')).toEqual({ event: 'update', data: get(twin, '/api/system/info') });
    expect(liveFrame(twin, first.info).frame).toBeUndefined();
    twin.step(5);
    const { data } = JSON.parse(liveFrame(twin, first.info).frame ?? '');
    expect(data).toHaveProperty('hashRate');
    expect(data).not.toHaveProperty('macAddr');
  });
});

describe('NerdOS answers', () => {
  it('have every field of a recorded v1.1, with its type', () => {
    const twin = twinNamed('Office NerdQAxe');
    twin.advanceTo(START_MS + HOUR_MS);
    const folder = 'nerdos/nerdqaxe-plusplus-v1.1.0-beta1';
    expectRecordedShape(get(twin, '/api/system/info'), recorded(`${folder}/api_system_info.json`));
    expectRecordedShape(get(twin, '/api/system/asic'), recorded(`${folder}/api_system_asic.json`));
    expect(get(twin, '/api/system/info')).not.toHaveProperty('history');
  });

  it('page through what they remember, by the clock of whoever asks', () => {
    const twin = twinNamed('Office NerdQAxe');
    twin.advanceTo(START_MS + 5 * HOUR_MS);
    const askerNowMs = 1_000_000_000_000;
    const fromMs = askerNowMs - 2 * HOUR_MS;
    const path = `/api/system/info?ts=${fromMs}&cur=${askerNowMs}&limit=50&history_span=${HOUR_MS}`;
    const { history } = get(twin, path) as {
      history: { timestamps: number[]; hashrate_1m: number[]; asicTemp: number[]; hasMore: boolean };
    };
    expect(history.timestamps).toHaveLength(50);
    expect(history.hasMore).toBe(true);
    expect(history.timestamps[0]).toBeLessThan(60_000);
    expect((history.hashrate_1m[0] ?? 0) / 100 / 4896).toBeCloseTo(1, 1);
    expect((history.asicTemp[0] ?? 0) / 100).toBeCloseTo(59, -1);
  });
});

describe('every answer', () => {
  it('is the same for the same moment', () => {
    for (const twin of demoFleet({ seed: 5, startMs: START_MS })) {
      twin.step(5);
      const ask = () =>
        doorOf(twin) === 'http'
          ? get(twin, '/api/system/info')
          : rpc(twin, 'version+summary+stats+pools+devs');
      expect(ask()).toEqual(ask());
    }
  });

  it('holds no number that JSON cannot carry', () => {
    for (const twin of demoFleet({ seed: 5, startMs: START_MS })) {
      twin.restart();
      twin.advanceTo(START_MS + 30_000, 5);
      const text =
        doorOf(twin) === 'http'
          ? http(twin, 'GET', '/api/system/info').body
          : JSON.stringify(answerRpc(twin, 'version+summary+stats+pools+devs'));
      expect(text).not.toContain('null');
      expect(text).not.toContain('NaN');
    }
  });
});
