import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Taken } from '../actions/action-runner.ts';
import type { Action, ActionOrder } from '../domain/action.ts';
import type { DeviceChange } from '../domain/control.ts';
import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import { type PlanRules, USUAL_PLAN_RULES } from '../domain/plan-rules.ts';
import type { KeptPolicyTest } from '../domain/policy-standing.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import { PlanService } from './plan-service.ts';
import { openPlanSolver } from './plan-solver.ts';
import { shippedPolicy } from './shipped-policy.ts';

/** The planner over this browser's stores and solver, for a miner that is played here. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A winter's noon; power is dear from 14:00 to 18:00. */
const NOON_MS = Date.UTC(2026, 0, 15, 12);
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  tariff: {
    kind: 'time-of-use',
    basePerKwh: 0.02,
    periods: [{ fromMinute: 14 * 60, toMinute: 18 * 60, pricePerKwh: 0.5 }],
  },
  market: { hashpricePerPhPerDay: 50, poolFee: 0.01 },
};

let name = '';
let nowMs = NOON_MS;
let entities: EntityStore;
let telemetry: TelemetryStore;
let house: PlayedHouse;
let service: PlanService;
/** How often its owner's word was passed on. */
let told = 0;
let isHelperActing = false;
let isHeldElsewhere = false;
let shipped = shippedPolicy;

/** A machine of 100 TH/s and 3 kW with two profiles, that does what it is told. */
class PlayedHouse {
  readonly orders: ActionOrder[] = [];
  #turnedAtMs: number | undefined;
  #held: Promise<void> | undefined;
  /** Orders that came, those that are still held included. */
  ordersAsked = 0;
  preset = '100T';
  paused = false;
  poolAlive = true;
  roomTempC: number | undefined;
  control: 'by-hand' | undefined = 'by-hand';
  leading = true;
  settings: Settings = SETTINGS;
  refuses: Action['reason'];

  view(): FleetView {
    const part = this.preset === '70T' ? 0.7 : 1;
    const powerW = this.paused ? 20 : 3_000 * part ** 1.5;
    const hashrateHs = this.paused ? 0 : 100e12 * part;
    const miner: MinerView = {
      miner: {
        id: 'a',
        identity: { family: 'vnish', algorithm: 'sha256' },
        address: { host: '192.168.0.9', port: 80 },
        name: 'Cellar',
        addedAtMs: 0,
        control: this.control,
      },
      state: this.paused ? 'paused' : 'hashing',
      reading: {
        atMs: nowMs,
        hashrateHs,
        powerW,
        paused: this.paused,
        shares: {},
        fans: [],
        boards: [],
        pools: [{ url: 'stratum+tcp://pool.example:3333', active: true, alive: this.poolAlive }],
        faults: [],
        oddities: [],
      },
      answeredAtMs: nowMs,
      hashrate10mHs: hashrateHs,
      power10mW: powerW,
      spark: new Float64Array(60),
      feed: 'poll',
      roomTempC: this.roomTempC,
      meansSinceMs: this.#turnedAtMs,
    };
    const { leading, settings } = this;
    return { fleet: 'real', atMs: nowMs, leading, miners: [miner], alerts: [], settings };
  }

  /** From now on orders take their time, until what is returned is called. */
  holdOrders(): () => void {
    let free = () => {};
    this.#held = new Promise<void>((fulfil) => {
      free = fulfil;
    });
    return free;
  }

  async order(order: ActionOrder): Promise<Taken> {
    this.ordersAsked++;
    await this.#held;
    this.orders.push(order);
    const isRefused = this.refuses !== undefined;
    if (!isRefused) this.#take(order.change);
    const action: Action = {
      ...order,
      id: crypto.randomUUID(),
      askedAtMs: nowMs,
      dueAtMs: nowMs,
      status: isRefused ? 'rejected' : 'done',
      step: 'ended',
      reason: this.refuses,
      made: [],
      audit: [],
    };
    return { action };
  }

  #take(change: DeviceChange): void {
    this.#turnedAtMs = nowMs;
    if (change.kind === 'preset') this.preset = change.preset;
    if (change.kind === 'pause' || change.kind === 'resume') this.paused = change.kind === 'pause';
  }

  get sent(): readonly string[] {
    return this.orders.map(({ change }) => (change.kind === 'preset' ? change.preset : change.kind));
  }
}

