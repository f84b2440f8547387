import { describe, expect, test } from 'vitest';
import { parseCgminer } from './cgminer.ts';
import { isRecord } from './raw-record.ts';

/**
 * Replies of other models than those recorded beside this project, cut down to what differs between them. Each names
 * the public report that it comes from.
 */

function read(replies: { version?: unknown; summary?: unknown; stats?: unknown; devs?: unknown }) {
  const reply = (body: unknown) => (isRecord(body) ? { failed: false, body } : undefined);
  return parseCgminer(
    {
      version: reply(replies.version),
      summary: reply(replies.summary),
      stats: reply(replies.stats),
      devs: reply(replies.devs),
    },
    1_790_000_000_000,
  );
}

const near = (value: number) => expect.closeTo(value, 0);

test('an S9 has its boards at 6–8, its fans at 3 and 6, and its sensors in temp6 and temp2_6 (MultiMiner#290)', () => {
  const { identity, reading } = read({
    stats: {
      STATS: [
        { BMMiner: '2.0.0', Miner: '16.8.1.3', CompileTime: 'Fri Nov 17 2017', Type: 'Antminer S9' },
        {
          ...{ ID: 'BC50', Elapsed: 216_966, 'GHS 5s': '14046.04', 'GHS av': 14_018.8, frequency: '656' },
          ...{ fan_num: 2, fan1: 0, fan2: 0, fan3: 6_000, fan4: 0, fan5: 0, fan6: 5_640, fan7: 0, fan8: 0 },
          ...{ temp1: 0, temp6: 74, temp7: 72, temp8: 71, temp2_1: 0, temp2_6: 89, temp2_7: 87, temp2_8: 86 },
          ...{ freq_avg1: 0, freq_avg6: 656, freq_avg7: 655.52, freq_avg8: 650, total_rateideal: 13_990.11 },
          ...{ chain_acn1: 0, chain_acn6: 63, chain_acn7: 63, chain_acn8: 63 },
          ...{ chain_rate1: '', chain_rate6: '4681.85', chain_rate7: '4683.10', chain_rate8: '4681.09' },
        },
      ],
    },
  });
  expect(identity).toMatchObject({ make: 'Antminer', model: 'Antminer S9', algorithm: 'sha256' });
  expect(reading).toMatchObject({
    hashrateHs: near(14_046.04e9),
    expectedHashrateHs: near(13_990.11e9),
    tempChipMaxC: 89,
    tempBoardMaxC: 74,
    frequencyMhz: 656,
    fans: [{ rpm: 6_000 }, { rpm: 5_640 }],
    boards: [
      { id: 5, chips: 63, hashrateHs: near(4_681.85e9), tempChipC: 89, tempBoardC: 74, frequencyMhz: 656 },
      { id: 6, tempChipC: 87, frequencyMhz: 655.52 },
      { id: 7, tempBoardC: 71 },
    ],
  });
  expect(reading.oddities).toEqual([]);
});

describe('an L3+ calls its MH/s GHS (pyasic#210)', () => {
  const first = { CGMiner: '4.9.0', CompileTime: 'Fri 11 Jun 2021', Type: 'Antminer L3+ (024)' };
  const stats = {
    STATS: [
      first,
      {
        ...{ ID: 'L30', Elapsed: 726_845, 'GHS 5s': '515.179', 'GHS av': 512.87, frequency: '394' },
        ...{ frequency1: '394', frequency2: '394', fan_num: 2, fan1: 3_150, fan2: 3_750 },
        ...{ temp1: 41, temp2: 38, temp2_1: 52, temp2_2: 46, chain_acn1: 72, chain_acn2: 72 },
        ...{ chain_rate1: '257.9', chain_rate2: '257.2' },
      },
    ],
  };
  const whole = {
    hashrateHs: near(515.179e6),
    hashrateAvgHs: near(512.87e6),
    tempChipMaxC: 52,
    tempBoardMaxC: 41,
    boards: [
      { id: 0, hashrateHs: near(257.9e6), frequencyMhz: 394, tempBoardC: 41 },
      { id: 1, hashrateHs: near(257.2e6), tempChipC: 46, tempBoardC: 38 },
    ],
  };

  test('which its work tells', () => {
    const summary = {
      SUMMARY: [{ Elapsed: 631_677, 'GHS 5s': 514.86, 'GHS av': 512.84, 'Total MH': 323_948_036 }],
    };
    expect(read({ stats, summary }).reading).toMatchObject(whole);
    expect(read({ version: { VERSION: [first] }, summary }).reading).toMatchObject({
      hashrateHs: near(514.86e6),
    });
  });

  test('which its size tells, where its work is not told', () => {
    expect(read({ stats }).reading).toMatchObject(whole);
  });
});

