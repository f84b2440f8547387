import { describe, expect, test } from 'vitest';
import { scriptedDevice } from '../../tests/support/scripted-device.ts';
import { parseAvalon } from './avalon.ts';
import { parseCgminerReply } from './cgminer-reply.ts';
import { detect } from './detect.ts';
import { isRecord } from './raw-record.ts';

/**
 * Replies of other Avalons than those recorded beside this project, cut down to what differs between them. Each names
 * the public report that it comes from.
 */

const AT_MS = 1_790_000_000_000;

function read(replies: { version?: unknown; summary?: unknown; stats?: unknown }) {
  const reply = (body: unknown) => (isRecord(body) ? { failed: false, body } : undefined);
  return parseAvalon(
    { version: reply(replies.version), summary: reply(replies.summary), stats: reply(replies.stats) },
    AT_MS,
  );
}

const near = (value: number) => expect.closeTo(value, 0);

test('a Mini 3 answers in text, and is read like the others (pyasic#312)', async () => {
  const version = parseCgminerReply(
    'STATUS=S,When=1742265580,Code=22,Msg=CGMiner versions,Description=cgminer 4.11.1|VERSION,CGMiner=4.11.1,API=3.7,' +
      'PROD=Avalon Mini3,MODEL=Mini3,HWTYPE=M_MM1v1_X1,SWTYPE=MM319,LVERSION=25011701_3f53b19,MAC=e0e1a93e2c7d|\0',
  );
  const stats = parseCgminerReply(
    'STATUS=S,When=1742265634,Code=70,Msg=CGMiner stats,Description=cgminer 4.11.1|STATS=0,ID=AVALON0,Elapsed=32260,' +
      'MM ID0=HashStatus[0] Ver[Mini3-25011701_3f53b19] SYSTEMSTATU[Work: In Work, Hash Board: 1] Elapsed[32273] ' +
      'HW[62] DH[1.768%] ITemp[39] OTemp[63] HBTemp[75] TMax[86] TAvg[82] TarT[75] Fan1[3000] FanR[100%] ' +
      'PS[0 1210 2083 37 760 2085 824] GHSspd[37521.10] GHSavg[37498.02] MGHS[37498.02] TA[66],MM Count=1|\0',
  );
  expect(read({ version, stats })).toMatchObject({
    identity: {
      model: 'Avalon Mini3',
      firmware: '25011701_3f53b19',
      mac: 'E0:E1:A9:3E:2C:7D',
      boardVersion: 'M_MM1v1_X1',
    },
    reading: {
      hashrateHs: near(37_521.1e9),
      hwErrorPct: 1.768,
      hwErrors: 62,
      powerW: 824,
      tempChipMaxC: 86,
      tempInletC: 39,
      tempOutletC: 63,
      fans: [{ rpm: 3_000, percent: 100 }],
      uptimeS: 32_273,
      mining: true,
      boards: [{ id: 0, chips: 66, hashrateHs: near(37_498.02e9) }],
    },
  });
  const device = scriptedDevice({ api: { version, stats } });
  expect((await detect(device, { nowMs: () => AT_MS })).family).toBe('avalon');
});

test('a first Nano 3 has its watts sixth in PS, where others have a voltage (miner-sentinel#16)', () => {
  const text =
    'HashStatus[1] Ver[nano3-24071801_42c628d] HVer[24071801_b906c52_6223725] DNA[0000000000000000] Elapsed[512943] ' +
    'HW[182] DH[17.306%] Temp[38] OTemp[41] TMax[87] TAvg[85] Fan1[3030] FanR[41%] PS[0 0 0 3 2792 89 324] ' +
    'GHSspd[2630.98] DHspd[17.306%] GHSmm[3203.56] GHSavg[2474.77] Freq[0.00] MGHS[2474.77] MTmax[87] TA[10] Core[A3198S] ' +
    'PVT_T0[ 86  87  87  85  84  82  86  85  86  83] PVT_V0[316 312 309 312 317 316 308 306 306 311] MPO[90]';
  const { identity, reading } = read({
    version: { VERSION: [{ PROD: 'Avalonnano', MODEL: 'nano3', VERSION: '24071801_42c628d' }] },
    stats: { STATS: [{ ID: 'AVANANO0', 'MM ID0': text }] },
  });
  expect(identity).toMatchObject({ model: 'Avalonnano', firmware: '24071801_42c628d', asicModel: 'A3198S' });
  expect(reading).toMatchObject({
    powerW: 89,
    powerLimitW: 90,
    frequencyMhz: undefined,
    tempInletC: 38,
    hashrateHs: near(2_630.98e9),
    mining: true,
  });
  expect(reading.boards[0]).toMatchObject({ chips: 10, frequencyMhz: undefined });
});