beforeEach(async () => {
  shipped = shippedPolicy;
  told = 0;
  isHelperActing = false;
  isHeldElsewhere = false;
  name = crypto.randomUUID();
  nowMs = NOON_MS;
  entities = await openEntities(`${name}-entities`);
  telemetry = await openTelemetry(`${name}-telemetry`);
  house = new PlayedHouse();
  service = opened();
});
afterEach(() => {
  entities.close();
  telemetry.close();
  indexedDB.deleteDatabase(`${name}-entities`);
  indexedDB.deleteDatabase(`${name}-telemetry`);
});

function opened(): PlanService {
  const points = [
    { preset: '70T', hashrateHs: 70e12, powerW: 1_757 },
    { preset: '100T', hashrateHs: 100e12, powerW: 3_000 },
  ];
  return new PlanService({
    nowMs: () => nowMs,
    newId: () => crypto.randomUUID(),
    zone: () => 'UTC',
    clockMs: () => performance.now(),
    view: () => house.view(),
    plans: entities.plans,
    tunings: entities.tunings,
    outside: telemetry.outside,
    figures: async () => ({}),
    past: async () => ({ atMs: new Float64Array(), values: new Float64Array() }),
    solver: openPlanSolver,
    shippedPolicy: () => shipped(),
    askLease: async (wants) => wants && !isHeldElsewhere,
    rulesChanged: () => {
      told += 1;
    },
    mayGoOn: () => !isHelperActing,
    control: {
      hasLocks: true,
      order: (order) => house.order(order),
      openActions: async () => [],
      callOff: async () => {},
      changesOf: async () => [],
      controlOf: async () => ({
        offers: ['pause', 'resume', 'preset'],
        settings: { paused: house.paused, preset: house.preset, presetPoints: points, bounds: {} },
        bounds: { presets: ['70T', '100T'] },
        hasPassword: true,
      }),
    },
  });
}

/** Lives on for so many minutes, looked at each half minute. */
async function live(minutes: number): Promise<void> {
  for (const endMs = nowMs + minutes * MINUTE_MS; nowMs < endMs; ) {
    nowMs += 30_000;
    await service.look();
  }
}

async function goLive(rules: Partial<PlanRules> = {}): Promise<void> {
  const switching = { ...USUAL_PLAN_RULES.switching, leastRestMinutes: 0, leastRunMinutes: 0 };
  await service.setPlanRules({ ...USUAL_PLAN_RULES, switching, minerIds: ['a'], ...rules });
  await service.setPlanMode('live');
}

test('plans two days of all miners before anybody has said anything, and only notes what it would do', async () => {
  const { rules, plan, modes } = await service.plan();
  expect(rules).toMatchObject({ carrying: 'dry-run', minerIds: ['a'] });
  expect((plan?.toMs ?? 0) - nowMs).toBe(48 * HOUR_MS);
  expect(modes.a?.map((mode) => mode.name)).toEqual(['off', 'eco', 'normal']);
  const dear = plan?.miners[0]?.slots.filter(({ fromMs }) => new Date(fromMs).getUTCHours() === 15);
  expect(dear?.map(({ mode, why }) => [mode, why])).toEqual([
    ['off', 'too-dear'],
    ['off', 'too-dear'],
  ]);
  expect(plan?.gain.mean).toBeGreaterThan(0);
  await live(3 * 60);
  expect(house.orders).toEqual([]);
  const { past } = await service.plan();
  expect(past[0]).toMatchObject({ minerId: 'a', to: 'off', became: 'would', why: 'too-dear' });
});

test('lets a miner rest through the dear hours and wakes it after them, once it is live', async () => {
  await goLive();
  await live(2 * 60 + 5);
  expect(house.paused).toBe(true);
  await live(4 * 60);
  expect(house.paused).toBe(false);
  expect(house.sent.filter((sent) => sent === 'pause')).toHaveLength(1);
  expect(house.sent.filter((sent) => sent === 'resume')).toHaveLength(1);
  expect(house.orders.every(({ by, ifBad }) => by === 'planner' && ifBad === 'put-back')).toBe(true);
  const { past } = await service.plan();
  expect(past.map(({ became }) => became)).toEqual(past.map(() => 'done'));
});

test('sends nothing to a miner that may only be watched, and says so once', async () => {
  house.control = undefined;
  await goLive();
  await live(2 * 60 + 10);
  expect(house.orders).toEqual([]);
  const { past } = await service.plan();
  expect(past.filter(({ reason }) => reason === 'watch-only').map(({ to }) => to)).toContain('off');
});

