import { describe, expect, test } from 'vitest';
import { webMiner } from '../../tests/support/web-miner.ts';
import type { DeviceChange } from '../domain/control.ts';
import type { MinerFamily } from '../domain/miner.ts';
import { auradineControl } from './auradine-control.ts';
import { cgiControl } from './cgi-control.ts';
import type { DeviceControl } from './control.ts';
import { epicControl } from './epic-control.ts';
import { iceriverControl } from './iceriver-control.ts';
import { maraControl } from './mara-control.ts';
import { sealminerControl } from './sealminer-control.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';
import { xmrigControl } from './xmrig-control.ts';

const apply = (control: DeviceControl, transport: DeviceTransport, change: DeviceChange, password?: string) =>
  control.apply(transport, change, {
    nowMs: () => 0,
    identity: { family: 'cgminer' as MinerFamily, algorithm: 'sha256' },
    settings: { bounds: {} },
    ...(password === undefined ? {} : { credentials: { password } }),
  });
const settings = (control: DeviceControl, transport: DeviceTransport) =>
  control.settings(transport, { nowMs: () => 0 });
const POOLS: DeviceChange = {
  kind: 'pools',
  pools: [
    { url: 'stratum+tcp://a:1', user: 'me', password: 'p' },
    { url: 'stratum+tcp://b:2', user: 'you' },
  ],
};

describe('ePIC', () => {
  const summary = {
    Status: { 'Operating State': 'Mining' },
    Session: { Uptime: 77 },
    Mining: { Coin: 'BTC' },
    Stratum: { 'Worker Unique Id': true },
    Misc: { 'Locate Miner State': false },
    StratumConfigs: [{ pool: 'stratum+tcp://b:2', login: 'you', password: 'kept' }],
  };
  const epic = (answer: object | number = { result: true, error: null }) =>
    webMiner({
      '/summary': summary,
      ...Object.fromEntries(
        ['/reboot', '/miner', '/identify', '/coin'].map((path) => [`POST ${path}`, answer]),
      ),
    });

  test.each<[DeviceChange, string, unknown]>([
    [{ kind: 'restart' }, '/reboot', 0],
    [{ kind: 'pause' }, '/miner', 'Stop'],
    [{ kind: 'resume' }, '/miner', 'Autostart'],
    [{ kind: 'identify' }, '/identify', true],
  ])('is asked for %j with its password', async (change, path, param) => {
    const { asked, sent, transport } = epic();
    await apply(epicControl, transport, change, 's3cret');
    expect(asked.at(-1)).toMatchObject({ method: 'POST', path, port: 4028 });
    expect(sent()).toEqual({ param, password: 's3cret' });
  });

  test('keeps coin, worker names and the password of a pool that stays', async () => {
    const { sent, transport } = epic();
    await apply(epicControl, transport, POOLS);
    expect(sent()).toEqual({
      password: 'letmein',
      param: {
        coin: 'BTC',
        unique_id: true,
        stratum_configs: [
          { pool: 'stratum+tcp://a:1', login: 'me', password: 'p' },
          { pool: 'stratum+tcp://b:2', login: 'you', password: 'kept' },
        ],
      },
    });
  });

  test('refuses in its own words', async () => {
    const { transport } = epic({ result: false, error: 'Incorrect password' });
    await expect(apply(epicControl, transport, { kind: 'pause' }, 'wrong')).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('Incorrect password'),
    });
  });

  test('tells whether it idles, and its pools without their passwords', async () => {
    const told = await settings(epicControl, epic().transport);
    expect(told).toEqual({
      paused: false,
      pools: [{ url: 'stratum+tcp://b:2', user: 'you' }],
      uptimeS: 77,
      bounds: { mostPools: 3 },
    });
  });
});

