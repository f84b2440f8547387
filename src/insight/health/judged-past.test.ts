import { describe, expect, it } from 'vitest';
import { TIER_MS } from '../../domain/buckets.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { Random } from '../../numerics/random.ts';
import type { Quarter, ToldIdentity } from '../anomaly/quarter.ts';
import { anchored, readAnchors, readJournal, readPast, rewound, toKeep } from './checkpoint.ts';
import { explained, unexplained } from './finding-causes.ts';
import { type JudgedPast, judgeQuarter, NOTHING_JUDGED, type PlaceFacts } from './judged-past.ts';
import { firstChangedDay, firstChangedInput } from './late-rows.ts';
import { EMPTY_JOURNAL, type PlaceJournal } from './place-journal.ts';
import type { StoredQuarter } from './stored-quarters.ts';

const START_MS = Date.UTC(2026, 2, 1);
const QUARTER_MS = TIER_MS.quarter;
const DAY_MS = TIER_MS.day;
/** Quarters of a day. */
const DAY = 96;
const POLLED: PlaceJournal = { watched: [{ fromMs: START_MS, toMs: START_MS + 90 * DAY_MS }], told: {} };

const FACTS: PlaceFacts = {
  miners: { one: { addedAtMs: START_MS, size: 'small' }, two: { addedAtMs: START_MS, size: 'small' } },
  journal: POLLED,
  log: [],
  ownChangesAtMs: {},
  falseAlarmsPerMonth: 1,
  calledFalse: new Set(),
};

type Telling = Partial<Quarter>;

/** A quarter of a healthy miner, but for what is told otherwise. */
function stored(index: number, random: Random, told: Telling = {}): StoredQuarter {
  const fromMs = START_MS + index * QUARTER_MS;
  const about = (value: number) => value * (1 + 0.002 * random.normal());
  const quarter = {
    fromMs,
    toMs: fromMs + QUARTER_MS,
    answers: 90,
    hashrateHs: about(1.2e12),
    expectedHashrateHs: 1.2e12,
    powerW: about(18),
    chipC: about(60),
    roomC: 21,
    fanRpm: about(4_000),
    accepted: 30,
    rejected: 0,
    restarts: 0,
    steady: true,
    ...told,
  };
  return { quarter, rows: 90, live: true };
}

/** Judges a place of two, of which one tells otherwise, day by day; no telling, and it is silent. */
function judged(
  days: number,
  one: (index: number) => Telling | undefined,
  facts: (index: number) => PlaceFacts = () => FACTS,
  before: JudgedPast = NOTHING_JUDGED,
  from = 0,
): JudgedPast {
  const random = new Random(3);
  let past = before;
  for (let index = from; index < days * DAY; index++) {
    const told = one(index);
    const place = { two: stored(index, random), ...(told ? { one: stored(index, random, told) } : {}) };
    past = judgeQuarter(past, START_MS + index * QUARTER_MS, place, facts(index));
  }
  return past;
}

const troubles = ({ book }: JudgedPast) => book.map(({ finding }) => `${finding.trouble} ${finding.minerId}`);
const refused = (from: number, to: number) => (index: number) =>
  index >= from && index < to ? { rejected: 6 } : {};

