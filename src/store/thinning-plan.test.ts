import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIER_MS } from '../domain/buckets.ts';
import { HISTORY_TIERS, type HistoryTier } from '../domain/retention.ts';
import { spanStart } from './segment.ts';
import { SPAN_MS } from './telemetry-schema.ts';
import { type HeldSegment, planThinning, shortage, type ThinningInput } from './thinning-plan.ts';

const DAY = TIER_MS.day;
const NOW = 20_000 * DAY;

function segment(tier: HistoryTier, ageMs: number, bytes = 1_000, minerId = 'gamma'): HeldSegment {
  return { tier, minerId, startMs: spanStart(NOW - ageMs, SPAN_MS[tier]), bytes };
}

/** Of each tier, the segment of one moment. */
function allTiers(ageMs: number, bytes = 1_000, minerId = 'gamma'): HeldSegment[] {
  return HISTORY_TIERS.map((tier) => segment(tier, ageMs, bytes, minerId));
}

const tiersOf = (input: ThinningInput) => planThinning(input).drops.map(({ segment: { tier } }) => tier);

const anySegments = fc
  .array(
    fc.record({
      tier: fc.constantFrom(...HISTORY_TIERS),
      ageMs: fc.oneof(fc.nat(10 * DAY), fc.nat(1_500 * DAY)),
      bytes: fc.nat(100_000),
      minerId: fc.constantFrom('gamma', 'ultra'),
      withCoarser: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((told) =>
    told.flatMap(({ tier, ageMs, bytes, minerId, withCoarser }) =>
      HISTORY_TIERS.slice(
        HISTORY_TIERS.indexOf(tier),
        withCoarser ? undefined : HISTORY_TIERS.indexOf(tier) + 1,
      ).map((each) => segment(each, ageMs, bytes, minerId)),
    ),
  )
  .map((segments) => [
    ...new Map(segments.map((each) => [`${each.tier} ${each.minerId} ${each.startMs}`, each])).values(),
  ]);

const anyInput: fc.Arbitrary<ThinningInput> = fc.record({
  nowMs: fc.constant(NOW),
  segments: anySegments,
  undone: fc.array(
    fc.record({
      minerId: fc.constantFrom('gamma', 'ultra'),
      startMs: fc.nat(1_500).map((days) => NOW - days * DAY),
    }),
    { maxLength: 40 },
  ),
  budgetBytes: fc.option(fc.nat(3_000_000), { nil: undefined }),
  shortBytes: fc.nat(1_000_000),
});

const bytesOf = (segments: readonly HeldSegment[]) => segments.reduce((sum, { bytes }) => sum + bytes, 0);
const dropped = (input: ThinningInput) => planThinning(input).drops.map(({ segment: each }) => each);

describe('thinning', () => {
  it('keeps everything while it is young and there is room', () => {
    expect(planThinning({ nowMs: NOW, segments: allTiers(DAY), undone: [] })).toEqual({
      drops: [],
      missingBytes: 0,
    });
  });

  it('lets each tier go at its age, and hours and days never', () => {
    expect(tiersOf({ nowMs: NOW, segments: allTiers(3 * DAY), undone: [] })).toEqual(['raw']);
    expect(tiersOf({ nowMs: NOW, segments: allTiers(130 * DAY), undone: [] })).toEqual(['raw', 'minute']);
    expect(tiersOf({ nowMs: NOW, segments: allTiers(3_000 * DAY), undone: [] })).toEqual([
      'raw',
      'minute',
      'quarter',
    ]);
  });

  it('over a budget takes the finest first, and of a tier the oldest', () => {
    const young = segment('raw', 10 * 3_600_000);
    const segments = [...allTiers(30 * DAY), ...allTiers(20 * DAY), young, segment('minute', 10 * 3_600_000)];
    const drops = dropped({ nowMs: NOW, segments, undone: [], budgetBytes: bytesOf(segments) - 3_500 });
    expect(drops).toEqual([
      segment('raw', 30 * DAY),
      segment('raw', 20 * DAY),
      young,
      segment('minute', 30 * DAY),
    ]);
  });

  it('says why', () => {
    const segments = [...allTiers(30 * DAY), ...allTiers(20 * DAY)];
    const total = bytesOf(segments);
    const reasons = planThinning({
      nowMs: NOW,
      segments,
      undone: [],
      budgetBytes: total - 2_500,
      shortBytes: 3_500,
    });
    expect(reasons.drops.map(({ reason }) => reason)).toEqual(['age', 'age', 'budget', 'space']);
  });

  it('spares what is drawn every day, however short the space is, and says what is missing', () => {
    const segments = allTiers(3_600_000);
    expect(planThinning({ nowMs: NOW, segments, undone: [], budgetBytes: 2_000 })).toEqual({
      drops: [],
      missingBytes: 3_000,
    });
  });

  it('waits for what is derived from minutes, but not with polls, whose minutes are stored', () => {
    const segments = allTiers(200 * DAY);
    const undone = [{ minerId: 'gamma', startMs: spanStart(NOW - 200 * DAY, DAY) }];
    expect(tiersOf({ nowMs: NOW, segments, undone })).toEqual(['raw']);
  });

  it('never takes what is still to be derived, nor what no coarser tier holds', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const held = new Set(input.segments);
        for (const { tier, minerId, startMs } of dropped(input)) {
          const marked = input.undone.some(
            (day) =>
              day.minerId === minerId && day.startMs < startMs + SPAN_MS[tier] && day.startMs + DAY > startMs,
          );
          expect(tier !== 'raw' && marked).toBe(false);
          const coarser = [...held].some(
            (other) =>
              HISTORY_TIERS.indexOf(other.tier) > HISTORY_TIERS.indexOf(tier) &&
              other.minerId === minerId &&
              other.startMs <= startMs &&
              other.startMs + SPAN_MS[other.tier] >= startMs + SPAN_MS[tier],
          );
          expect(coarser).toBe(true);
        }
      }),
    );
  });

  it('at each step leaves a coarser tier behind, so that it may be interrupted anywhere', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const left = new Set(input.segments);
        for (const each of dropped(input)) {
          left.delete(each);
          const { tier, minerId, startMs } = each;
          const stays = [...left].some(
            (other) =>
              HISTORY_TIERS.indexOf(other.tier) > HISTORY_TIERS.indexOf(tier) &&
              other.minerId === minerId &&
              other.startMs <= startMs &&
              other.startMs + SPAN_MS[other.tier] >= startMs + SPAN_MS[tier],
          );
          expect(stays).toBe(true);
        }
      }),
    );
  });

  it('holds the budget and frees what is short, or says by how much it does not', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { missingBytes } = planThinning(input);
        const freed = bytesOf(dropped(input));
        const { budgetBytes = Number.POSITIVE_INFINITY, shortBytes = 0 } = input;
        const over = Math.max(0, bytesOf(input.segments) - freed - budgetBytes, shortBytes - freed);
        expect(missingBytes).toBe(over);
        // What is left then may not go at all.
        if (over > 0) {
          const rest = input.segments.filter((each) => !dropped(input).includes(each));
          expect(dropped({ ...input, segments: rest, budgetBytes: 0 })).toEqual([]);
        }
      }),
    );
  });

  it('with a greater budget takes no more', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(1_000_000), (input, more) => {
        const { budgetBytes = 0 } = input;
        const tight = new Set(dropped({ ...input, budgetBytes }));
        for (const each of dropped({ ...input, budgetBytes: budgetBytes + more }))
          expect(tight.has(each)).toBe(true);
      }),
    );
  });

  it('done once, has nothing left to do', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const gone = new Set(dropped(input));
        const segments = input.segments.filter((each) => !gone.has(each));
        const shortBytes =
          planThinning(input).missingBytes > 0
            ? 0
            : Math.max(0, (input.shortBytes ?? 0) - bytesOf([...gone]));
        expect(dropped({ ...input, segments, shortBytes })).toEqual([]);
      }),
    );
  });
});

describe('the space of the browser', () => {
  it('is short from four fifths of the quota on, before it bites', () => {
    const space = { quotaBytes: 1_000, refused: false };
    expect(shortage({ ...space, usageBytes: 799 }, 500)).toBe(0);
    expect(shortage({ ...space, usageBytes: 800 }, 500)).toBe(100);
    expect(shortage({ refused: false }, 500)).toBe(0);
  });

  it('is short where a write was refused, whatever the browser says', () => {
    const space = { usageBytes: 10, quotaBytes: 1e12, refused: true };
    expect(shortage(space, 1e9)).toBe(1e8);
    expect(shortage(space, 1e6)).toBe(16e6);
  });
});
