import { expect, test } from 'vitest';
import { jsonReply, type Script, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { adapterOf } from './adapters.ts';
import { detect } from './detect.ts';

const INFO = '/api/system/info';
const notThere = webReply('', { status: 404 });
const page = (title: string) => webReply(`<html><title>${title}</title></html>`);
const said = (Description: string) => ({
  version: { STATUS: [{ STATUS: 'S', Description }], VERSION: [{}] },
});

test.each<
  [string, Script, 'auradine' | 'braiins' | 'epic' | 'iceriver' | 'mara' | 'proto' | 'vnish' | 'xmrig']
>([
  ['a Teraflux by its API', { api: said('GCMiner-0.5-devs') }, 'auradine'],
  [
    'a Teraflux by its web API alone',
    { web: { [INFO]: notThere, '/': notThere, '/ipreport': jsonReply({ IPReport: [{}] }) } },
    'auradine',
  ],
  [
    'Braiins OS by its version alone',
    {
      web: {
        [INFO]: notThere,
        '/': notThere,
        '/api/v1/version': jsonReply({ major: 1, minor: 3, patch: 0 }),
      },
    },
    'braiins',
  ],
  [
    'ePIC by its API alone',
    { web: { [INFO]: notThere, '/': notThere, '/summary': jsonReply({ Hostname: 'shed', HBs: [] }) } },
    'epic',
  ],
  [
    'MARA by the header of its refusal',
    {
      web: {
        [INFO]: webReply('', { status: 401 }),
        '/': webReply('', { status: 401, headers: { algorithm: 'MD5' } }),
      },
    },
    'mara',
  ],
  [
    'MARA by the name in its challenge',
    {
      web: {
        [INFO]: notThere,
        '/': webReply('', { status: 401, headers: { 'www-authenticate': 'Digest realm="MaraFW"' } }),
      },
    },
    'mara',
  ],
  [
    'an IceRiver of the first firmware, whose version has another name',
    {
      web: {
        [INFO]: notThere,
        '/': notThere,
        '/user/userpanel': jsonReply({
          error: 0,
          data: { firmver: '2010-07-21', rtpow: '121G', boards: [] },
        }),
      },
    },
    'iceriver',
  ],
  [
    'a miner with version 1 of XMRig’s API',
    {
      web: {
        [INFO]: notThere,
        '/': notThere,
        '/2/summary': notThere,
        '/1/summary': jsonReply({ kind: 'cpu', hashrate: { total: [296.24] }, results: { shares_good: 30 } }),
      },
    },
    'xmrig',
  ],
  ['MARA by its API', { api: said('MaraFW 1.0') }, 'mara'],
  ['Proto OS by its page', { web: { [INFO]: notThere, '/': page('Proto OS') } }, 'proto'],
  ['VNish by its API, though it runs on an Antminer', { api: said('Antminer S19 (Vnish 1.2.6)') }, 'vnish'],
])('%s', async (_, script, family) => {
  await expect(detect(scriptedDevice(script), { nowMs: () => 0 })).resolves.toEqual({
    family,
    adapter: await adapterOf(family),
  });
});
