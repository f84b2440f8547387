import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { STATISTICAL_SIGNALS } from './detectors/all-detectors.ts';
import { fleetFindings, NEW_FLEET, watchFleet } from './fleet-watch.ts';
import type { Quarter } from './quarter.ts';
import { QUARTER_MS } from './quarter-keeper.ts';

const START_MS = Date.UTC(2026, 0, 1);
const DAY = 24;
/** Whole hours go by as single quarters do, four times as quickly. */
const HOUR_MS = 4 * QUARTER_MS;
const BUDGET = { falseAlarmsPerMonth: 1, miners: 3 };

/** What is wrong with a made miner at a quarter, counted from the start. */
interface Ills {
  readonly resistance?: number;
  readonly paste?: number;
  readonly fan?: number;
  readonly jitter?: number;
  readonly supplyOhm?: number;
  readonly warmerK?: number;
  readonly errors?: number;
  readonly lostPart?: number;
  readonly regulatorK?: number;
}

type Telling = (quarter: Quarter) => Quarter;

/** A miner of 15 W at a fixed fan, with the noise that means have. */
function quarterOf(n: number, random: Random, ills: Ills = {}): Quarter {
  const fromMs = START_MS + n * HOUR_MS;
  const roomC = 22 + 1.2 * Math.sin((2 * Math.PI * n) / DAY) + (ills.warmerK ?? 0);
  const powerW = 15 * (1 + 0.002 * random.normal());
  const sinkC = roomC + powerW * 1.4 * (1 + (ills.resistance ?? 0));
  const chipC = sinkC + powerW * (0.9 + (ills.paste ?? 0)) + 0.05 * random.normal();
  const errorPercent = (ills.errors ?? 1) * 0.3 * (1 + 0.02 * random.normal());
  const hashrateHs = 1e12 * (1 - errorPercent / 100) * (1 - (ills.lostPart ?? 0));
  return {
    fromMs,
    toMs: fromMs + HOUR_MS,
    answers: 90,
    hashrateHs: hashrateHs * (1 + 0.003 * random.normal()),
    expectedHashrateHs: 1e12,
    powerW,
    chipC,
    regulatorC: sinkC + 12 + (ills.regulatorK ?? 0) + 0.05 * random.normal(),
    roomC,
    fanRpm: 4000 * (1 - (ills.fan ?? 0)) * (1 + 0.001 * random.normal()),
    fanSpread: 0.004 * (1 + (ills.jitter ?? 0)) * (1 + 0.1 * random.normal()),
    fanPercent: 50,
    inputV: 5.1 - (powerW / 5.1) * (0.012 + (ills.supplyOhm ?? 0)) + 0.001 * random.normal(),
    errorPercent,
    frequencyMhz: 525,
    coreSetV: 1.15,
    accepted: random.poisson(160),
    rejected: random.poisson(0.24),
    dueShares: 160,
    restarts: 0,
    steady: true,
  };
}

/** Troubles that stand on day 22 of so many miners, of which one falls ill on day 12. */
function troublesOf(illsAt: (daysIll: number) => Ills, telling: Telling = (q) => q, machines = 1) {
  const random = new Random(17);
  let fleet = NEW_FLEET;
  for (let n = 0; n < 22 * DAY; n++) {
    const daysIll = n / DAY - 12;
    const ills = daysIll > 0 ? illsAt(daysIll) : {};
    const all = { warmerK: ills.warmerK ?? 0 };
    const quarters = { ill: telling(quarterOf(n, random, ills)) };
    const others = ['second', 'third'].slice(0, machines - 1);
    const well = others.map((id) => [id, telling(quarterOf(n, random, all))] as const);
    fleet = watchFleet(fleet, { ...quarters, ...Object.fromEntries(well) });
  }
  return fleetFindings(fleet, BUDGET);
}

const named = (illsAt: (daysIll: number) => Ills, telling?: Telling, machines?: number) =>
  troublesOf(illsAt, telling, machines).map(({ trouble, minerId }) => `${trouble} ${minerId ?? 'place'}`);

const withoutThermometer: Telling = ({ roomC: _, ...rest }) => rest;