describe('a judged past', () => {
  it('books a finding once, from when the evidence was enough to the last quarter in which it was', () => {
    const past = judged(4, refused(DAY, 2 * DAY));
    expect(troubles(past)).toEqual(['shares-rejected one']);
    const [found] = past.book;
    expect(found?.foundAtMs).toBeGreaterThan(START_MS + DAY_MS);
    expect(found?.foundAtMs).toBeLessThan(START_MS + 1.2 * DAY_MS);
    expect(found?.id).toBe(`one:shares-rejected:${found?.foundAtMs}`);
    expect(past.raised).toBe(1);
  });

  it('ends what has not stood for a day, and takes the same again within a day for the one of before', () => {
    const told = (index: number) => ({ stalled: index >= DAY && index < DAY + 8 ? 'board 2' : undefined });
    const again = (index: number) => (index > DAY + 40 && index < DAY + 48 ? told(DAY) : told(index));
    const past = judged(2, again);
    expect(troubles(past)).toEqual(['part-loss one']);
    expect(past.book[0]?.endedAtMs).toBe(START_MS + (DAY + 48) * QUARTER_MS);
    const later = judged(4, (index) =>
      index === 3 * DAY || index === 3 * DAY + 1 ? told(DAY) : told(index),
    );
    expect(troubles(later)).toEqual(['part-loss one', 'part-loss one']);
  });

  it('lets a finding stand while nothing is heard for days', () => {
    const before = judged(2, refused(DAY, 2 * DAY));
    const after = judged(6.1, refused(0, 6 * DAY), () => FACTS, before, 6 * DAY);
    expect(after.book.map(({ id, endedAtMs }) => [id, endedAtMs])).toEqual([[before.book[0]?.id, undefined]]);
  });

  it('calls a miner silent while somebody asked, and not while Davylamp was closed', () => {
    const away = (index: number) => (index < DAY ? {} : undefined);
    expect(troubles(judged(1.5, away))).toEqual(['network one']);
    const closed = { ...FACTS, journal: EMPTY_JOURNAL };
    const alone = judged(1.5, away, () => closed);
    // The recorder heard it the day before, and the other one still.
    expect(troubles(alone)).toEqual(['network one']);
    // It was only ever heard by an open page: who records does not ask it.
    const firstDay = { watched: [{ fromMs: START_MS, toMs: START_MS + DAY_MS }], told: {} };
    expect(troubles(judged(1.5, away, () => ({ ...FACTS, journal: firstDay })))).toEqual([]);
  });

  it('lets a miner that was never heard wait for its first answer', () => {
    const never = judged(0.5, () => undefined);
    expect(troubles(never)).toEqual([]);
    const once = judged(
      1,
      (index) => (index < DAY / 2 + 8 ? {} : undefined),
      () => FACTS,
      never,
      DAY / 2,
    );
    expect(troubles(once)).toEqual(['network one']);
  });

  it('says nothing of a quarter of which nothing is stored', () => {
    const past = judgeQuarter(NOTHING_JUDGED, START_MS, {}, { ...FACTS, journal: EMPTY_JOURNAL });
    expect(past).toEqual({ ...NOTHING_JUDGED, toMs: START_MS + QUARTER_MS });
  });

  it('learns anew what work of the owner made another', () => {
    const cleaned: MaintenanceEvent = {
      id: 'a',
      minerId: 'one',
      atMs: START_MS + 5 * DAY_MS,
      kind: 'fan-replaced',
      told: 'hand',
    };
    const otherFan = (index: number) => (index < 5 * DAY ? {} : { chipC: 66 });
    const unknown = judged(9, otherFan);
    expect(troubles(unknown)).toContain('thermal-resistance one');
    const logged = judged(9, otherFan, () => ({ ...FACTS, log: [cleaned] }));
    expect(troubles(logged)).toEqual([]);
  });

  it('takes a change that its owner owns up to for no trouble any more', () => {
    const identity = (user: string): ToldIdentity => ({ pools: [{ url: 'stratum+tcp://pool', user }] });
    const [mine, other] = [identity('mine.1'), identity('other.1')];
    const changed = (index: number) => ({ identity: index < DAY ? mine : other });
    const past = judged(1.1, changed);
    expect(troubles(past)).toEqual(['pool-address one']);
    const calledFalse = new Set(past.book.map(({ id }) => id));
    const owned = judged(1.5, changed, () => ({ ...FACTS, calledFalse }), past, Math.ceil(1.1 * DAY));
    expect(owned.book.map(({ endedAtMs }) => endedAtMs !== undefined)).toEqual([true]);
    expect(owned.watch.miners.one?.told.addresses).toEqual(['mine', 'other']);
  });

  it('ranks the causes of what stands, once for several that are one', () => {
    const both = (index: number) => refused(DAY, 2 * DAY)(index);
    const random = new Random(4);
    let past = NOTHING_JUDGED;
    for (let index = 0; index < 1.3 * DAY; index++) {
      const place = { one: stored(index, random, both(index)), two: stored(index, random, both(index)) };
      past = judgeQuarter(past, START_MS + index * QUARTER_MS, place, FACTS);
    }
    expect(past.book).toHaveLength(2);
    const [first, ...others] = unexplained(past, Number.NEGATIVE_INFINITY);
    expect(others).toEqual([]);
    if (!first) throw new Error('nothing stands');
    const steps = explained(past, first, () => 'small');
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value.book[0]?.causes?.causes[0]?.cause).toBe('pool');
    expect(unexplained(step.value, Number.NEGATIVE_INFINITY)).toEqual([]);
    expect(unexplained(step.value, past.toMs + 1)).toHaveLength(1);
  });
});

