import { expect, test, vi } from 'vitest';
import { figureWords } from './figure-words.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const HOUR_MS = 3_600_000;
const NOTHING = { coins: [], workers: [], rewards: [], payouts: [], hashrates: [] };
const words = (quantity: string, value: unknown) =>
  figureWords(quantity, value, NOW_MS)?.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  [
    'prices:EUR',
    [
      { coin: 'BTC', currency: 'EUR', price: 83_210 },
      { coin: 'LTC', currency: 'EUR', price: 90 },
    ],
    /^1 BTC = €83,210\.00, and prices of 1 more coin$/,
  ],
  ['network:BTC', { coin: 'BTC', difficulty: 1.2e14 }, /^Difficulty of BTC 120\.00 T$/],
  ['network:KAS', { coin: 'KAS', networkHashrateHs: 5e17 }, /^KAS is mined with 500 PH\/s$/],
  ['retarget:BTC', { changePct: -2.5 }, /Next change of BTC’s difficulty: −2\.5/],
  ['rewards:BTC', { blocks: 144, feesPerBlock: 0.021 }, /^Fees of a block: 0\.021 BTC$/],
  ['work:zpool', [{}, {}], /^What 2 kinds of work pay$/],
  ['account:ocean', { ...NOTHING, hashrates: [{ hashrateHs: 1.2e12 }] }, /^Your rate there 1\.20 TH\/s$/],
  [
    'account:prohashing:wallet',
    { ...NOTHING, coins: [{ coin: 'LTC', unpaid: 0.5 }] },
    /^Not paid out yet: 0\.50 LTC$/,
  ],
  ['account:braiins:payouts', NOTHING, /^Your account, still empty$/],
  [
    'pool:ocean',
    { hashrates: [{ hashrateHs: 1e19 }], poolFee: 0.02, luck: [], blocks: [] },
    /^The pool has 10\.0 EH\/s, Fee 2/,
  ],
  ['pools:prohashing', [{ algorithm: 'scrypt', poolFee: 0.0499 }, {}], /^Fees: scrypt 5\.0/],
  [
    'coins:prohashing',
    [{ coin: 'DOGE', foundLast24hBtc: 3 }, { coin: 'LTC', foundLast24hBtc: 1 }, { coin: 'XYZ' }],
    /^Blocks of a day by worth: DOGE 75\S* %?, ?LTC 25/,
  ],
  ['charges:octopus', [{ perDay: 0.4787, toMs: 1 }], /^Standing charge £0\.48\/day$/],
  [
    'energy:awattar',
    [
      {
        id: 'x',
        includes: 'wholesale',
        direction: 'import',
        currency: 'EUR',
        prices: [{ fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS + HOUR_MS, pricePerKwh: 0.123 }],
      },
    ],
    /^A kilowatt-hour now: €0\.123\/kWh$/,
  ],
  [
    'carbon:average',
    [{ points: [{ fromMs: NOW_MS - 1, toMs: NOW_MS + 1, gPerKwh: 210.4 }] }],
    /^The grid emits 210 g\/kWh$/,
  ],
  ['weather', { hours: [{ atMs: NOW_MS - 1, tempC: 3.2 }] }, /^Outside now 3\.2 °C$/],
  ['sentiment', { index: 31, label: 'Fear' }, /^Mood of the market 31 of 100, Fear$/],
  ['chain:BTC', { coin: 'BTC', fees: 3.5 }, /^Fees of a day: 3\.50 BTC$/],
  [
    'past:price:BTC:EUR',
    { fromMs: 0, toMs: 90 * 24 * HOUR_MS, points: 2_160, missingMs: 0 },
    /^The past: 90 days$/,
  ],
  ['past:price:LTC:EUR', { points: 2_160 }, /^The past: 2160 figures$/],
])('of %s the page says what was told', (quantity, value, said) => {
  expect(words(quantity, value)).toMatch(said);
});

test('what another version has stored costs its line alone', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const stored of [null, 'x', 7, {}, [], [null]])
    for (const kind of [
      'prices',
      'network',
      'account',
      'pool',
      'energy',
      'carbon',
      'weather',
      'past',
      'unknown',
    ])
      expect(() => words(`${kind}:x`, stored)).not.toThrow();
});