test('does nothing in a tab that does not lead', async () => {
  await goLive();
  house.leading = false;
  const before = house.orders.length;
  await live(2 * 60 + 10);
  expect(house.orders).toHaveLength(before);
});

test('curtails at once and lets go again, without making a miner rest out', async () => {
  await goLive({ switching: USUAL_PLAN_RULES.switching });
  const { plan } = await service.curtailNow(60);
  expect(plan?.miners[0]?.slots[0]).toMatchObject({ mode: 'off', why: 'curtailed' });
  await expect.poll(() => house.paused).toBe(true);
  nowMs += MINUTE_MS;
  await service.look();
  await service.releaseCurtailment();
  await live(2);
  expect(house.paused).toBe(false);
});

test('answers its owner at once while a miner takes its time, and does what is wanted then when it is free', async () => {
  await goLive({ switching: USUAL_PLAN_RULES.switching });
  await live(1);
  const free = house.holdOrders();
  house.ordersAsked = 0;
  await service.curtailNow(60);
  await expect.poll(() => house.ordersAsked).toBe(1);
  const { rules } = await service.releaseCurtailment();
  expect(rules.curtailedUntilMs).toBeUndefined();
  expect(house.ordersAsked).toBe(1);
  free();
  await expect.poll(() => house.sent).toEqual(['pause', 'resume']);
});

test('holds a room warm without quick turns: off when it is warm, on when it is cold, and nothing in between', async () => {
  const heating = { kind: 'resistive' } as const;
  const thermostat = { targetC: 20, bandC: 1 };
  await goLive({
    switching: USUAL_PLAN_RULES.switching,
    heat: [{ id: 'h', name: 'Office', minerIds: ['a'], heating, thermostat }],
  });
  house.roomTempC = 22;
  await live(6);
  expect(house.paused).toBe(true);
  // Colder at once: it has to rest out its half hour all the same.
  house.roomTempC = 18;
  await live(10);
  expect(house.paused).toBe(true);
  await live(25);
  expect(house.paused).toBe(false);
  house.roomTempC = 20.3;
  await live(30);
  expect(house.paused).toBe(false);
  expect(house.sent).toEqual(['pause', 'resume']);
});

test('steps down when the pool is surely away, and up again when it is back', async () => {
  await goLive();
  await live(1);
  expect(house.preset).toBe('100T');
  house.poolAlive = false;
  await live(2);
  expect(house.preset).toBe('100T');
  await live(3);
  expect(house.preset).toBe('70T');
  house.poolAlive = true;
  await live(6);
  expect(house.preset).toBe('100T');
});

test('takes the owner’s word for an hour, cuts an older one, and takes it back', async () => {
  const fromMs = NOON_MS + HOUR_MS;
  await service.override('a', { fromMs, toMs: fromMs + 3 * HOUR_MS }, 'off');
  const { rules, plan } = await service.override(
    'a',
    { fromMs: fromMs + HOUR_MS, toMs: fromMs + 2 * HOUR_MS },
    'eco',
  );
  expect(rules.overrides).toHaveLength(3);
  const modeAt = (atMs: number) => plan?.miners[0]?.slots.find((slot) => slot.fromMs === atMs);
  expect(modeAt(fromMs)).toMatchObject({ mode: 'off', why: 'override' });
  expect(modeAt(fromMs + HOUR_MS)).toMatchObject({ mode: 'eco', why: 'override' });
  expect(modeAt(fromMs + 2 * HOUR_MS)).toMatchObject({ mode: 'off', why: 'override' });
  expect((await service.undoPlanRules()).rules.overrides).toHaveLength(1);
  expect((await service.undoPlanRules()).rules.overrides).toEqual([]);
});

test('what was refused is told with its reason, and not tried again for a quarter of an hour', async () => {
  house.refuses = { code: 'conflict', detail: 'hand' };
  await goLive();
  await service.curtailNow(120);
  await live(10);
  expect(house.orders).toHaveLength(1);
  expect((await service.plan()).past[0]).toMatchObject({ became: 'refused', reason: 'conflict' });
  await live(10);
  expect(house.orders).toHaveLength(2);
});

test('says what is missing where nothing is known of prices or earnings, and makes no plan when paused', async () => {
  house.settings = { ...SETTINGS, market: { poolFee: 0.01 } };
  expect((await service.plan()).missing).toBe('no-earning');
  house.settings = { ...SETTINGS, tariff: { kind: 'spot', provider: 'awattar' } };
  nowMs += MINUTE_MS;
  expect((await service.plan()).missing).toBe('no-tariff');
  expect((await service.setPlanMode('paused')).missing).toBe('paused');
});

