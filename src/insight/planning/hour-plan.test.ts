import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FleetPlan, PlanMode, PlanModeName } from '../../domain/plan.ts';
import { type PlanRules, USUAL_PLAN_RULES } from '../../domain/plan-rules.ts';
import { openHighs } from '../../numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { Random } from '../../numerics/random.ts';
import { hourPlan } from './hour-plan.ts';
import { type InputSlot, type PlanInputs, type PlanMiner, planSlots } from './plan-inputs.ts';

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2024, 5, 3, 8, 20);
const ZONE = 'Europe/Stockholm';

/** A hundred terahashes at 27 to 33 J/TH: at 0.07 a day for a terahash they earn their power up to about 0.1 per kWh. */
function modes(): readonly PlanMode[] {
  const mode = (name: PlanModeName, hashrateThs: number, powerW: number, noiseDb: number): PlanMode => ({
    name,
    hashrateHs: hashrateThs * 1e12,
    powerW,
    noiseDb,
    changes: [],
    known: 'measured',
  });
  return [
    mode('off', 0, 10, 0),
    mode('eco', 75, 2_050, 60),
    mode('normal', 100, 3_050, 70),
    mode('boost', 112, 3_700, 78),
  ];
}

function miner(minerId: string, given: Partial<PlanMiner> = {}): PlanMiner {
  return { minerId, modes: modes(), usual: 'normal', current: 'normal', ...given };
}

interface Case {
  readonly rules?: Partial<PlanRules>;
  readonly miners?: readonly PlanMiner[];
  readonly prices?: (hour: number) => number | undefined;
  readonly slot?: Partial<InputSlot>;
  readonly fromMs?: number;
  readonly hours?: number;
  readonly more?: Partial<PlanInputs>;
}

function inputsOf({
  rules: given,
  miners = [miner('a')],
  prices,
  slot,
  fromMs,
  hours = 24,
  more,
}: Case): PlanInputs {
  const nowMs = fromMs ?? NOW_MS;
  const rules = { ...USUAL_PLAN_RULES, minerIds: miners.map(({ minerId }) => minerId), ...given };
  const spans = planSlots({ fromMs: nowMs, toMs: nowMs + hours * HOUR_MS }, ZONE, rules);
  const slots = spans.map((span, t) => {
    const pricePerKwh = prices ? prices(t) : 0.05;
    return {
      ...span,
      pricePerKwh,
      price: pricePerKwh === undefined ? ('unknown' as const) : ('known' as const),
      earnedPerThDay: 0.07,
      earning: 'known' as const,
      ...slot,
    };
  });
  return { nowMs, timeZone: ZONE, currency: 'EUR', rules, slots, miners, ...more };
}

function planOf(given: Case): FleetPlan {
  // The laws hold of any plan, also of one that is not handed to HiGHS whole, which takes longer.
  return hourPlan(inputsOf(given), solver, { mostWholeColumns: 0 });
}

function modesOf(plan: FleetPlan, place = 0): readonly PlanModeName[] {
  return plan.miners[place]?.slots.map(({ mode }) => mode) ?? [];
}

const dear = (hours: readonly number[]) => (hour: number) => (hours.includes(hour) ? 0.4 : 0.05);