describe('MARA’s firmware', () => {
  const pages = {
    '/kaonsu/v1/brief': { data: { elapsed: 91 } },
    'GET /kaonsu/v1/locate_miner': { blinking: true },
    'POST /kaonsu/v1/locate_miner': { blinking: false },
    'POST /kaonsu/v1/maintenance': {},
  };

  test('restarts, and stops blinking when it does already', async () => {
    const { sent, transport } = webMiner(pages);
    await apply(maraControl, transport, { kind: 'restart' });
    expect(sent()).toEqual({ type: 'reboot' });
    await apply(maraControl, transport, { kind: 'identify' });
    expect(sent()).toEqual({ blinking: false });
    expect(await settings(maraControl, transport)).toMatchObject({ uptimeS: 91 });
  });
});

describe('Auradine', () => {
  const done = { STATUS: [{ STATUS: 'S', Msg: 'ok' }] };
  const auradine = (answer: object = done) =>
    webMiner(
      {
        'POST /token': { Token: [{ Token: 't0ken' }] },
        'GET /mode': { Mode: [{ Mode: 'custom', Sleep: 'off' }], STATUS: [{ STATUS: 'S' }] },
        'GET /led': { LED: [{ Code: 2 }] },
        ...Object.fromEntries(
          ['mode', 'led', 'restart', 'updatepools'].map((name) => [`POST /${name}`, answer]),
        ),
      },
      {
        pools: { STATUS: [{ STATUS: 'S' }], POOLS: [{ URL: 'stratum+tcp://a:1', User: 'me' }] },
        summary: { STATUS: [{ STATUS: 'S' }], SUMMARY: [{ Elapsed: 5 }] },
      },
    );

  test.each<[DeviceChange, object]>([
    [{ kind: 'restart' }, { command: 'restart' }],
    [{ kind: 'pause' }, { command: 'mode', sleep: 'on' }],
    [{ kind: 'resume' }, { command: 'mode', sleep: 'off' }],
    [{ kind: 'identify' }, { command: 'led', code: 3 }],
    [
      POOLS,
      {
        command: 'updatepools',
        pools: [
          { url: 'stratum+tcp://a:1', user: 'me', pass: 'p' },
          { url: 'stratum+tcp://b:2', user: 'you', pass: 'x' },
        ],
      },
    ],
  ])('is asked for %j by the name of its command, with its token', async (change, body) => {
    const { asked, sent, transport } = auradine();
    await apply(auradineControl, transport, change);
    expect(sent()).toEqual(body);
    expect(asked.at(-1)).toMatchObject({ port: 8080, headers: { token: 't0ken' } });
  });

  test('refuses in its own words', async () => {
    const { transport } = auradine({ STATUS: [{ STATUS: 'E', Msg: 'Invalid mode' }] });
    await expect(apply(auradineControl, transport, { kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('Invalid mode'),
    });
  });

  test('tells whether it sleeps, and its pools', async () => {
    await expect(settings(auradineControl, auradine().transport)).resolves.toMatchObject({
      paused: false,
      pools: [{ url: 'stratum+tcp://a:1', user: 'me' }],
      uptimeS: 5,
    });
  });
});

describe('Elphapex and Hammer', () => {
  test('restart by a page that is opened, and blink until asked again', async () => {
    const { asked, sent, transport } = webMiner({
      '/cgi-bin/reboot.cgi': {},
      '/cgi-bin/get_blink_status.cgi': { blink: false },
      'POST /cgi-bin/blink.cgi': { code: 'B000' },
    });
    await apply(cgiControl, transport, { kind: 'restart' });
    expect(asked).toEqual([{ path: '/cgi-bin/reboot.cgi', once: true }]);
    await apply(cgiControl, transport, { kind: 'identify' });
    expect(sent()).toEqual({ blink: 'true' });
  });

  test('that will not restart say so', async () => {
    const { transport } = webMiner({ '/cgi-bin/reboot.cgi': 500 });
    await expect(apply(cgiControl, transport, { kind: 'restart' })).rejects.toMatchObject({
      kind: 'refused',
    });
  });

  test('tell since when they work: one on its pages, the other over its API', async () => {
    const pages = webMiner({ '/cgi-bin/stats.cgi': { STATS: [{ elapsed: 12, rate_5s: 1 }] } });
    expect(await settings(cgiControl, pages.transport)).toMatchObject({ uptimeS: 12 });
    const api = webMiner({}, { summary: { STATUS: [{ STATUS: 'S' }], SUMMARY: [{ Elapsed: 34 }] } });
    expect(await settings(cgiControl, api.transport)).toMatchObject({ uptimeS: 34 });
  });
});

test('IceRiver blinks until asked again', async () => {
  for (const [locate, sent] of [
    [false, '1'],
    [true, '0'],
  ] as const) {
    const { asked, transport } = webMiner({ '/user/userpanel': { error: 0, data: { locate } } });
    await apply(iceriverControl, transport, { kind: 'identify' });
    expect(asked.at(-1)).toMatchObject({ method: 'POST', body: `post=5&locate=${sent}` });
  }
});

describe('XMRig', () => {
  const xmrig = (restricted: boolean, answer: object = { result: { status: 'OK' } }) =>
    webMiner({ '/2/summary': { paused: false, uptime: 3, restricted }, 'POST /json_rpc': answer });

  test.each(['pause', 'resume'] as const)('is told to %s with its access token', async (kind) => {
    const { asked, sent, transport } = xmrig(false);
    await apply(xmrigControl, transport, { kind }, 't0ken');
    expect(sent()).toEqual({ jsonrpc: '2.0', id: 1, method: kind });
    expect(asked.at(-1)?.headers).toMatchObject({ authorization: 'Bearer t0ken' });
  });

  test('that may only be watched is sent nothing, and says what its owner can do', async () => {
    const { asked, transport } = xmrig(true);
    await expect(apply(xmrigControl, transport, { kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('"restricted": false'),
    });
    expect(asked).toHaveLength(1);
  });

  test('refuses in its own words', async () => {
    const { transport } = xmrig(false, { error: { code: -32601, message: 'Method not found' } });
    await expect(apply(xmrigControl, transport, { kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('Method not found'),
    });
  });
});

describe('a SealMiner', () => {
  test('restarts and shines behind its login', async () => {
    const { asked, sent, transport } = webMiner({
      'POST /cgi-bin/login.php': {},
      '/cgi-bin/reboot.php': {},
      '/cgi-bin/get_system_info.php': { led: 'off' },
      'POST /cgi-bin/led_conf.php': {},
    });
    await apply(sealminerControl, transport, { kind: 'restart' });
    expect(asked[0]).toMatchObject({ body: 'username=seal&origin_pwd=seal' });
    expect(asked.at(-1)).toMatchObject({ path: '/cgi-bin/reboot.php', headers: { cookie: 'session=1' } });
    await apply(sealminerControl, transport, { kind: 'identify' });
    expect(sent()).toEqual({ key: 'led', value: 'on' });
  });

  test('whose login does not answer is certain to be as it was', async () => {
    const { transport } = webMiner({ 'POST /cgi-bin/login.php': new DeviceError('timeout', 'no answer') });
    await expect(apply(sealminerControl, transport, { kind: 'restart' })).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });
});

test.each<[string, DeviceControl]>([
  ['ePIC', epicControl],
  ['MARA’s firmware', maraControl],
  ['Auradine', auradineControl],
  ['Elphapex and Hammer', cgiControl],
  ['IceRiver', iceriverControl],
  ['XMRig', xmrigControl],
  ['a SealMiner', sealminerControl],
])('%s is never sent what it does not offer', async (_, control) => {
  const pages = webMiner({ '/2/summary': {}, 'POST /cgi-bin/login.php': {} });
  await expect(
    apply(control, pages.transport, { kind: 'tuning', frequencyMhz: 9_999 }),
  ).rejects.toMatchObject({
    kind: 'refused',
  });
  expect(pages.asked.filter(({ body }) => body?.includes('9999'))).toEqual([]);
});