test('a rule that makes no sense is refused by its name, and a page that follows hears of what changed', async () => {
  const heard: (string | undefined)[] = [];
  await service.onPlan(({ rules }) => heard.push(rules.carrying));
  const circuits = [{ id: 'c', name: 'Shed', limitW: -1, minerIds: ['a'] }];
  await expect(service.setPlanRules({ ...USUAL_PLAN_RULES, circuits })).rejects.toMatchObject({
    detail: 'circuit-limit',
  });
  await service.setPlanMode('live');
  expect(heard.at(-1)).toBe('live');
});

test('another tab goes on from where the miner stands, by the same rules', async () => {
  await goLive();
  await live(2 * 60 + 5);
  expect(house.paused).toBe(true);
  service = opened();
  await live(4 * 60);
  expect(house.paused).toBe(false);
  expect(house.sent.filter((sent) => sent === 'pause')).toHaveLength(1);
});

test('hands its hours over while it is live, says at once that they are void when it is not, and nothing before it knows', async () => {
  const its = new Set(['a']);
  expect(service.handOver(its)).toBeUndefined();
  await goLive();
  const before = told;
  const dear = service.handOver(its)?.miners[0]?.steps.find(({ mode }) => mode === 'off');
  expect(dear).toEqual({
    fromMs: NOON_MS + 2 * HOUR_MS,
    toMs: NOON_MS + 6 * HOUR_MS,
    mode: 'off',
    why: 'too-dear',
  });
  expect(service.handOver(new Set())?.miners).toEqual([]);
  await service.setPlanMode('dry-run');
  expect(told).toBe(before + 1);
  expect(service.handOver(its)?.miners).toEqual([]);
});

test('sends nothing while the helper may be in the middle of a change, and does afterwards', async () => {
  await goLive();
  isHelperActing = true;
  await live(2 * 60 + 5);
  expect(house.orders).toEqual([]);
  isHelperActing = false;
  await live(2);
  expect(house.paused).toBe(true);
});

test('only plans while another browser carries out its own plan, says so, and takes over when that is gone', async () => {
  isHeldElsewhere = true;
  await goLive();
  await live(2 * 60 + 5);
  expect(house.orders).toEqual([]);
  expect(await service.plan()).toMatchObject({ isElsewhere: true, plan: { miners: [{ minerId: 'a' }] } });
  expect(service.handOver(new Set(['a']))).toBeUndefined();
  isHeldElsewhere = false;
  await live(2);
  expect(house.paused).toBe(true);
  expect((await service.plan()).isElsewhere).toBe(false);
});

/** A test of the shipped policy that came out so, made now. */
async function policyTest(low95: number): Promise<KeptPolicyTest> {
  const { file, sha256 } = await shippedPolicy();
  const gain = { mean: 0.2, low95, high95: 0.4 };
  const kind = low95 > 0 ? 'promoted' : 'planner-speaks';
  const finding = { kind, days: 80, policyPerDay: 2.2, plannerPerDay: 2, gain } as const;
  const tested = { fromMs: nowMs - 80 * 24 * HOUR_MS, toMs: nowMs, sha256, file };
  return { atMs: nowMs, currency: SETTINGS.currency, finding, tested };
}

test('notes hour by hour what the policy would do, and scores each hour when it is over', async () => {
  await service.plan();
  const [note] = (await entities.plans.shadow())?.notes ?? [];
  expect(note).toMatchObject({ fromMs: NOON_MS, pricePerKwh: 0.02, miners: [{ minerId: 'a' }] });
  await live(3 * 60 + 1);
  const shadow = await entities.plans.shadow();
  expect(shadow?.scored.map(({ fromMs }) => fromMs)).toEqual(
    [0, 1, 2].map((hour) => NOON_MS + hour * HOUR_MS),
  );
  expect(shadow?.notes).toHaveLength(1);
  // Power costs 0.50 from 14:00 on: the planner has the miner at rest by then.
  expect(shadow?.scored[0]?.planner).toBeCloseTo(4.95 / 24 - 0.06, 1);
  expect((await service.plan()).policy?.shadow.hours).toBe(3);
  expect(house.orders).toEqual([]);
});

test('notes nothing in a tab that does not lead', async () => {
  house.leading = false;
  await service.plan();
  expect(await entities.plans.shadow()).toBeUndefined();
});

