import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyValue } from '../../tests/support/damaged-reply.ts';
import { jsonReply, type Script, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { adapterOf } from './adapters.ts';
import { detect } from './detect.ts';
import { DeviceError, type DeviceErrorKind } from './transport.ts';

const INFO = '/api/system/info';
const AXEOS = { ASICModel: 'BM1370', version: 'v2.12.2', hashRate: 1_000 };
const OK = { STATUS: [{ STATUS: 'S' }], id: 1 };
const UNKNOWN = { STATUS: [{ STATUS: 'E', Code: 14, Msg: 'Invalid command' }], id: 1 };
const ANTMINER = { ...OK, VERSION: [{ Type: 'Antminer S19 Pro', BMMiner: '1.0.0' }] };
const WHATSMINER_VERSION = { STATUS: 'S', Code: 131, Msg: { fw_ver: '20210322.22.REL' } };
const ROUTER = webReply('<!doctype html><html><head><title>FRITZ!Box</title></head></html>');

const options = { nowMs: () => 0 };
const unreadable = new DeviceError('unreadable-reply', 'the reply is neither JSON nor cgminer text');

async function failure(script: Script): Promise<DeviceError> {
  const outcome = await detect(scriptedDevice(script), options).catch((error: unknown) => error);
  if (outcome instanceof DeviceError) return outcome;
  throw new Error('a miner was found', { cause: outcome });
}

describe('a miner tells its family', () => {
  test.each([
    ['AxeOS', AXEOS, 'axeos'],
    ['AxeOS of a version nobody has seen yet', { ASICModel: 'BM2000', version: 'v9.9', rate: {} }, 'axeos'],
    ['NerdOS by its name', { ...AXEOS, deviceModel: 'NerdQAxe++' }, 'nerdos'],
    ['NerdOS by its address field', { ...AXEOS, hostip: '192.168.1.7' }, 'nerdos'],
    ['NerdOS by its chip sensors', { ...AXEOS, asicTemps: [0] }, 'nerdos'],
    ['NerdOS by its pools', { ...AXEOS, stratum: { pools: [] } }, 'nerdos'],
  ] as const)('%s, with one question', async (_, info, family) => {
    const device = scriptedDevice({ web: { [INFO]: jsonReply(info) } });
    await expect(detect(device, options)).resolves.toEqual({ family, adapter: await adapterOf(family) });
    expect(device.asked).toEqual([`GET ${INFO}`]);
  });

  test.each([
    [
      'an Avalon by its version',
      { version: { ...OK, VERSION: [{ PROD: 'Avalon Q' }] } },
      'avalon',
      'version',
    ],
    [
      'an Avalon by its packed text',
      { version: UNKNOWN, stats: { ...OK, STATS: [{ 'MM ID0': 'TMax[96]' }] } },
      'avalon',
      'version devdetails stats',
    ],
    [
      'an Avalon Q by its packed text',
      { version: UNKNOWN, stats: { ...OK, STATS: [{ 'MM ID0:Summary': 'TMax[96]' }] } },
      'avalon',
      'version devdetails stats',
    ],
    ['an Antminer', { version: ANTMINER, stats: UNKNOWN }, 'antminer', 'version'],
    [
      'LuxOS, though it runs on an Antminer and says so',
      { version: { ...OK, VERSION: [{ LUXminer: '2025.4.8', Type: 'Antminer S19k Pro' }] } },
      'luxos',
      'version',
    ],
    [
      'Braiins OS by its API',
      { version: { STATUS: [{ STATUS: 'S', Description: 'BOSer boser-openwrt 0.1.0' }] } },
      'braiins',
      'version',
    ],
    [
      'a WhatsMiner by the driver in its devdetails',
      { version: UNKNOWN, devdetails: { ...OK, DEVDETAILS: [{ Driver: 'bitmicro', Model: 'M30S' }] } },
      'whatsminer',
      'version devdetails',
    ],
    [
      'a miner that knows but summary',
      { version: UNKNOWN, stats: unreadable, summary: OK },
      'cgminer',
      'version devdetails stats summary get_version',
    ],
    [
      'a WhatsMiner that calls itself cgminer, by what only it knows',
      {
        version: { ...OK, VERSION: [{ CGMiner: '4.9.2' }] },
        stats: UNKNOWN,
        get_version: WHATSMINER_VERSION,
      },
      'whatsminer',
      'version stats get_version',
    ],
    [
      'a WhatsMiner of the first days, by its summary',
      {
        version: UNKNOWN,
        devdetails: UNKNOWN,
        stats: UNKNOWN,
        summary: { ...OK, SUMMARY: [{ 'MHS av': 1, 'Factory GHS': 2 }] },
        get_version: UNKNOWN,
      },
      'whatsminer',
      'version devdetails stats summary get_version summary',
    ],
    [
      'a Goldshell by the program that it runs',
      { version: { STATUS: [{ STATUS: 'S', Description: 'intminer 5.4.2' }] } },
      'goldshell',
      'version',
    ],
    [
      'whoever answers, though its status stands on top',
      { version: { STATUS: 'S', Msg: {} }, stats: UNKNOWN },
      'cgminer',
      'version stats get_version',
    ],
  ] as const)('%s, once the web side told nothing', async (_, api, family, commands) => {
    const device = scriptedDevice({ api });
    await expect(detect(device, options)).resolves.toEqual({ family, adapter: await adapterOf(family) });
    expect(device.asked).toEqual([`GET ${INFO}`, ...commands.split(' ').map((command) => `rpc ${command}`)]);
  });

  test('though its web side wants a password', async () => {
    const device = scriptedDevice({
      web: { [INFO]: webReply('', { status: 401 }) },
      api: { version: ANTMINER, stats: UNKNOWN },
    });
    await expect(detect(device, options)).resolves.toMatchObject({ family: 'antminer' });
  });
});

describe('a firmware with a web API of its own is told', () => {
  const digest = (realm: string) =>
    webReply('', { status: 401, headers: { 'www-authenticate': `Digest realm="${realm}"` } });
  const title = (text: string) => webReply(`<html><title>${text}</title></html>`);
  test.each([
    ['by its start page', { '/': title('Braiins OS') }, 'braiins'],
    ['by its start page', { '/': title('AnthillOS') }, 'vnish'],
    ['by its start page', { '/': title('Miner Web Dashboard') }, 'epic'],
    ['by its realm', { '/': digest('antMiner Configuration') }, 'antminer'],
    ['by its realm', { '/': digest('DaogeMiner Configuration') }, 'elphapex'],
    ['by its answer', { '/mcb/status': jsonReply({ model: 'Goldshell-SC-LITE' }) }, 'goldshell'],
    ['by its answer', { '/user/userpanel': jsonReply({ data: { softver1: 'ks0_miner' } }) }, 'iceriver'],
    ['by its answer', { '/2/summary': jsonReply({ kind: 'miner', ua: 'XMRig/6.17.1' }) }, 'xmrig'],
    ['by its answer', { '/api/v1/info': jsonReply({ fw_name: 'Vnish' }) }, 'vnish'],
  ] as const)('%s', async (_, pages, family) => {
    const web = { [INFO]: webReply('', { status: 404 }), '/': ROUTER, ...pages };
    await expect(detect(scriptedDevice({ web }), options)).resolves.toMatchObject({ family });
  });

  test('by its API v3, where nothing else answers', async () => {
    const messages = { 'get.device.info miner': { code: 0, msg: { miner: { type: 'M60S_VK40' } } } };
    await expect(detect(scriptedDevice({ messages }), options)).resolves.toMatchObject({
      family: 'whatsminer',
    });
  });
});

describe('what is no miner', () => {
  test.each([
    ['a router’s page', ROUTER, 'not-a-miner', 'FRITZ!Box'],
    ['a page without a title', webReply('<html><title> </title></html>'), 'not-a-miner', 'a web page'],
    ['plain text', webReply('It works!'), 'not-a-miner', 'no JSON'],
    ['an empty reply', webReply(''), 'not-a-miner', 'empty'],
    ['a redirect', webReply('', { status: 302, headers: { location: '/login' } }), 'not-a-miner', '302'],
    ['a redirect page', webReply(ROUTER.text, { status: 307 }), 'not-a-miner', '307'],
    ['a page that is not there', webReply('Not found', { status: 404 }), 'not-a-miner', 'no JSON'],
    [
      'another device’s JSON',
      jsonReply({ model: 'Printer', ASICModel: 7 }),
      'not-a-miner',
      'not that of a miner',
    ],
    ['a JSON list', jsonReply([AXEOS]), 'not-a-miner', 'not that of a miner'],
    ['a JSON number', jsonReply(5), 'not-a-miner', 'not that of a miner'],
    ['a reply that is cut off', webReply('{"ASICModel":"BM13'), 'unreadable-reply', 'cut off'],
    ['a door with a lock', webReply(ROUTER.text, { status: 401 }), 'refused', '401'],
    ['a door that is closed to us', webReply('', { status: 403 }), 'refused', '403'],
  ] as const)('%s, and nobody at the other door', async (_, reply, kind, detail) => {
    expect(await failure({ web: { [INFO]: reply } })).toMatchObject({
      kind,
      detail: expect.stringContaining(detail),
    });
  });

  test('nobody at either door is unreachable', async () => {
    expect(await failure({})).toMatchObject({ kind: 'unreachable' });
  });

  test('somebody who says nothing tells more than nobody', async () => {
    const silent = new DeviceError('timeout', 'silent');
    expect(await failure({ web: { [INFO]: silent } })).toMatchObject({ kind: 'timeout' });
    expect(await failure({ api: { version: silent } })).toMatchObject({ kind: 'timeout' });
  });

  test.each([
    ['text that is no reply', { version: unreadable, stats: unreadable, summary: unreadable }],
    ['refusals only', { version: UNKNOWN, stats: UNKNOWN, summary: UNKNOWN }],
    ['JSON of something else', { version: {}, stats: { error: 'no' }, summary: { ok: true } }],
    ['lists', { version: [], stats: [1], summary: 'x' }],
  ])('an API port that speaks %s is there, and unreadable', async (_, api) => {
    expect(await failure({ api })).toMatchObject({ kind: 'unreadable-reply' });
    // The web page says better what it is.
    expect(await failure({ web: { [INFO]: ROUTER }, api })).toMatchObject({ kind: 'not-a-miner' });
  });
});

test.each<DeviceErrorKind>(['no-proxy', 'not-paired', 'forbidden-target'])(
  'where the way itself fails (%s), no second question is asked',
  async (kind) => {
    const device = scriptedDevice({ otherwise: new DeviceError(kind, 'the way') });
    await expect(detect(device, options)).rejects.toMatchObject({ kind });
    expect(device.asked).toHaveLength(1);
  },
);

test('a search that was called off says so, and not that there is no miner', async () => {
  const device = scriptedDevice({});
  const aborted = new DOMException('called off', 'AbortError');
  const transport = { ...device, http: () => Promise.reject(aborted) };
  await expect(detect(transport, options)).rejects.toBe(aborted);
});

test('whatever stands there is a family or a typed failure', async () => {
  const api = fc.record({ version: anyValue, stats: anyValue, summary: anyValue });
  await fc.assert(
    fc.asyncProperty(fc.string(), api, async (page, replies) => {
      const device = scriptedDevice({ web: { [INFO]: webReply(page) }, api: replies });
      const outcome = await detect(device, options).catch((error: unknown) => error);
      if (!(outcome instanceof DeviceError)) expect(outcome).toHaveProperty('family');
    }),
  );
});