test('an L9 tells the whole in MH/s, and boards and theory in GH/s (asic-rs, antminer telemetry)', () => {
  const fields = {
    rate_unit: 'MH',
    'MHS 5s': 16_000,
    'MHS av': 16_900,
    total_rateideal: 17.03,
    chain_acn1: 110,
    chain_acn2: 110,
  };
  const { reading } = read({
    stats: {
      STATS: [{ Type: 'Antminer L9' }, { Elapsed: 9, ...fields, chain_rate1: '8.21', chain_rate2: '7.79' }],
    },
  });
  expect(reading).toMatchObject({ hashrateHs: near(16e9), expectedHashrateHs: near(17.03e9) });
  expect(reading.boards.map(({ hashrateHs }) => hashrateHs)).toEqual([near(8.21e9), near(7.79e9)]);
});

test('a D3 calls its MH/s GHS (antminer-monitor#22)', () => {
  const summary = { 'GHS 5s': 17_139.8, 'GHS av': 17_507.59, Elapsed: 1_000, 'Total MH': 17_507_590 };
  const { identity, reading } = read({
    version: { VERSION: [{ Miner: '1.0.0.6', CompileTime: 'Thu Aug 31 2017', Type: 'Antminer D3' }] },
    summary: { SUMMARY: [summary] },
  });
  expect(identity.algorithm).toBe('x11');
  expect(reading).toMatchObject({ hashrateHs: near(17_139.8e6), hashrateAvgHs: near(17_507.59e6) });
});

describe('of Zcash', () => {
  test('a Z15 Pro tells the whole in kSol/s and boards in GSol/s, each with sensors at both ends (asic-rs)', () => {
    const { reading } = read({
      stats: {
        STATS: [
          { BMMiner: '2.12', CompileTime: 'Wed Dec 13 2023', Type: 'Antminer Z15 Pro' },
          {
            ...{ Elapsed: 1_893_038, 'GHS 5s': 891.28, 'GHS av': 819.73, total_rateideal: 874.11 },
            ...{ chain_acn1: 6, chain_acn2: 6, chain_acn4: 6, frequency: 800, freq1: 800, freq4: 800 },
            ...{ chain_rate1: 0.00028994103125, chain_rate2: 0.000290837, chain_rate4: 0.00023895284375 },
            ...{ temp1: 55, temp2: 53, temp4: 54, temp2_1: 71, temp2_2: 70, temp2_4: 72, fan_num: 2 },
            ...{ temp_in_chip_1: '60-62-64', temp_out_chip_1: '52-54-55', temp_in_pcb_1: '38-37-43' },
          },
        ],
      },
    });
    expect(reading).toMatchObject({
      hashrateHs: near(891_280),
      hashrateAvgHs: near(819_730),
      expectedHashrateHs: near(874_110),
      tempChipMaxC: 72,
      tempBoardMaxC: 55,
      boards: [
        { id: 0, hashrateHs: expect.closeTo(289_941.03, 1), tempChipC: 71, tempBoardC: 55 },
        { id: 1, hashrateHs: near(290_837) },
        { id: 3, hashrateHs: near(238_953), tempChipC: 72, tempBoardC: 54 },
      ],
    });
  });

  test('a Z9 mini tells kSol/s as text, a Z15 Sol/s, and the work of both is in Sol (minera#235)', () => {
    const by = (Type: string, summary: object) =>
      read({ version: { VERSION: [{ Type }] }, summary: { SUMMARY: [summary] } }).reading;
    const mini = { Elapsed: 208_526, 'GHS 5s': '16.76', 'GHS av': 16.42, 'Total MH': 3_424_556_949 };
    const z15 = {
      Elapsed: 843_908,
      'GHS 5s': '380090.19',
      'GHS av': 386_550.39,
      'Total MH': 326_212_914_150,
    };
    expect(by('Antminer Z9-Mini', mini)).toMatchObject({
      hashrateHs: near(16_760),
      hashrateAvgHs: near(16_420),
    });
    expect(by('Antminer Z15', z15)).toMatchObject({
      hashrateHs: near(380_090),
      hashrateAvgHs: near(386_550),
    });
    expect(by('Antminer Z15 Pro', { 'GHS 5s': 891.28, 'Total MH': 0, Elapsed: 9 }).hashrateHs).toBeCloseTo(
      891_280,
    );
  });
});