test('what a test came to is still told after a reload', async () => {
  await service.keepPolicyTest(await policyTest(-0.1));
  const { policy } = await opened().plan();
  expect(policy).toMatchObject({ refusal: 'no-sure-gain', chooses: false, test: { finding: { days: 80 } } });
  expect(policy?.span?.sha256).toBe(policy?.sha256);
  expect(JSON.stringify(policy)).not.toContain('weights');
});

test('the policy chooses the hours only after a test that is a sure gain, and through the planner’s own orders', async () => {
  await goLive();
  await expect(service.letPolicyChoose(true)).rejects.toThrow('not-tested');
  await service.keepPolicyTest(await policyTest(-0.1));
  await expect(service.letPolicyChoose(true)).rejects.toThrow('no-sure-gain');
  await service.keepPolicyTest(await policyTest(0.1));
  const { plan, policy } = await service.letPolicyChoose(true);
  expect(policy).toMatchObject({ chooses: true, replaced: [] });
  expect(plan?.miners[0]?.slots[0]?.why).toBe('policy');
  expect(plan?.miners[0]?.slots[1]?.why).not.toBe('policy');
  await live(4 * 60);
  const { past } = await service.plan();
  expect(past.some(({ why }) => why === 'policy')).toBe(true);
  expect(house.orders.every(({ by, ifBad }) => by === 'planner' && ifBad === 'put-back')).toBe(true);
  // Its owner's word goes before it, and that is told.
  const { plan: curtailed, policy: passed } = await service.curtailNow(60);
  expect(curtailed?.miners[0]?.slots[0]).toMatchObject({ mode: 'off', why: 'curtailed' });
  expect(passed?.replaced.every(({ why }) => why === 'curtailed')).toBe(true);
});

test('while it is a dry run the policy sends nothing, either', async () => {
  await service.keepPolicyTest(await policyTest(0.1));
  await service.letPolicyChoose(true);
  await live(4 * 60);
  expect(house.orders).toEqual([]);
});

test('the policy is set aside by a test that is no sure gain, and by other money', async () => {
  await service.keepPolicyTest(await policyTest(0.1));
  await service.letPolicyChoose(true);
  const { policy } = await service.keepPolicyTest(await policyTest(-0.1));
  expect(policy).toMatchObject({ chooses: false, demoted: { atMs: nowMs, why: 'no-sure-gain' } });
  const again = await service.keepPolicyTest(await policyTest(0.1));
  expect(again.policy?.demoted).toBeUndefined();
  await service.letPolicyChoose(true);
  const currency = SETTINGS.currency === 'USD' ? 'EUR' : 'USD';
  house.settings = { ...SETTINGS, currency };
  await live(1);
  expect((await service.plan()).policy).toMatchObject({ chooses: false, demoted: { why: 'other-currency' } });
});

test('the policy is set aside where its hours in the shadow are surely worse', async () => {
  await service.keepPolicyTest(await policyTest(0.1));
  await service.letPolicyChoose(true);
  const { sha256 } = await shippedPolicy();
  const scored = Array.from({ length: 200 }, (_, hour) => ({
    fromMs: NOON_MS - (200 - hour) * HOUR_MS,
    policy: -1 - (hour % 5),
    planner: 0,
  }));
  await entities.plans.keepShadow({ sha256, currency: SETTINGS.currency, notes: [], scored });
  await live(16);
  const { policy, plan } = await service.plan();
  expect(policy).toMatchObject({ chooses: false, demoted: { why: 'shadow' } });
  expect(plan?.miners[0]?.slots.map(({ why }) => why)).not.toContain('policy');
});

test('the policy is set aside where another one comes along than was tested', async () => {
  await service.keepPolicyTest(await policyTest(0.1));
  await service.letPolicyChoose(true);
  const { file } = await shippedPolicy();
  shipped = async () => ({ file, sha256: 'another' });
  const renewed = await opened().plan();
  expect(renewed.policy).toMatchObject({ chooses: false, demoted: { why: 'other-policy' } });
  expect(renewed.plan?.miners[0]?.slots.map(({ why }) => why)).not.toContain('policy');
});

test('hours are planned all the same where the policy cannot be loaded', async () => {
  shipped = async () => {
    throw new Error('no network');
  };
  const { plan, policy } = await opened().plan();
  expect(plan?.miners).toHaveLength(1);
  expect(policy).toBeUndefined();
});
