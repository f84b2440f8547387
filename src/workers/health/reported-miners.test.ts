import { expect, test } from 'vitest';
import { minerAtPool } from '../../../tests/support/miner-at-pool.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { OutsideMarket } from '../../domain/outside-market.ts';
import type { Reading } from '../../domain/reading.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { reportedMiners } from './reported-miners.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12);

function miner(told: Partial<Reading>): MinerView {
  const at = minerAtPool('a', NOW_MS, { url: 'stratum+tcp://solo.ckpool.org:3333' });
  return { ...at, reading: at.reading && { ...at.reading, ...told } };
}

function moneyOf(view: MinerView, change: Partial<Settings> = {}, outside?: OutsideMarket) {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    market: { poolFee: 0.02, hashpricePerPhPerDay: 50 },
    ...change,
  };
  return reportedMiners({ miners: [view], settings, outside }, NOW_MS, 'Europe/Berlin')[0]?.money;
}

test('a miner earns by the rate that its device expects of it, less fee and refused shares', () => {
  const broken = miner({
    expectedHashrateHs: 1e14,
    hashrateHs: 1e13,
    shares: { accepted: 90, rejected: 10 },
  });
  expect(moneyOf(broken)?.revenuePerDay).toBeCloseTo(0.1 * 50 * 0.98 * 0.9, 9);
});

test('where it expects nothing the present rate counts, and without one nothing is known', () => {
  expect(moneyOf(miner({ hashrateHs: 1e14 }))?.revenuePerDay).toBeCloseTo(0.1 * 50 * 0.98, 9);
  expect(moneyOf(miner({}))?.revenuePerDay).toBeUndefined();
});

test('what sources tell goes before what was typed, in the owner’s currency alone', () => {
  const told = (currency: string): OutsideMarket => ({
    currency,
    work: { sha256: { value: 80e-15, providers: ['mempool'], atMs: NOW_MS, coins: ['BTC'] } },
  });
  const view = miner({ hashrateHs: 1e14 });
  expect(moneyOf(view, {}, told('EUR'))?.revenuePerDay).toBeCloseTo(0.1 * 80 * 0.98, 9);
  expect(moneyOf(view, {}, told('USD'))?.revenuePerDay).toBeCloseTo(0.1 * 50 * 0.98, 9);
});

test('the typed hashprice is one of SHA-256 work', () => {
  const view = miner({ hashrateHs: 1e9 });
  const scrypt = {
    ...view,
    miner: { ...view.miner, identity: { ...view.miner.identity, algorithm: 'scrypt' } },
  };
  expect(moneyOf(scrypt as MinerView)?.revenuePerDay).toBeUndefined();
});

test('power costs the mean of the local day', () => {
  const tariff: Settings['tariff'] = { kind: 'flat', pricePerKwh: 0.3 };
  expect(moneyOf(miner({ powerW: 1000 }), { tariff })?.pricePerKwh).toBeCloseTo(0.3, 9);
});
