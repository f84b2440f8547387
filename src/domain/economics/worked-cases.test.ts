import { expect, it } from 'vitest';
import { SHIPPED_COINS } from '../shipped-coins.ts';
import { breakEvenHashprice } from './break-even.ts';
import { breakEvenCoinPrice } from './break-even-coin-price.ts';
import {
  coinsPerHsDay,
  coinsPerHsDayFromNetwork,
  hashpricePerPhPerDay,
  networkHashrateHs,
} from './hashprice.ts';
import { heatPricePerKwh } from './heat-price.ts';
import { latencyLossFraction } from './lost-share.ts';
import { mergedPerHsDay, ppsRatio } from './merge-mining.ts';
import { breakEvenJoulesPerTh } from './operating-point.ts';
import { relativeSdOfPay } from './pay-spread.ts';
import { payoutCost } from './payout-cost.ts';
import { expectedPay, expectedPayPerDay } from './pool-scheme.ts';
import { revenuePerDay } from './revenue.ts';
import { rewardForecast } from './reward-forecast.ts';

/**
 * The formulas of economics.md, sections 1, 3, 5, 6, 8 and 9, once more: written down from there in Python with mpmath's
 * 40 digits, without a look at this code, at crooked figures that hide no mistaken factor.
 */
const BTC = {
  subsidy: 3.125,
  feesPerBlock: 0.0471,
  difficulty: 126_271_255_279_306.9,
  hashesPerDifficulty: 2 ** 32,
};
const [LTC, DOGE, BELLS] = [
  chain('LTC', 6.25, 0.0123, 41_234_567.8, 87.31),
  chain('DOGE', 10_000, 12.5, 31_234_567.8, 0.2731),
  chain('BELLS', 50, 0.5, 123_456.7, 0.31),
] as const;
const HASHRATE_HS = 137.3e12;
const TERMS = { scheme: 'FPPS', poolFee: 0.025, poolFeeOnFees: 0.04 } as const;
const EARNING = { hashpricePerPhPerDay: 52.31, poolFee: 0.025, rejectShare: 0.0137 };
const MINER = { hashrateHs: HASHRATE_HS, powerW: 2987.5, pricePerKwh: 0.2731 };
const SPREAD = {
  sharesPerDay: 2951,
  poolBlocksPerDay: 3.7,
  ownBlocksPerDay: 0,
  feesPart: 0.0148,
  feesRelativeSd: 1.9,
};

function chain(coin: string, subsidy: number, feesPerBlock: number, difficulty: number, coinPrice: number) {
  return { coin, subsidy, feesPerBlock, difficulty, hashesPerDifficulty: 2 ** 32, coinPrice };
}

const bitcoin = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC');
if (bitcoin === undefined) throw new Error('the catalogue has no Bitcoin');

const cases: Readonly<Record<string, readonly [found: number | undefined, exact: number]>> = {
  'coins per H/s per day': [coinsPerHsDay(BTC), 5.053546349872468e-19],
  'the same from the network rate': [
    coinsPerHsDayFromNetwork({ ...BTC, networkHashrateHs: 912.5e18, blockTimeS: 573.2 }),
    5.239882610482846e-19,
  ],
  hashprice: [hashpricePerPhPerDay(coinsPerHsDay(BTC) ?? Number.NaN, 91_234.56), 46.10580776702207],
  'network rate of 142 blocks in a day': [
    networkHashrateHs({ ...BTC, blocks: 142, seconds: 86_400 }),
    8.913308967896719e20,
  ],
  'merged mining of three chains': [mergedPerHsDay([LTC, DOGE, BELLS]).valuePerHsDay, 4.578728886173963e-9],
  'ratio of merged to plain pay': [ppsRatio(LTC, [DOGE, BELLS], 0.02), 16.75222941158243],
  'FPPS with another fee on fees': [
    expectedPay(TERMS, { ...BTC, workDifficulty: 87_654_321, hashesPerShareDifficulty: 2 ** 32 }).forShares,
    2.115063786339362e-6 + 3.138780690481907e-8,
  ],
  'FPPS for a day, lost shares taken off': [
    expectedPayPerDay(TERMS, BTC, HASHRATE_HS, 0.0137).forShares,
    6.67085069346356e-5,
  ],
  'revenue of a day': [revenuePerDay({ ...EARNING, hashrateHs: HASHRATE_HS }), 6.9066731827275],
  'break-even hashprice': [breakEvenHashprice({ ...MINER, ...EARNING }), 148.3052993243698],
  'break-even hashprice with wanted heat': [
    breakEvenHashprice({ ...MINER, ...EARNING, heatCreditPerKwh: 0.11 }),
    88.57046620214105,
  ],
  'break-even coin price': [
    breakEvenCoinPrice({ ...MINER, coinsPerDay: 6.672374890524684e-5 }),
    293_467.7730384574,
  ],
  'break-even efficiency': [breakEvenJoulesPerTh({ ...EARNING, costPerKwh: 0.2731 }), 7.674771020230685],
  'heat of a boiler': [
    heatPricePerKwh({ kind: 'boiler', pricePerKwhFuel: 0.0973, efficiency: 0.87 }, 0.2731),
    0.1118390804597701,
  ],
  'heat of a heat pump': [heatPricePerKwh({ kind: 'heat-pump', cop: 3.4 }, 0.2731), 0.08032352941176471],
  'work lost to latency': [latencyLossFraction(0.37, 150), 0.002463626944285402],
  'cost of being paid': [
    payoutCost({ minPayout: 0.005, withdrawalFee: 0.00002, conversionSpread: 0.0025 }, 0.00031, 0.04)?.perDay,
    2.28878507871321e-6,
  ],
  'spread under PPS+': [relativeSdOfPay({ ...SPREAD, scheme: 'PPS+' }, 3), 0.01428029155022021],
  'spread under PPLNS': [relativeSdOfPay({ ...SPREAD, scheme: 'PPLNS' }, 3), 0.3004567913752592],
  // From height 1,046,500 at 580 s a block: retargets of +3, −2, +1 … %, the halving at 1,050,000, integrated by steps.
  'coins of 60 days over retargets and a halving': [
    rewardForecast(
      { ...BTC, coin: bitcoin, height: 1_046_500, atMs: 0, paceS: 580, changes: [0.03, -0.02, 0.01] },
      60 * 86_400_000,
    )?.coinsPerHs,
    2.105365029973281e-17,
  ],
};

it.each(Object.entries(cases))('%s agrees with an independent calculation to 1e-9', (_, [found, exact]) => {
  expect(Math.abs((found ?? Number.NaN) / exact - 1)).toBeLessThan(1e-9);
});
