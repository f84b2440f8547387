import { describe, expect, test } from 'vitest';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { vnish } from './vnish.ts';

const AT_MS = 1_790_000_000_000;
const INFO = {
  miner: 'Antminer S19',
  fw_name: 'Vnish',
  fw_version: '1.2.6',
  system: { network_status: { mac: '02:00:00:aa:bb:cc', hostname: 'shed' } },
};

describe('without the owner’s password', () => {
  const closed = webReply('', { status: 401 });
  const web = {
    '/api/v1/info': jsonReply(INFO),
    '/api/v1/status': jsonReply({ miner_state: 'mining' }),
    '/api/v1/summary': closed,
    '/api/v1/unlock': webReply('{"error":"wrong password"}', { status: 403 }),
  };
  const others = { '/api/v1/perf-summary': webReply('', { status: 404 }) };

  test('what is open is read, and the reading says that there is more', async () => {
    const sensors = [
      { state: 'measure', board: 39, chip: 54, loc: 28 },
      { state: 'error', board: 90, chip: 99, loc: 29 },
      { state: 'measure', board: 41, chip: 53, loc: 30 },
    ];
    const rates = [
      { id: 1, hr_realtime: 31_000, hr_nominal: 31_500, freq: 670, sensors },
      { id: 2, hr_realtime: 30_000, hr_nominal: 31_500, freq: 671 },
    ];
    const device = scriptedDevice({ web: { ...web, ...others, '/api/v1/chains': jsonReply(rates) } });
    const { identity, reading: told } = await vnish.read(device, { nowMs: () => AT_MS });
    expect(identity).toMatchObject({ model: 'Antminer S19', mac: '02:00:00:AA:BB:CC' });
    expect(told).toMatchObject({
      ...{ hashrateHs: 61e12, expectedHashrateHs: 63e12, mining: true },
      boards: [{ id: 1, frequencyMhz: 670, tempChipC: 54, tempBoardC: 41 }, { id: 2 }],
      ...{ tempChipMaxC: 54, tempBoardMaxC: 41 },
      oddities: [{ field: 'login' }],
    });
    expect(device.asked.filter((each) => each === 'POST /api/v1/unlock')).toHaveLength(1);
  });

  test('and nothing measured is open, the password is refused', async () => {
    const nothing = scriptedDevice({
      web: {
        ...web,
        ...others,
        '/api/v1/info': webReply('', { status: 404 }),
        '/api/v1/chains': jsonReply([]),
      },
    });
    await expect(vnish.read(nothing, { nowMs: () => AT_MS })).rejects.toMatchObject({ kind: 'refused' });
  });
});