describe('a plan of hours', () => {
  it('rests in hours that cost more than work earns, as many as there are, and says so', () => {
    const plan = planOf({ prices: dear([5, 6, 7, 8, 9, 15]) });
    expect(modesOf(plan).flatMap((mode, t) => (mode === 'off' ? [t] : []))).toEqual([5, 6, 7, 8, 9, 15]);
    expect(plan.miners[0]?.slots[6]?.why).toBe('too-dear');
    expect(plan.gain.mean).toBeGreaterThan(0);
    expect(plan.proof.isOptimal).toBe(true);
    expect(plan.actions[0]).toMatchObject({ minerId: 'a', from: 'normal' });
  });

  it('changes mode by the worked-out thresholds where changes cost nothing', () => {
    const free = { ...USUAL_PLAN_RULES.switching, startS: 0, changeS: 0, warmUpS: 0, wearPerKwStart: 0 };
    const switching = { ...free, leastRunMinutes: 0, leastRestMinutes: 0, leastGainPerKw: 0 };
    const prices = (hour: number) => 0.02 + 0.006 * hour;
    const plan = planOf({ rules: { switching }, prices });
    const steps = plan.miners[0]?.strikes ?? [];
    for (const slot of plan.miners[0]?.slots ?? []) {
      const price = plan.conditions.find(({ fromMs }) => fromMs === slot.fromMs)?.pricePerKwh ?? Number.NaN;
      const best = steps.findLast(({ stepPerKwh = Number.NEGATIVE_INFINITY }) => price < stepPerKwh);
      expect(slot.mode).toBe(best?.mode ?? 'off');
    }
  });

  it('never exceeds a circuit, keeps run times and quiet hours, whatever the prices', () => {
    const wild = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      count: fc.integer({ min: 1, max: 4 }),
      limitW: fc.integer({ min: 100, max: 12_000 }),
      leastRunMinutes: fc.constantFrom(0, 60, 180),
      quietFrom: fc.integer({ min: 0, max: 1_439 }),
    });
    fc.assert(
      fc.property(wild, ({ seed, count, limitW, leastRunMinutes, quietFrom }) => {
        const random = new Random(seed);
        const prices = Array.from({ length: 30 }, () => random.uniform() * 0.3 - 0.1);
        const miners = Array.from({ length: count }, (_, place) => miner(`m${place}`, { current: 'off' }));
        const window = { fromMinute: quietFrom, toMinute: (quietFrom + 300) % 1_440 };
        const plan = planOf({
          miners,
          prices: (t) => prices[t],
          hours: 20,
          rules: {
            circuits: [{ id: 'c', name: 'Shed', limitW, minerIds: miners.map(({ minerId }) => minerId) }],
            quietHours: [{ window, most: { kind: 'noise', db: 60 } }],
            switching: { ...USUAL_PLAN_RULES.switching, leastRunMinutes },
          },
        });
        const full = plan.lacks.some(({ kind }) => kind === 'circuit-full');
        for (const [t] of plan.conditions.entries()) {
          const powerW = plan.miners.reduce((sum, { slots }) => sum + (slots[t]?.powerW ?? 0), 0);
          if (!full) expect(powerW).toBeLessThanOrEqual(limitW + 1e-6);
        }
        const broken = plan.lacks.filter(({ kind }) => kind === 'run-time-broken');
        for (const { slots, minerId } of plan.miners) {
          let startedMs = Number.NEGATIVE_INFINITY;
          for (const [t, slot] of slots.entries()) {
            const before = t === 0 ? 'off' : (slots[t - 1]?.mode ?? 'off');
            if (slot.mode !== 'off' && before === 'off') startedMs = slot.fromMs;
            const isTooSoon = slot.fromMs < startedMs + leastRunMinutes * 60_000;
            if (slot.mode === 'off' && before !== 'off' && isTooSoon)
              expect(broken).toContainEqual({ kind: 'run-time-broken', minerId, atMs: slot.fromMs });
            const minute = (new Date(slot.fromMs + 2 * HOUR_MS).getTime() / 60_000) % 1_440;
            const isQuiet = (minute - quietFrom + 1_440) % 1_440 < 300;
            if (isQuiet) expect(['off', 'eco']).toContain(slot.mode);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('brings no less with a wider circuit, more modes or shorter run times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const random = new Random(seed);
        const prices = Array.from({ length: 16 }, () => random.uniform() * 0.25);
        const miners = [miner('a', { current: 'off' }), miner('b', { current: 'off' })];
        const of = (limitW: number, leastRunMinutes: number, count = 4) => {
          const { net, proof } = planOf({
            miners: miners.map((each) => ({ ...each, modes: each.modes.slice(0, count) })),
            prices: (t) => prices[t],
            hours: 12,
            rules: {
              circuits: [{ id: 'c', name: 'Shed', limitW, minerIds: ['a', 'b'] }],
              switching: { ...USUAL_PLAN_RULES.switching, leastRunMinutes, leastGainPerKw: 0 },
            },
          });
          return { net: net.mean, atMost: net.mean + proof.gap };
        };
        const bound = of(5_200, 180);
        expect(of(7_000, 180).atMost).toBeGreaterThanOrEqual(bound.net - 1e-9);
        expect(of(5_200, 60).atMost).toBeGreaterThanOrEqual(bound.net - 1e-9);
        expect(bound.atMost).toBeGreaterThanOrEqual(of(5_200, 180, 3).net - 1e-9);
      }),
      { numRuns: 15 },
    );
  });

  it('does what its owner said for a time, even at a loss, but neither too loud nor beyond a circuit', () => {
    const span = { fromMs: NOW_MS + 2 * HOUR_MS, toMs: NOW_MS + 4 * HOUR_MS };
    const overrides = [{ id: 'o', minerId: 'a', ...span, mode: 'boost' as const }];
    const inside = (plan: FleetPlan) =>
      plan.miners[0]?.slots.filter(({ fromMs }) => fromMs >= span.fromMs && fromMs < span.toMs) ?? [];
    const plan = planOf({ prices: () => 0.9, rules: { overrides } });
    for (const slot of inside(plan)) expect(slot).toMatchObject({ mode: 'boost', why: 'override' });
    expect(modesOf(plan).filter((mode) => mode !== 'off')).toHaveLength(inside(plan).length);
    const quietHours = [
      { window: { fromMinute: 0, toMinute: 1_440 }, most: { kind: 'mode', mode: 'eco' } as const },
    ];
    for (const slot of inside(planOf({ rules: { overrides, quietHours } })))
      expect(slot).toMatchObject({ mode: 'eco', why: 'quiet-hours' });
    const circuits = [{ id: 'c', name: 'Shed', limitW: 3_100, minerIds: ['a'] }];
    for (const slot of inside(planOf({ rules: { overrides, circuits } }))) expect(slot.why).toBe('circuit');
  });

  it('leaves all off while curtailed, and steps down while the pool is away', () => {
    const curtailedUntilMs = NOW_MS + 90 * 60_000;
    const plan = planOf({ rules: { curtailedUntilMs } });
    for (const slot of plan.miners[0]?.slots ?? [])
      expect(slot.mode === 'off').toBe(slot.toMs <= curtailedUntilMs);
    const away = planOf({ miners: [miner('a', { isPoolDown: true })] });
    expect(away.miners[0]?.slots[0]).toMatchObject({ mode: 'eco', why: 'pool-down' });
    expect(modesOf(away)[3]).not.toBe('eco');
    const off = planOf({ miners: [miner('a', { isPoolDown: true })], rules: { whilePoolDown: 'off' } });
    expect(modesOf(off)[0]).toBe('off');
  });

  it('runs as usual where nothing is known, plans the rest, and says which time it lacks', () => {
    const plan = planOf({ prices: (t) => (t >= 4 && t < 7 ? undefined : t === 10 ? 0.5 : 0.05) });
    for (const t of [4, 5, 6])
      expect(plan.miners[0]?.slots[t]).toMatchObject({ mode: 'normal', why: 'nothing-known' });
    expect(modesOf(plan)[10]).toBe('off');
    const [from, to] = [plan.conditions[4]?.fromMs, plan.conditions[6]?.toMs];
    expect(plan.lacks).toEqual([{ kind: 'no-price', fromMs: from, toMs: to }]);
    expect(Number.isFinite(plan.net.mean)).toBe(true);
  });

  it('draws all it can where power is paid for being used', () => {
    const plan = planOf({ prices: () => -0.2 });
    expect(new Set(modesOf(plan))).toEqual(new Set(['boost']));
  });

  it('counts own surplus at what feeding in would pay, and only as much as there is', () => {
    const slot = { surplusW: 3_100, feedInPerKwh: 0.04 };
    const miners = [miner('a', { current: 'off' }), miner('b', { current: 'off' })];
    const plan = planOf({ prices: () => 0.3, slot, miners });
    const on = plan.miners.filter(({ slots }) => slots.some(({ mode }) => mode !== 'off'));
    expect(on).toHaveLength(1);
    expect(on[0]?.slots[2]).toMatchObject({
      mode: 'normal',
      why: 'own-power',
      ownPowerW: expect.closeTo(3_050, 0),
    });
  });

  it('heats while it is too cold and the heat makes it pay, and rests when it is warm', () => {
    const heat = (thermostat?: { targetC: number; bandC: number }) => [
      { id: 'h', name: 'Office', minerIds: ['a'], heating: { kind: 'resistive' as const }, thermostat },
    ];
    const run = (tempC: number | undefined, current: PlanModeName) =>
      modesOf(
        planOf({
          prices: () => 0.3,
          miners: [miner('a', { current })],
          rules: { heat: heat({ targetC: 20, bandC: 1 }) },
          more: { rooms: new Map([['h', { tempC }]]) },
        }),
      )[0];
    expect(run(18, 'off')).not.toBe('off');
    expect(run(20.2, 'normal')).not.toBe('off');
    expect(run(20.2, 'off')).toBe('off');
    expect(run(21, 'normal')).toBe('off');
    expect(run(undefined, 'normal')).toBe('off');
    expect(planOf({ prices: () => 0.3, rules: { heat: heat() } }).miners[0]?.slots[3]?.why).toBe(
      'heat-wanted',
    );
  });

  it('has 23 and 25 hours where clocks change', () => {
    for (const [day, hours] of [
      [Date.UTC(2024, 2, 30, 23), 23],
      [Date.UTC(2024, 9, 26, 22), 25],
    ] as const) {
      const plan = planOf({ fromMs: day, hours });
      expect(plan.conditions).toHaveLength(hours);
      expect(plan.conditions.every(({ fromMs, toMs }) => toMs - fromMs === HOUR_MS)).toBe(true);
    }
  });

  it('runs below a strike price and rests above it, whichever brings more', () => {
    const plan = planOf({
      prices: (t) => (t % 4 < 2 ? 0.02 : 0.06),
      rules: { aim: { kind: 'strike-price', pricePerKwh: 0.03 } },
    });
    expect(modesOf(plan).slice(1, 9)).toEqual([
      'normal',
      'off',
      'off',
      'normal',
      'normal',
      'off',
      'off',
      'normal',
    ]);
  });

  it('does not change for a gain that is too small, and then does for one that is not', () => {
    const leastGainPerKw = 0.01;
    const rules = { switching: { ...USUAL_PLAN_RULES.switching, leastGainPerKw } };
    const now = (price: number) => modesOf(planOf({ rules, hours: 0.66, prices: () => price }))[0];
    expect(now(0.098)).toBe('normal');
    expect(now(0.3)).toBe('off');
  });

  it('gives up some mean for better bad days where its owner is cautious', () => {
    const scenarios = Array.from({ length: 10 }, (_, s) => ({
      pricePerKwh: new Float64Array(24).fill(s < 8 ? 0.06 : 0.22),
      earnedPerThDay: new Float64Array(24).fill(0.07),
    }));
    const of = (aim: PlanRules['aim']) =>
      planOf({ rules: { aim }, prices: () => 0.09, hours: 12, more: { scenarios } });
    const bold = of({ kind: 'expected' });
    const cautious = of({ kind: 'cautious', weight: 1, tail: 0.2 });
    expect(cautious.net.low80).toBeGreaterThan(bold.net.low80);
    expect(cautious.net.mean).toBeLessThanOrEqual(bold.net.mean + 1e-9);
  });

  it('never asks a miner to rest that cannot be told to, and takes the least that it can be told', () => {
    const plan = planOf({ prices: () => 0.9, miners: [miner('a', { cannotRest: true })] });
    expect(new Set(modesOf(plan))).toEqual(new Set(['eco']));
    const curtailed = planOf({
      rules: { curtailedUntilMs: NOW_MS + 2 * HOUR_MS },
      miners: [miner('a', { cannotRest: true })],
    });
    expect(modesOf(curtailed)[0]).toBe('eco');
  });
});
