import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { payQuantile } from '../pay-law.ts';
import {
  type EarningsWatch,
  type ExpectedEarnings,
  earningsDrop,
  earningsLaw,
  NEW_EARNINGS,
  watchEarnings,
} from './earnings-watch.ts';

const DAY_MS = 86_400_000;
const FALSE_ALARMS_PER_MONTH = 1;
/** 1 TH/s at a pool that pays for shares, a hundredth of a coin a day. */
const day: ExpectedEarnings = {
  hashrateHs: 1e12,
  durationMs: DAY_MS,
  coinsPerHsDay: 1e-14,
  shares: 2_000,
  relativeError: 0.03,
  edgeMs: 10 * 60_000,
};
const lucky: ExpectedEarnings = { ...day, poolBlocks: { expected: 3 } };
const COINS = 0.01;

/** Days of a pool that pays so much of what it owes, drawn from the law of chance itself. */
function days(expected: ExpectedEarnings, count: number, part: number, random: Random, watch = NEW_EARNINGS) {
  const law = earningsLaw(expected);
  let calls = 0;
  let now: EarningsWatch = watch;
  for (let place = 0; place < count; place += 1) {
    const creditedCoins = part * payQuantile(law, Math.min(0.999999, Math.max(1e-6, random.uniform())));
    now = watchEarnings(now, { fromMs: place * DAY_MS, toMs: (place + 1) * DAY_MS, law, creditedCoins });
    if (earningsDrop(now, FALSE_ALARMS_PER_MONTH, 1)) {
      calls += 1;
      now = NEW_EARNINGS;
    }
  }
  return { calls, now };
}

test('what a hashrate brings is hashrate × hashprice × time', () => {
  expect(earningsLaw(day)).toMatchObject({ forShares: COINS, forBlocks: 0 });
  expect(earningsLaw(lucky)).toMatchObject({ forShares: 0, forBlocks: COINS, expectedBlocks: 3 });
});

test('luck that is known is taken out', () => {
  const { forBlocks } = earningsLaw({ ...lucky, poolBlocks: { expected: 3, found: 6 } });
  expect(forBlocks).toBeCloseTo(2 * COINS, 15);
});

test('a pool that pays half is found within three days where it pays for shares, with its size', () => {
  const law = earningsLaw(day);
  let watch = NEW_EARNINGS;
  for (const fromMs of [0, DAY_MS, 2 * DAY_MS])
    watch = watchEarnings(watch, { fromMs, toMs: fromMs + DAY_MS, law, creditedCoins: COINS / 2 });
  const found = earningsDrop(watch, FALSE_ALARMS_PER_MONTH, 1);
  expect(found).toMatchObject({ trouble: 'earnings-drop', sinceMs: 0, evidence: [{ direction: 'down' }] });
  expect(found?.size?.value).toBeCloseTo(-0.5, 10);
  expect(found?.size?.low).toBeLessThan(-0.5);
  expect(found?.size?.high).toBeGreaterThan(-0.5);
});

test('accounts share what their guard may spend: of five each waits for ln 5 nats more', () => {
  const law = earningsLaw(day);
  const watch = watchEarnings(NEW_EARNINGS, { fromMs: 0, toMs: DAY_MS, law, creditedCoins: COINS / 2 });
  /** ln of the days of a month, a third of one false alarm. */
  const alone = Math.log((365.2425 / 12) * 3);
  const callsAt = (nats: number, accounts: number) =>
    earningsDrop({ ...watch, score: { nats, sinceMs: 0 } }, 1, accounts) !== undefined;
  for (const accounts of [1, 2, 5]) {
    expect(callsAt(alone + Math.log(accounts) + 1e-9, accounts)).toBe(true);
    expect(callsAt(alone + Math.log(accounts) - 1e-9, accounts)).toBe(false);
  }
});

test('where luck plays a part the same drop takes longer, and is found all the same', () => {
  const { calls } = days(lucky, 200, 0.3, new Random(3));
  expect(calls).toBeGreaterThan(0);
});

test.each([
  ['pays for shares', day, 1],
  ['pays for shares, a quarter too little', day, 0.75],
  ['pays for blocks', lucky, 1],
  ['pays for blocks, a quarter too little', lucky, 0.75],
] as const)('a pool that %s is called at most once a month, by chance alone', (_, expected, part) => {
  const months = 60;
  const { calls } = days(expected, Math.round(months * 30.44), part, new Random(11));
  expect(calls).toBeLessThanOrEqual(months * FALSE_ALARMS_PER_MONTH);
});

test('what is not known is left out, whatever it is', () => {
  const odd = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, 1e308, 5e-324, -1, 0));
  fc.assert(
    fc.property(odd, odd, odd, odd, (hashrateHs, shares, expected, creditedCoins) => {
      const law = earningsLaw({
        ...day,
        hashrateHs,
        shares,
        poolBlocks: { expected: Math.min(expected, 1e4) },
      });
      const watch = watchEarnings(NEW_EARNINGS, { fromMs: 0, toMs: DAY_MS, law, creditedCoins });
      expect(watch.score.nats).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(watch.score.nats)).toBe(true);
    }),
  );
});

test('the less is credited, the stronger is the evidence', () => {
  const law = earningsLaw(day);
  const natsAt = (part: number) =>
    watchEarnings(NEW_EARNINGS, { fromMs: 0, toMs: DAY_MS, law, creditedCoins: part * COINS }).score.nats;
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 2, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (part, less) => {
        expect(natsAt(part * less)).toBeGreaterThanOrEqual(natsAt(part) - 1e-9);
      },
    ),
  );
});