describe('an Avalon 7–9 is a controller with several modules (amsd, foreman)', () => {
  const first =
    'Ver[7411706-3162860] Elapsed[126] HW[2] DH[1.000%] Temp[38] TMax[89] Fan[2550] FanR[36%] Vi[1215 1216] ' +
    'Vo[4074 4069] GHSmm[6836.48] WU[75407.22] Freq[606.93] TA[88] ECHU[16 0 512 0] ECMM[0] ' +
    'PVT_T[21-80/14-88/84 0-81/11-89/86]';
  const second =
    'Ver[7411706-3162860] Elapsed[91] HW[88] DH[3.000%] Temp[36] TMax[80] Fan[1440] FanR[16%] ' +
    'GHSmm[6801.85] Freq[603.86] TA[88] ECHU[0 0 0 0] ECMM[1]';
  const stats = { STATS: [{ ID: 'AV70', Elapsed: 118, 'MM ID1': first, 'MM ID2': second, 'MM Count': 2 }] };
  const summary = { SUMMARY: [{ 'MHS 5s': 13_100_000, 'MHS av': 13_000_000, Accepted: 9 }] };

  test('which are told together, each as one board', () => {
    const { identity, reading } = read({ stats, summary });
    expect(identity).toMatchObject({ model: 'Avalon 741', firmware: '1706-3162860' });
    expect(reading).toMatchObject({
      hashrateHs: near(13.1e12),
      hashrateAvgHs: near(13e12),
      expectedHashrateHs: near(13_638.33e9),
      tempChipMaxC: 89,
      tempInletC: 38,
      hwErrors: 90,
      hwErrorPct: 2,
      mining: true,
      fans: [
        { rpm: 2_550, percent: 36 },
        { rpm: 1_440, percent: 16 },
      ],
      boards: [
        { id: 0, chips: 88, tempChipC: 89, frequencyMhz: 606.93 },
        { id: 1, chips: 88, tempChipC: 80, frequencyMhz: 603.86 },
      ],
    });
    expect(reading.faults.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'ECHU 16: hash board 0 of module 1 reports an error',
      'ECHU 512: hash board 2 of module 1 reports an error',
      'ECMM 1: the main module, number 2, reports an error',
    ]);
  });

  test('and is told by its stats, since its version names no Avalon', async () => {
    const version = { VERSION: [{ CGMiner: '4.10.0', API: '3.7' }] };
    const device = scriptedDevice({ api: { version, stats } });
    expect((await detect(device, { nowMs: () => AT_MS })).family).toBe('avalon');
  });
});

test.each([
  ['1246-83-21072802_4ec6bb0_211fc46', 'Avalon 1246', '83-21072802_4ec6bb0_211fc46'],
  ['15-194-24102401_25462b2_9ddf522', 'Avalon 15-194', '24102401_25462b2_9ddf522'],
  ['8411803-14b0f10', 'Avalon 841', '1803-14b0f10'],
  ['Nano3s-25021401_56abae7', 'Avalon Nano3s', '25021401_56abae7'],
])('Ver[%s] is an %s', (ver, model, firmware) => {
  const { identity } = read({ stats: { STATS: [{ 'MM ID0': `Ver[${ver}] GHSspd[1]` }] } });
  expect(identity).toMatchObject({ model, firmware });
});

test('a dead board among others has neither chips nor a temperature (pyasic#251, 1126 Pro)', () => {
  const text = 'MGHS[5443.96 6532.76 0.00] MTmax[70 74 -273] TA[240] PVT_T0[ 63  70] PVT_T1[ 64  64]';
  expect(read({ stats: { STATS: [{ 'MM ID0': text }] } }).reading.boards).toMatchObject([
    { chips: 2, tempChipC: 70 },
    { chips: 2, tempChipC: 74 },
    { hashrateHs: 0, chips: undefined, tempChipC: undefined },
  ]);
});

test('a module that is told as whole and as summary counts once', () => {
  const section = { 'MM ID0': 'GHSspd[100]', 'MM ID0:Summary': "'STATS':{GHSspd[100]}" };
  expect(read({ stats: { STATS: [section] } }).reading.hashrateHs).toBe(100e9);
});
