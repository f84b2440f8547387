import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { fleetPay } from './fleet-pay.ts';
import { waterfall } from './waterfall.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const { miners } = fakeView('fine', NOON);

function stepsOf(hashpricePerPhPerDay: number, poolFee: number, heatShare: number, pricePerKwh = 0.2) {
  const settings = {
    ...DEFAULT_SETTINGS,
    market: { hashpricePerPhPerDay, poolFee },
    heat: { share: heatShare, pricePerKwhHeat: 0.1 },
    tariff: { kind: 'flat' as const, pricePerKwh },
  };
  const pay = fleetPay(miners, settings, NOON, 'UTC');
  const days = pay.miners.flatMap(({ day }) => day ?? []);
  return { pay, steps: waterfall(days) ?? [] };
}

const part = fc.double({ min: 0, max: 1, noNaN: true });

test('no money is lost on the way: each step begins where the last ended, and the last ends at the net', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 500, noNaN: true }), part, part, (hashprice, fee, heat) => {
      const { pay, steps } = stepsOf(hashprice, fee, heat);
      const between = steps.slice(1, -1);
      const ends = [steps[0], ...between].map((step) => step?.to ?? Number.NaN);
      between.forEach((step, i) => {
        expect(step.from).toBe(ends[i]);
      });
      expect(ends.at(-1)).toBeCloseTo(pay.net, 9);
      expect(steps.at(-1)?.amount).toBe(pay.net);
    }),
  );
});

test('with sun, tiers, demand and heat the bars add up to the net as well', () => {
  const amount = fc.double({ min: 0, max: 20, noNaN: true });
  const watts = fc.double({ min: 0, max: 5000, noNaN: true });
  fc.assert(
    fc.property(amount, part, watts, part, (perKw, feedIn, surplusW, share) => {
      const settings = {
        ...DEFAULT_SETTINGS,
        market: { hashpricePerPhPerDay: 50, poolFee: 0.01 },
        heat: { share, pricePerKwhHeat: 0, heating: { kind: 'heat-pump' as const, cop: 3 } },
        tariff: {
          kind: 'flat' as const,
          pricePerKwh: 0.3,
          terms: {
            feedIn: { kind: 'fixed' as const, pricePerKwh: feedIn },
            solar: [{ fromMinute: 600, toMinute: 960, powerW: surplusW }],
            tiers: [{ aboveKwh: 100, addPerKwh: 0.05 }],
            demandCharges: [{ pricePerKw: perKw, windowMinutes: 15 as const }],
          },
        },
      };
      const pay = fleetPay(miners, settings, NOON, 'UTC');
      const steps = waterfall(pay.miners.flatMap(({ day }) => day ?? [])) ?? [];
      const sum = steps.slice(0, -1).reduce((total, { amount }) => total + amount, 0);
      expect(sum).toBeCloseTo(pay.net, 9);
      const hours = pay.segments.reduce(
        (total, { netPerHour, fromMs, toMs }) => total + (netPerHour * (toMs - fromMs)) / 3_600_000,
        0,
      );
      expect(hours - pay.demandCost).toBeCloseTo(pay.net, 9);
    }),
  );
});

test('a pool that keeps everything takes all that the work is worth', () => {
  const { steps } = stepsOf(50, 1, 0);
  const [work, fee, lost] = steps;
  expect(work?.amount).toBeGreaterThan(0);
  expect(fee?.amount).toBe(-(work?.amount ?? 0));
  expect(lost?.amount).toBeCloseTo(0, 12);
});

test('1 % of work worth 10.00 is 0.10 of fee, and heat stands there only where it is counted', () => {
  const { steps } = stepsOf(50, 0.01, 0);
  const [work, fee] = steps;
  expect((fee?.amount ?? 0) / (work?.amount ?? 1)).toBeCloseTo(-0.01, 12);
  expect(steps.map((step) => step.part)).toEqual(['work', 'fee', 'lost', 'power', 'net']);
  expect(stepsOf(50, 0.01, 0.5).steps.map((step) => step.part)).toContain('heat');
});

test('without a counted miner there is nothing to draw', () => {
  expect(waterfall([])).toBeUndefined();
});
