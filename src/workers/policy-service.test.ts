import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { STORED_NOW_MS, STORED_REQUEST, storedPast } from '../../tests/support/stored-past.ts';
import { readHourPolicy } from '../insight/policy/hour-policy.ts';
import { openHighs } from '../numerics/programming/highs-solver.ts';
import type { PolicyTestRequest } from './policy-api.ts';
import { testedPolicy } from './policy-service.ts';
import { storedHours } from './stored-hours.ts';

const FILE = new URL('../../models/policy/hour-policy.json', import.meta.url);

async function tested(days: number, request: PolicyTestRequest = STORED_REQUEST) {
  const parts: number[] = [];
  const ports = {
    past: storedPast(days),
    solver: () => openHighs(),
    rest: async () => undefined,
    shipped: async () => JSON.parse(await readFile(FILE, 'utf8')) as unknown,
  };
  const answer = await testedPolicy(request, ports, (part) => parts.push(part));
  return { answer: answer.finding, tested: answer.tested, parts };
}

describe('hours that are stored', () => {
  it('cost what the tariff asked then, and earn by price and difficulty of then', async () => {
    const hours = await storedHours(STORED_REQUEST, { past: storedPast(60) });
    const last = hours.pricePerKwh.length - 1;
    expect(hours.startMs + (last + 1) * 3_600_000).toBe(STORED_NOW_MS);
    // 18:00 in Berlin, the day before.
    expect(hours.pricePerKwh[last - 6]).toBeCloseTo(0.3, 9);
    expect(hours.pricePerKwh[last]).toBeCloseTo(0.05, 9);
    expect(hours.difficulty?.[last]).toBe(7.5e13);
    const price = 40_000 + 8_000 * Math.sin(59 / 9);
    const coins = (86_400e12 * 6.35) / (7.5e13 * 2 ** 32);
    expect(hours.earnedPerThDay[last]).toBeCloseTo(0.99 * coins * price, 9);
    expect(hours.earnedPerThDay[0]).toBeNaN();
  });
});

describe('a test of the learned policy', () => {
  it('says who does better on the stored past, and how far it is on the way', async () => {
    const { answer, parts } = await tested(80);
    expect(answer).toMatchObject({ kind: expect.stringMatching(/^(planner-speaks|promoted)$/), days: 66 });
    if (answer.kind !== 'planner-speaks' && answer.kind !== 'promoted') return;
    // Prices are the same each day: nobody does better than a planner that knows them.
    expect(answer.gain.mean).toBeLessThanOrEqual(1e-6);
    expect(answer.policyPerDay).toBeGreaterThan(0.5 * answer.plannerPerDay);
    expect(parts.at(-1)).toBe(1);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  }, 60_000);

  it('learns from the first half of a long past, and is judged by the second alone', async () => {
    const { answer, parts, tested: its } = await tested(180);
    expect(answer).toMatchObject({ kind: 'planner-speaks', days: 83 });
    expect(parts[0]).toBeLessThan(0.05);
    expect((its?.toMs ?? 0) - (its?.fromMs ?? 0)).toBe(83 * 24 * 3_600_000);
    expect(its?.sha256).toBe('2955409fd66d2ebd06a846c020d959afb49debd7c68c60fea57728d779af25a1');
    expect(readHourPolicy(its?.file).actor.sizes).toEqual([26, 32, 32, 1]);
  }, 120_000);

  it.each([
    ['too few days', 30, STORED_REQUEST, { kind: 'too-short', needed: 56 }],
    ['no earnings', 0, STORED_REQUEST, { kind: 'nothing-stored', lacks: 'earnings' }],
    ['no modes', 80, { ...STORED_REQUEST, modes: {} }, { kind: 'nothing-stored', lacks: 'miners' }],
    [
      'no prices',
      80,
      {
        ...STORED_REQUEST,
        settings: { ...STORED_REQUEST.settings, tariff: { kind: 'spot', provider: 'nobody', additions: [] } },
      } as unknown as PolicyTestRequest,
      { kind: 'nothing-stored', lacks: 'prices' },
    ],
  ])('with %s says so', async (_, days, request, expected) => {
    expect((await tested(days, request)).answer).toMatchObject(expected);
  });
});