describe('the watch over a home', () => {
  it('says nothing while nothing is wrong', () => {
    expect(named(() => ({}))).toEqual([]);
    expect(named(() => ({}), withoutThermometer, 3)).toEqual([]);
  });

  it('finds dust, and tells how much resistance it adds', () => {
    const [found] = troublesOf((days) => ({ resistance: 0.03 * days }));
    expect(found).toMatchObject({ trouble: 'thermal-resistance', minerId: 'ill' });
    // 0.3 of 1.4 K/W on top of 2.3 K/W by then.
    const { value = 0, low = 0, high = 0 } = found?.size ?? {};
    expect(value).toBeGreaterThan(0.13);
    expect(value).toBeLessThan(0.2);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(found?.sinceMs).toBeGreaterThan(START_MS + 12 * DAY * HOUR_MS);
    expect(found?.confidence).toBeGreaterThan(0.999);
  });

  it('shows between chip and heatsink what is paste, and not what is dust', () => {
    const figures = (ills: (days: number) => Ills) =>
      troublesOf(ills)
        .find(({ trouble }) => trouble === 'thermal-resistance')
        ?.evidence.filter(({ nats }) => nats > 10)
        .map(({ figure }) => figure);
    expect(figures((days) => ({ resistance: 0.03 * days }))).toEqual(['cooling']);
    expect(figures((days) => ({ paste: 0.05 * days }))).toEqual(['cooling', 'chip-over-sink']);
  });

  it.each([
    ['a worn fan', (days: number) => ({ fan: 0.02 * days }), 'fan-wear ill'],
    ['a bearing that wears', (days: number) => ({ jitter: 2 * days }), 'fan-wear ill'],
    ['a supply that sags', (days: number) => ({ supplyOhm: 0.004 * days }), 'supply-sag ill'],
    ['errors that rise', (days: number) => ({ errors: 1 + 0.3 * days }), 'error-rise ill'],
    ['a hashrate that declines', (days: number) => ({ lostPart: 0.006 * days }), 'slow-decline ill'],
    ['a part that is lost', () => ({ lostPart: 0.25 }), 'part-loss ill'],
    ['a hot regulator', (days: number) => ({ regulatorK: 0.8 * days }), 'regulator-heat ill'],
  ] as const)('finds %s, and calls it by its name', (_, ills, name) => {
    expect(named(ills)).toContain(name);
  });

  it('holds the hashrate against the clock where a device does not tell what to expect', () => {
    const untold: Telling = ({ expectedHashrateHs: _, ...rest }) => rest;
    expect(named(() => ({}), untold, 3)).toEqual([]);
    const [declines] = troublesOf((days) => ({ lostPart: 0.006 * days }), untold);
    expect(declines).toMatchObject({ trouble: 'slow-decline', evidence: [{ figure: 'hashrate-by-clock' }] });
    expect(declines?.size?.value).toBeLessThan(-0.03);
    expect(named(() => ({ lostPart: 0.25 }), untold)).toContain('part-loss ill');
  });

  it('is not misled by a device that tells what to expect only now and then', () => {
    let n = 0;
    const sometimes: Telling = ({ expectedHashrateHs, ...rest }) =>
      n++ % 3 === 0 ? rest : { ...rest, expectedHashrateHs };
    expect(named(() => ({}), sometimes, 3)).toEqual([]);
  });

  it('takes less hashrate at a slower clock for no decline, told what to expect or not', () => {
    const slower: Telling = ({ expectedHashrateHs: _, ...rest }) => {
      const later = rest.fromMs > START_MS + 15 * DAY * HOUR_MS;
      const part = later ? 0.9 : 1;
      return { ...rest, hashrateHs: (rest.hashrateHs ?? 0) * part, frequencyMhz: 525 * part };
    };
    expect(named(() => ({}), slower).filter((name) => /decline|part-loss/.test(name))).toEqual([]);
  });

  it('tells a hot room from dust, with a thermometer and, among three machines, without one', () => {
    expect(named(() => ({ warmerK: 9 }))).toEqual(['hot-room place']);
    expect(named(() => ({ warmerK: 9 }), withoutThermometer, 3)).toContain('hot-room place');
    const dusty = named((days) => ({ resistance: 0.04 * days }), withoutThermometer, 3);
    expect(dusty).toEqual(['thermal-resistance ill']);
  });

  it('says of a figure that a device does not tell nothing, and of the others what it says', () => {
    const silent: Telling = ({ powerW: _, inputV: __, ...rest }) => rest;
    expect(named((days) => ({ fan: 0.02 * days, supplyOhm: 0.004 * days }), silent)).toContain(
      'fan-wear ill',
    );
    expect(named((days) => ({ supplyOhm: 0.004 * days }), silent)).toEqual([]);
  });

  it('calls no dust because a thermometer comes, or is silent for a day', () => {
    const colder: Telling = ({ roomC, ...rest }) => ({
      ...rest,
      roomC: roomC === undefined ? roomC : roomC - 4,
    });
    const within =
      (fromDay: number, toDay: number): Telling =>
      (quarter) => {
        const day = (quarter.fromMs - START_MS) / 86_400_000;
        return day >= fromDay && day < toDay ? colder(quarter) : withoutThermometer(quarter);
      };
    expect(named(() => ({}), within(14, 30))).toEqual([]);
    expect(named(() => ({}), within(0, 21))).toEqual([]);
  });

  it('calls no hot room because a thermometer comes to three machines that found the air themselves', () => {
    const late: Telling = (quarter) =>
      quarter.fromMs < START_MS + 14 * 86_400_000 ? withoutThermometer(quarter) : quarter;
    expect(named(() => ({}), late, 3)).toEqual([]);
  });

  it('takes nothing more of an hour that is judged', () => {
    const random = new Random(5);
    const [first, second] = [quarterOf(1, random), quarterOf(2, random)];
    const fleet = watchFleet(watchFleet(NEW_FLEET, { one: first }), { one: second });
    expect(watchFleet(fleet, { one: first })).toBe(fleet);
  });

  it('can be stored and read again in the middle, and goes on as if nothing had been', () => {
    const random = new Random(2);
    const quarters = Array.from({ length: 200 }, (_, n) => quarterOf(n, random));
    const whole = quarters.reduce((fleet, quarter) => watchFleet(fleet, { one: quarter }), NEW_FLEET);
    const half = quarters
      .slice(0, 99)
      .reduce((fleet, quarter) => watchFleet(fleet, { one: quarter }), NEW_FLEET);
    const read = JSON.parse(JSON.stringify(half)) as typeof half;
    const rest = quarters.slice(99).reduce((fleet, quarter) => watchFleet(fleet, { one: quarter }), read);
    expect(JSON.parse(JSON.stringify(rest))).toEqual(JSON.parse(JSON.stringify(whole)));
  });

  it('counts the signals that share the budget', () => {
    // Eleven of a miner that chance can raise, two of them of its fan, and the air.
    expect(STATISTICAL_SIGNALS).toBe(14);
  });
});
