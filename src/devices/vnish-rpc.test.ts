import { describe, expect, test } from 'vitest';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { vnish } from './vnish.ts';

const AT_MS = 1_790_000_000_000;
const OPTIONS = { nowMs: () => AT_MS };

/** Shaped like what an S9 with VNish 3.8.6 answers (delawr0190/foreman-apps, AntminerITest), all values made up. */
const type = (version: string) => `Antminer S9 (vnish ${version})`;
const unknown = { STATUS: [{ STATUS: 'E', Msg: 'Invalid command' }] };
const api = (version: string) => ({
  summary: unknown,
  version: { VERSION: [{ CGMiner: '4.11.1', CompileTime: 'Fri May 8 2020', Type: type(version) }] },
  stats: {
    STATS: [
      { Cgminer: '4.11.1', CompileTime: 'Fri May 8 2020', Type: type(version) },
      {
        ...{ ID: 'BC50', Elapsed: 3_600, 'GHS 5s': '8500.10', 'GHS av': 8_490.5, frequency: '600' },
        ...{ fan_num: 2, fan5: 5_400, fan6: 5_880, temp6: 65, temp2_6: 80, temp7: 56, temp2_7: 71 },
        ...{ chain_acn6: 63, chain_rate6: '4264.40', chain_acn7: 63, chain_rate7: '4235.70' },
        ...{ chain_vol6: 920, chain_consumption6: 495, chain_consumption7: 490.5 },
      },
    ],
  },
  pools: {
    POOLS: [
      { POOL: 0, URL: 'stratum+tcp://pool.example:3333', User: 'me', Status: 'Alive', Accepted: 9 },
      { POOL: 1, URL: 'DevFee', User: 'DevFee', Status: 'Alive', Accepted: 166 },
    ],
  },
});
const closed = webReply('', { status: 401 });
const walled = { '/api/v1/info': closed, '/api/v1/unlock': closed };

test('a VNish 3 has no web API, and is read over the API that it has', async () => {
  const device = scriptedDevice({ web: walled, api: api('3.8.6') });
  const { identity, reading } = await vnish.read(device, OPTIONS);
  expect(identity).toMatchObject({ family: 'vnish', model: 'Antminer S9', firmware: '3.8.6' });
  expect(reading).toMatchObject({
    hashrateHs: expect.closeTo(8_500.1e9, 0),
    powerW: 985.5,
    fans: [{ rpm: 5_400 }, { rpm: 5_880 }],
    boards: [
      { id: 5, tempChipC: 80 },
      { id: 6, tempChipC: 71 },
    ],
    pools: [{ url: 'stratum+tcp://pool.example:3333' }],
    oddities: [],
  });
  expect(vnish.control?.offers(identity)).toEqual([]);
});

test('it is asked no more of the web API than shows that there is none', async () => {
  const device = scriptedDevice({ web: walled, api: api('3.8.6') });
  await vnish.read(device, OPTIONS);
  expect(device.asked.filter((path) => path.includes('/api/v1/'))).toEqual([
    'GET /api/v1/info',
    'POST /api/v1/unlock',
  ]);
});

describe('a VNish whose web API lets nobody in', () => {
  test('is read over the other, and says that more would be told', async () => {
    const device = scriptedDevice({ web: walled, api: api('1.3.4') });
    const { identity, reading } = await vnish.read(device, OPTIONS);
    expect(identity.firmware).toBe('1.3.4');
    expect(vnish.control?.offers(identity)).toContain('pause');
    expect(reading.oddities).toMatchObject([{ field: 'login' }]);
  });

  test('says so itself where nobody answers at the other', async () => {
    await expect(vnish.read(scriptedDevice({ web: walled }), OPTIONS)).rejects.toMatchObject({
      kind: 'refused',
    });
  });
});

test('the web API goes before the other wherever it tells anything', async () => {
  const told = { chains: [], hr_realtime: 94_500, miner_type: 'Antminer S19 (Vnish 1.2.6)' };
  const absent = webReply('', { status: 404 });
  const web = {
    ...{ '/api/v1/info': absent, '/api/v1/status': absent, '/api/v1/chains': absent },
    ...{ '/api/v1/perf-summary': absent, '/api/v1/summary': jsonReply({ miner: told }) },
  };
  const { identity, reading } = await vnish.read(scriptedDevice({ web, api: api('1.2.6') }), OPTIONS);
  expect(identity).toMatchObject({ model: 'Antminer S19', firmware: '1.2.6' });
  expect(reading.hashrateHs).toBe(94_500e9);
});
