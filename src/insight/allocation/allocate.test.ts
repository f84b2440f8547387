import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProtocolRequirements, ResourceConstraints } from '../../domain/allocation.ts';
import { openHighs } from '../../numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { allocate } from './allocate.ts';
import { calculateReallocationCost, earnedPerDay, shouldReallocate } from './reallocation.ts';
import { smallestConflict } from './smallest-conflict.ts';

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

const figure = fc.double({ min: 0.1, max: 9, noNaN: true });
const protocol = fc.record({
  earnedPerUnitDay: figure,
  fallPerUnit: fc.constantFrom(0, 0.5, 2),
  perUnit: fc.record({ 'memory-gb': figure, 'power-w': figure }),
  most: figure,
});
const given = fc
  .record({ memory: figure, power: figure, protocols: fc.array(protocol, { minLength: 1, maxLength: 6 }) })
  .map(({ memory, power, protocols }) => ({
    resources: { 'memory-gb': memory, 'power-w': power } satisfies ResourceConstraints,
    protocols: protocols.map((each, j): ProtocolRequirements => ({ id: `p${j}`, ...each })),
  }));

describe('an allocation', () => {
  it('keeps all limits and earns what it says', () => {
    fc.assert(
      fc.property(given, ({ resources, protocols }) => {
        const result = allocate(resources, protocols, solver);
        if (result.status !== 'optimal') throw new Error(result.status);
        for (const part of Object.values(result.utilisation)) expect(part).toBeLessThanOrEqual(1 + 1e-5);
        for (const { id, most = 0 } of protocols) {
          expect(result.units[id]).toBeGreaterThanOrEqual(-1e-7);
          expect(result.units[id]).toBeLessThanOrEqual(most + 1e-7);
        }
        expect(result.earnedPerDay).toBeCloseTo(earnedPerDay(protocols, result.units), 5);
      }),
    );
  });

  it('earns by one more of a resource about what that is said to be worth', () => {
    fc.assert(
      fc.property(given, ({ resources, protocols }) => {
        const more = { ...resources, 'memory-gb': resources['memory-gb'] * 1.0001 };
        const [now, then] = [allocate(resources, protocols, solver), allocate(more, protocols, solver)];
        if (now.status !== 'optimal' || then.status !== 'optimal') throw new Error('not optimal');
        const worth =
          now.worths.find(({ limit }) => limit.kind === 'resource' && limit.resource === 'memory-gb')
            ?.worthPerUnitDay ?? 0;
        const gained = then.earnedPerDay - now.earnedPerDay;
        // Gains fall: what one more earns is at most what the price says.
        expect(gained).toBeGreaterThanOrEqual(-1e-6);
        expect(gained).toBeLessThanOrEqual(worth * 0.0001 * resources['memory-gb'] + 1e-6);
      }),
    );
  });

  it('by the quick way of falling gains earns what the solver finds', () => {
    fc.assert(
      fc.property(given, ({ resources, protocols }) => {
        const falling = protocols.map((each) => ({
          ...each,
          fallPerUnit: Math.max(0.3, each.fallPerUnit ?? 0),
        }));
        const quick = allocate(resources, falling, solver);
        // A share of one binds nobody, and leads to the solver.
        const slow = allocate(
          resources,
          falling.map((each) => ({ ...each, mostShare: 1 })),
          solver,
        );
        if (quick.status !== 'optimal' || slow.status !== 'optimal') throw new Error('not optimal');
        expect(quick.earnedPerDay).toBeCloseTo(slow.earnedPerDay, 5);
      }),
    );
  });

  it('spreads hashes over pools as far as its owner wants them spread', () => {
    const pools = ['a', 'b', 'c'].map((id, j) => ({
      id,
      earnedPerUnitDay: 0.05 - 0.001 * j,
      perUnit: { 'power-w': 30 },
      mostShare: 0.5,
      ...(id === 'c' ? { leastShare: 0.1 } : {}),
    }));
    const result = allocate({ 'power-w': 3_000 }, pools, solver);
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(result.units.a).toBeCloseTo(50, 6);
    expect(result.units.b).toBeCloseTo(40, 6);
    expect(result.units.c).toBeCloseTo(10, 6);
  });

  it('says which limits cannot be kept together, and no more of them', () => {
    const protocols = [
      { id: 'a', earnedPerUnitDay: 1, perUnit: { 'power-w': 100, 'memory-gb': 1 }, least: 3 },
      { id: 'b', earnedPerUnitDay: 1, perUnit: { 'power-w': 100 }, least: 1 },
      { id: 'c', earnedPerUnitDay: 1, perUnit: { 'memory-gb': 1 }, most: 5 },
    ];
    const result = allocate({ 'power-w': 350, 'memory-gb': 100 }, protocols, solver);
    expect(result).toEqual({
      status: 'infeasible',
      conflict: [
        { kind: 'resource', resource: 'power-w' },
        { kind: 'least', id: 'a' },
        { kind: 'least', id: 'b' },
      ],
    });
  });

  it('says what earns without end', () => {
    const protocols = [
      { id: 'free', earnedPerUnitDay: 1, perUnit: {} },
      { id: 'dear', earnedPerUnitDay: 1, perUnit: { 'power-w': 1 } },
    ];
    expect(allocate({ 'power-w': 10 }, protocols, solver)).toEqual({ status: 'unbounded', ids: ['free'] });
  });

  it('says what earns without end beside one whose gains fall, too', () => {
    const falling = { id: 'falling', earnedPerUnitDay: 2, fallPerUnit: 0.1, perUnit: { 'power-w': 1 } };
    const free = { id: 'free', earnedPerUnitDay: 1, perUnit: { 'memory-gb': 1 } };
    const held = { ...falling, id: 'held', least: 1 };
    expect(allocate({ 'power-w': 10 }, [held, free], solver)).toEqual({
      status: 'unbounded',
      ids: ['free'],
    });
    expect(allocate({ 'power-w': 10, 'memory-gb': 3 }, [held, free], solver).status).toBe('optimal');
  });

  it('refuses a figure that makes no sense, and says whose', () => {
    expect(() => allocate({}, [{ id: 'x', earnedPerUnitDay: Number.NaN, perUnit: {} }], solver)).toThrow(
      /x has/,
    );
    expect(() => allocate({ 'power-w': -1 }, [], solver)).toThrow(/power-w/);
  });
});

