import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REGISTRY } from '../../src/features/catalogue.ts';
import { FLAG, STEP_MS } from '../../src/features/definition.ts';
import { planFeatures } from '../../src/features/feature-plan.ts';
import type { FeatureColumn } from '../../src/features/feature-table.ts';
import type { EntityBlock } from '../../src/features/input-needs.ts';
import { Random } from '../../src/numerics/random.ts';
import { historyThen } from './entity-history.ts';
import { batch, streamed } from './feature-run.ts';
import { madeEntity } from './made-entity.ts';

/** Laws that no feature may break, whoever wrote it: each registered one is tried on histories made up from seeds. */
const NAMES = REGISTRY.definitions.map(({ name }) => name);
const TOLD = [...REGISTRY.known.outside, ...REGISTRY.known.facts];

/** Rows that are looked at, after those that warm up. */
const ROWS = { minute: 200, hour: 72, day: 12 };

/** When the clocks change there, within the rows that are looked at. */
const PLACES = [
  { zone: 'Europe/Berlin', changesMs: Date.UTC(2026, 9, 25, 1) },
  { zone: 'Europe/Berlin', changesMs: Date.UTC(2026, 2, 29, 1) },
  { zone: 'Australia/Lord_Howe', changesMs: Date.UTC(2026, 3, 4, 15) },
];

const cases = fc.record({
  seed: fc.nat(),
  place: fc.constantFrom(...PLACES),
  cut: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
});

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

function situation(name: string, { seed, place, cut }: Case) {
  const plan = planFeatures(REGISTRY, [name]);
  const stepMs = STEP_MS[REGISTRY.get(name).step];
  const lookedAtMs = ROWS[REGISTRY.get(name).step] * stepMs;
  const toMs = place.changesMs + Math.floor(lookedAtMs / 2);
  const wantedMs = toMs - lookedAtMs;
  const { warmUp } = plan.needs;
  const earlyMs = wantedMs - lookedAtMs;
  const fromMs = earlyMs - Math.max(warmUp.minute, warmUp.hour, warmUp.day);
  const history = (itsSeed: number) => madeEntity(plan.needs, REGISTRY, { seed: itsSeed, fromMs, toMs });
  return {
    plan,
    setting: { fromMs: earlyMs, zone: place.zone },
    history: history(seed),
    otherHistory: () => history(seed + 1),
    wantedMs,
    toMs,
    cutMs: wantedMs + cut * lookedAtMs,
  };
}

function law(name: string, holds: (its: ReturnType<typeof situation>, seed: number) => void): void {
  fc.assert(
    fc.property(cases, (each) => holds(situation(name, each), each.seed)),
    { numRuns: 2, endOnFailure: true },
  );
}

test.each(NAMES)('%s comes to the same, however its past is cut into pieces', (name) => {
  law(name, ({ plan, setting, history, wantedMs, toMs }, seed) => {
    const whole = batch(plan, name, history, setting);
    const pieces = streamed(plan, name, history, setting, moments(seed, wantedMs, toMs));
    expect(pieces.values.length).toBe(whole.values.length);
    expectSame(pieces, whole, setting.fromMs);
    expect(pieces.flags).toEqual(whole.flags);
  });
});

test.each(NAMES)('%s does not know the future', (name) => {
  law(name, ({ plan, setting, history, otherHistory, cutMs }) => {
    const before = batch(plan, name, history, setting);
    const after = batch(plan, name, historyThen(history, otherHistory(), TOLD, cutMs), setting);
    const known = Math.floor((cutMs - before.startMs) / STEP_MS[before.step]);
    expect(after.values.slice(0, known)).toEqual(before.values.slice(0, known));
  });
});

test.each(NAMES)('%s begun later, with its warm-up, comes to the same', (name) => {
  law(name, ({ plan, setting, history, wantedMs }) => {
    const early = batch(plan, name, history, setting);
    const late = batch(plan, name, history, { ...setting, fromMs: wantedMs });
    expectSame(late, early, wantedMs);
  });
});

test.each(NAMES)('%s is finite, and within its range or flagged', (name) => {
  const [least, greatest] = REGISTRY.get(name).range;
  law(name, ({ plan, setting, history }) => {
    const { values, flags } = batch(plan, name, history, setting);
    for (const [i, value] of values.entries()) {
      const flag = flags[i] ?? 0;
      if (Number.isNaN(value)) expect(flag & FLAG.missing, `row ${i} is missing`).toBe(FLAG.missing);
      else if (!(flag & FLAG.outside))
        expect(value >= least && value <= greatest, `row ${i}: ${value}`).toBe(true);
      expect(Math.abs(value)).not.toBe(Number.POSITIVE_INFINITY);
    }
  });
});

const OF_THE_CLOCK = NAMES.filter((name) =>
  REGISTRY.closure([name]).some(({ inputs }) => inputs.length === 0),
);

test.each(NAMES.filter((name) => !OF_THE_CLOCK.includes(name)))('%s is missing where all is', (name) => {
  law(name, ({ plan, setting, toMs }) => {
    const nothing: EntityBlock = { toMs, buckets: {}, outside: {}, facts: {}, linked: {} };
    expect(batch(plan, name, nothing, setting).values.every(Number.isNaN)).toBe(true);
  });
});

/** Where the stream stops: far on at once at first, then a few rows or many at a time. */
function moments(seed: number, wantedMs: number, toMs: number): readonly number[] {
  const random = new Random(seed);
  const stops: number[] = [];
  for (let at = wantedMs; at < toMs; ) {
    stops.push(at);
    const pieces = [60_000, 120_000, 7 * 60_000, 25 * 60_000, 3_600_000, 5.3 * 3_600_000, 86_400_000];
    const room = (toMs - wantedMs) / 40;
    const fitting = pieces.filter((ms) => ms >= room / 10);
    at += fitting[Math.floor(random.uniform() * fitting.length)] ?? 86_400_000;
  }
  return [...stops, toMs];
}

/** To 1e-9 of what they are, from a moment on. */
function expectSame(one: FeatureColumn, other: FeatureColumn, fromMs: number): void {
  const stepMs = STEP_MS[one.step];
  const valueAt = ({ values, startMs }: FeatureColumn, atMs: number) =>
    values[(atMs - startMs) / stepMs] ?? Number.NaN;
  const endMs = one.startMs + one.values.length * stepMs;
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs < endMs; atMs += stepMs) {
    const a = valueAt(one, atMs);
    const b = valueAt(other, atMs);
    const close = Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;
    if (!(close || (Number.isNaN(a) && Number.isNaN(b))))
      expect.fail(`${new Date(atMs).toISOString()}: ${a} is not ${b}`);
  }
}