test('a KS5 spells its rates out (a public test of AntminerChannels)', () => {
  const { identity, reading } = read({
    summary: {
      SUMMARY: [
        {
          'RT HASHRATE': '21632.89GH/s',
          'AV HASHRATE': '20442GH/s',
          'THEORY HASHRATE': '20517 GH/s',
          Accepted: 9,
        },
      ],
    },
    stats: {
      STATS: [
        { Type: 'Antminer KS5' },
        {
          ...{ STATS: 3, fan_num: 2, fan1: 4_430, fan2: 4_440, Elapsed: 366_810 },
          ...{ temp_in_chip_1: '69', temp_out_chip_1: '64', temp_in_chip_2: '70' },
          ...{ 'CHAIN AVG HASHRATE1': '6809.27GH/s', 'CHAIN AVG HASHRATE2': 'n/a' },
        },
      ],
    },
  });
  expect(identity.algorithm).toBe('kheavyhash');
  expect(reading).toMatchObject({
    hashrateHs: near(21_632.89e9),
    hashrateAvgHs: near(20_442e9),
    expectedHashrateHs: near(20_517e9),
    tempChipMaxC: 69,
    boards: [{ id: 0, hashrateHs: near(6_809.27e9) }],
  });
});

test('a miner cooled by water counts no fans, and none of them has stopped (asic-rs, S21j XP Hyd.)', () => {
  const hydro = { Elapsed: 602_135, 'GHS 5s': 503_576.33, fan_num: 0, fan1: 0, fan2: 0, fan3: 0, fan4: 0 };
  expect(read({ stats: { STATS: [{ Type: 'Antminer S21j XP Hyd.' }, hydro] } }).reading.fans).toEqual([]);
});

test('Hiveon tells the power of the whole, and rates as numbers (asic-rs, S19x88 Hiveon)', () => {
  const hiveon = {
    'GHS 5s': 6_751,
    total_power: 1_345,
    total_rateideal: 63_288.82,
    chain_acn1: 88,
    chain_rate1: 2_264.99,
  };
  expect(
    read({ stats: { STATS: [{ Type: 'Antminer S19x88 Hiveon' }, { Elapsed: 9, ...hiveon }] } }).reading,
  ).toMatchObject({
    powerW: 1_345,
    expectedHashrateHs: near(63_288.82e9),
    boards: [{ hashrateHs: near(2_264.99e9) }],
  });
});

test('an early Antminer calls itself by its series alone', () => {
  const version = {
    VERSION: [{ CGMiner: '4.8.0', Miner: '12.2.0.1', CompileTime: 'Mon Dec 1 2014', Type: 'S5' }],
  };
  expect(read({ version }).identity).toMatchObject({ make: 'Antminer', model: 'S5', algorithm: 'sha256' });
});

test('a cgminer with USB sticks is read by its devices', () => {
  const { reading } = read({
    summary: { SUMMARY: [{ Elapsed: 600, 'MHS av': 650_000, 'MHS 20s': 644_000, 'MHS 5m': 651_000 }] },
    stats: { STATS: [{ ID: 'GSF0', Elapsed: 600 }] },
    devs: {
      DEVS: [
        { ASC: 0, Name: 'GSF', ID: 0, Status: 'Alive', Temperature: 41.5, 'MHS 5s': 320_000 },
        { ASC: 1, Name: 'GSF', ID: 1, Status: 'Alive', Temperature: 0, 'MHS 5s': 324_000 },
      ],
    },
  });
  expect(reading).toMatchObject({
    hashrateHs: near(644e9),
    hashrateAvgHs: near(650e9),
    tempBoardMaxC: 41.5,
    boards: [
      { id: 0, hashrateHs: near(320e9), tempBoardC: 41.5 },
      { id: 1, hashrateHs: near(324e9), tempBoardC: undefined },
    ],
  });
});

test('sgminer counts in KHS', () => {
  const summary = { SUMMARY: [{ Elapsed: 60, 'KHS 5s': 812.4, 'KHS av': 805.1 }] };
  expect(read({ summary }).reading).toMatchObject({
    hashrateHs: near(812_400),
    hashrateAvgHs: near(805_100),
  });
});

test.each([
  ['Antminer L11', 'scrypt'],
  ['Antminer L9_i', 'scrypt'],
  ['Antminer L3++', 'scrypt'],
  ['Antminer Z9-Mini', 'equihash'],
  ['Antminer D9', 'x11'],
  ['Antminer E9 Pro', 'etchash'],
  ['Antminer KA3', 'blake2s'],
  ['Antminer K7', 'eaglesong'],
  ['Antminer HS3', 'handshake'],
  ['Antminer AL1', 'blake3'],
  ['Antminer A3', 'blake2b-sia'],
  ['Antminer X5', 'randomx'],
  ['Antminer DR5', 'other'],
  ['Antminer S21+ Hyd.', 'sha256'],
  ['Antminer T21', 'sha256'],
  ['Antminer S19L', 'sha256'],
])('a %s hashes %s', (Type, algorithm) => {
  expect(read({ version: { VERSION: [{ Type }] } }).identity.algorithm).toBe(algorithm);
});