describe('the smallest conflict', () => {
  it('is one of which no part could be left out', () => {
    const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(sets, (conflicts) => {
        const canKeep = (kept: readonly number[]) =>
          !conflicts.some((set) => set.every((each) => kept.includes(each)));
        const found = smallestConflict(
          Array.from({ length: 12 }, (_, each) => each),
          canKeep,
        );
        expect(canKeep(found)).toBe(false);
        for (const left of found) expect(canKeep(found.filter((each) => each !== left))).toBe(true);
      }),
    );
    expect(smallestConflict([1, 2], () => true)).toEqual([]);
  });
});

describe('a reallocation', () => {
  const protocols = [
    { id: 'a', earnedPerUnitDay: 24, perUnit: {} },
    { id: 'b', earnedPerUnitDay: 48, perUnit: {} },
  ];
  const terms = { perRestart: 0.5, downtimeS: 3_600, feePerLeft: 1 };

  it('costs its restarts, what is not earned meanwhile, and what is left behind', () => {
    const cost = calculateReallocationCost(protocols, { a: 1 }, { b: 1 }, terms);
    expect(cost).toEqual({ restarts: 2, restartCost: 1, downtimeCost: 2, feeCost: 1, total: 4 });
    expect(calculateReallocationCost(protocols, { a: 2 }, { a: 1 }, terms).total).toBe(0);
  });

  it('is worth it only for a tenth more, and half a coin an hour after its costs', () => {
    const { isWorthIt, gainPart, netPerHour } = shouldReallocate(protocols, { a: 1 }, { b: 1 }, terms);
    expect(gainPart).toBe(1);
    expect(netPerHour).toBeCloseTo(1 - 4 / 24, 12);
    expect(isWorthIt).toBe(true);
    expect(shouldReallocate(protocols, { a: 1 }, { b: 1 }, terms, { horizonHours: 6 }).isWorthIt).toBe(false);
    expect(shouldReallocate(protocols, { a: 1 }, { a: 1.05 }, terms).isWorthIt).toBe(false);
  });
});
