import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoFleet } from '../fleets.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { answerHttp, answerRpc, doorOf } from './answers.ts';
import { hasLiveFeed, liveFrame } from './axeos-live.ts';
import type { HttpExtras } from './http-answer.ts';

const FIXTURES = '../shared/fixtures/miners';
const START_MS = Date.UTC(2026, 5, 1);
const HOUR_MS = 3_600_000;

function twinNamed(name: string, difficulty = 512): MinerTwin {
  const found = demoFleet({ seed: 5, startMs: START_MS, difficulty }).find((twin) => twin.name === name);
  if (found === undefined) throw new Error(`no twin ${name}`);
  return found;
}

type Json = Record<string, unknown>;

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

function recorded(path: string): Json | undefined {
  const file = `${FIXTURES}/${path}`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  console.log(`shape not compared: ${file} is not here`);
  return undefined;
}

/** Keys and types of a JSON value; the elements of an array are laid over each other. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = value.map(shape);
    return shapes.every((each) => typeof each === 'object')
      ? [Object.assign({}, ...shapes)]
      : shapes.slice(0, 1);
  }
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, shape(each)]),
  );
}

/** Every key that was recorded is answered, with the same type, all the way down. */
function expectRecordedShape(answer: Json, recording: Json | undefined): void {
  if (recording !== undefined) expect(shape(answer)).toMatchObject({ ...Object(shape(recording)) });
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

describe('Avalon answers', () => {
  it.each(['version', 'summary', 'devs', 'pools', 'stats', 'litestats'])(
    'to %s have every field of a recorded Nano 3S, with its type',
    (command) => {
      const twin = twinNamed('Living Room Nano');
      twin.advanceTo(START_MS + HOUR_MS);
      expectRecordedShape(rpc(twin, command), recorded(`avalon/nano3s/${command}.rpc.json`));
    },
  );

  it('put the same keys in the same order into MM ID0', () => {
    const recording = recorded('avalon/nano3s/stats.rpc.json');
    if (recording === undefined) return;
    const keys = (reply: Json): string[] => {
      const [first] = reply.STATS as { 'MM ID0': string }[];
      return [...(first?.['MM ID0'] ?? '').matchAll(/(\w+)\[/g)].map(([, key]) => key ?? '');
    };
    expect(keys(rpc(twinNamed('Living Room Nano'), 'stats'))).toEqual(keys(recording));
  });

  it('wrap each of several commands in an array', () => {
    const reply = rpc(twinNamed('Living Room Nano'), 'summary+version');
    expect(Object.keys(reply)).toEqual(['summary', 'version', 'id']);
    expect(reply.summary).toHaveLength(1);
  });

  it('call an unknown command invalid', () => {
    const reply = rpc(twinNamed('Living Room Nano'), 'fly') as { STATUS: { STATUS: string; Code: number }[] };
    expect(reply.STATUS[0]).toMatchObject({ STATUS: 'E', Code: 14 });
  });
});

describe('Antminer answers', () => {
  it.each(['version', 'summary', 'devs', 'pools', 'stats'])(
    'to %s have every field of a recorded S19 Pro, with its type',
    (command) => {
      const twin = twinNamed('Garage S19j');
      twin.advanceTo(START_MS + HOUR_MS);
      expectRecordedShape(rpc(twin, command), recorded(`antminer-stock/s19-pro-rpc/${command}.rpc.json`));
    },
  );

  it('show three boards that add up to the whole, and mark a stalled chip', () => {
    const twin = twinNamed('Garage S19j');
    twin.addFault({ kind: 'chip-stalled', fromMs: START_MS, chip: 130 });
    twin.advanceTo(START_MS + HOUR_MS);
    const [, chains] = (rpc(twin, 'stats') as { STATS: Json[] }).STATS;
    const rates = [1, 2, 3].map((slot) => Number(chains?.[`chain_rate${slot}`]));
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(Number(chains?.['GHS 5s']), 0);
    expect(chains?.chain_acs1).not.toContain('x');
    expect(chains?.chain_acs2).toContain('x');
    expect(chains?.chain_rate4).toBe('');
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