describe('what is kept of a judged past', () => {
  const past = judged(2, refused(DAY, 2 * DAY));

  it('is gone on from as if it had never been put away', () => {
    const read = readPast(structuredClone(toKeep(past)));
    const goOn = (before: JudgedPast) =>
      judged(
        2.5,
        () => ({}),
        () => FACTS,
        before,
        2 * DAY,
      );
    expect(goOn(read ?? NOTHING_JUDGED)).toEqual(goOn(past));
  });

  it('is not used where it is of another version, or damaged', () => {
    expect(readPast({ ...toKeep(past), version: 0 })).toBeUndefined();
    expect(readPast(toKeep({ ...past, book: 'gone' }))).toBeUndefined();
    expect(readPast(toKeep({ ...past, watch: { ...past.watch, miners: { one: {} } } }))).toBeUndefined();
    for (const broken of [undefined, null, 7, 'text', [], { version: 1 }]) {
      expect(readPast(broken)).toBeUndefined();
      expect(readAnchors(broken)).toEqual([]);
      expect(readJournal(broken)).toEqual(EMPTY_JOURNAL);
    }
  });

  it('reaches back a day at least once it is two days old, and else begins anew', () => {
    let anchors = readAnchors(undefined);
    let later = NOTHING_JUDGED;
    for (let index = 0; index < 5 * DAY; index++) {
      later = { ...later, toMs: START_MS + index * QUARTER_MS };
      anchors = anchored(anchors, later);
    }
    expect(rewound(anchors, later.toMs - DAY_MS, {}).toMs).toBeGreaterThan(later.toMs - 2 * DAY_MS);
    expect(rewound(anchors, later.toMs - 3 * DAY_MS, {})).toEqual(NOTHING_JUDGED);
    expect(readAnchors(structuredClone(toKeep([past])))).toEqual([past]);
  });

  it('tells from counts which day was filled in later, and asks about each count once', () => {
    const [first = 0, second = 0] = Object.keys(past.rowsOfDay).map(Number);
    expect(firstChangedDay(past, past.rowsOfDay)).toBeUndefined();
    const now = { ...past.rowsOfDay, [second]: 1 };
    expect(firstChangedDay(past, now)).toBe(second);
    expect(firstChangedDay({ ...past, acceptedRows: now }, now)).toBeUndefined();
    // Of the first day the beginning may be gone.
    expect(firstChangedDay(past, { ...past.rowsOfDay, [first]: 1 })).toBeUndefined();
    expect(firstChangedDay(NOTHING_JUDGED, now)).toBeUndefined();
  });

  it('tells what else was changed behind it, and nothing of what is still to be judged', () => {
    const with_ = { ...past, inputs: { work: START_MS + DAY_MS } };
    expect(firstChangedInput(with_, { work: START_MS + DAY_MS })).toBeUndefined();
    expect(firstChangedInput(with_, {})).toBe(START_MS + DAY_MS);
    expect(firstChangedInput(with_, { ...with_.inputs, more: START_MS })).toBe(START_MS);
    expect(firstChangedInput(with_, { ...with_.inputs, more: past.toMs })).toBeUndefined();
  });
});
