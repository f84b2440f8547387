import { describe, expect, it } from 'vitest';
import { TIER_MS } from '../../domain/buckets.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { Random } from '../../numerics/random.ts';
import { readPast, toKeep } from './checkpoint.ts';
import { type JudgedPast, judgeQuarter, NOTHING_JUDGED, type PlaceFacts } from './judged-past.ts';
import type { RepairTrial } from './repair-trial.ts';
import { MOST_HOURS } from './repair-trial-odds.ts';
import type { StoredQuarter } from './stored-quarters.ts';
import { triedRepairs } from './tried-repairs.ts';

const START_MS = Date.UTC(2026, 2, 1);
const DAY_MS = TIER_MS.day;
const DAY = 96;
/** The chip gets hotter at once on the 14th day, and is seen to on the 16th at the latest. */
const HOT_FROM = 14;
const DONE = 17;

const work: MaintenanceEvent = {
  id: 'work',
  minerId: 'one',
  atMs: START_MS + DONE * DAY_MS,
  kind: 'cleaned',
  told: 'hand',
};
const FACTS: PlaceFacts = {
  miners: { one: { addedAtMs: START_MS, size: 'small' } },
  journal: { watched: [{ fromMs: START_MS, toMs: START_MS + 40 * DAY_MS }], told: {} },
  log: [work],
  ownChangesAtMs: {},
  falseAlarmsPerMonth: 1,
  calledFalse: new Set(),
};

function stored(index: number, random: Random, chipC: number): StoredQuarter {
  const fromMs = START_MS + index * TIER_MS.quarter;
  const about = (value: number) => value * (1 + 0.002 * random.normal());
  const quarter = {
    fromMs,
    toMs: fromMs + TIER_MS.quarter,
    answers: 90,
    hashrateHs: about(1.2e12),
    expectedHashrateHs: 1.2e12,
    powerW: about(18),
    chipC: about(chipC),
    roomC: 21,
    fanRpm: about(4_000),
    accepted: 30,
    rejected: 0,
    restarts: 0,
    steady: true,
  };
  return { quarter, rows: 90, live: true };
}

function judged(before: JudgedPast, from: number, to: number, chipC: number, facts = FACTS): JudgedPast {
  const random = new Random(3 + from);
  let past = before;
  for (let index = from * DAY; index < to * DAY; index++) {
    const atMs = START_MS + index * TIER_MS.quarter;
    past = judgeQuarter(past, atMs, { one: stored(index, random, chipC) }, facts);
  }
  return past;
}

/** Up to the work: the same for all, and judged once. */
const BEFORE = judged(judged(NOTHING_JUDGED, 0, HOT_FROM, 60), HOT_FROM, DONE, 68);

/** A miner until a day after the work, whose chip has so many degrees since then. */
function judgedTo(days: number, chipAfterC: number, facts = FACTS): JudgedPast {
  return judged(BEFORE, DONE, days, chipAfterC, facts);
}

function withHours(hours: number): (trial: RepairTrial) => RepairTrial {
  return (trial) => ({ ...trial, nats: 0, hours });
}

/** A miner in the last hour of a trial that could not be decided so far, and some days later. */
function pastTheCut(days: number, chipAfterC: number): JudgedPast {
  const begun = judgedTo(DONE + 0.0625, chipAfterC);
  const trials = begun.trials.map(withHours(MOST_HOURS - 1));
  return judged({ ...begun, trials }, DONE + 0.0625, DONE + days, chipAfterC);
}

function told(past: JudgedPast, log = FACTS.log) {
  const heat = past.book.filter(({ finding }) => finding.trouble === 'thermal-resistance');
  return heat.map((booked) => ({
    stands: booked.endedAtMs === undefined,
    repairs: triedRepairs([booked], log, past)?.map(({ outcome }) => outcome),
  }));
}

function reasons(past: JudgedPast, log = FACTS.log) {
  return past.book.flatMap(
    (booked) => triedRepairs([booked], log, past)?.map(({ because }) => because) ?? [],
  );
}

describe('a repair on trial', () => {
  it('is waited for while too few hours have been seen since, and what it is about stands so long', () => {
    expect(told(judgedTo(DONE, 60))).toEqual([{ stands: true, repairs: ['waiting'] }]);
    expect(told(judgedTo(DONE + 0.06, 60))).toEqual([{ stands: true, repairs: ['waiting'] }]);
  });

  it('is confirmed within a day by a chip as cool as before the trouble, which ends with that', () => {
    expect(told(judgedTo(DONE + 1, 60))).toEqual([{ stands: false, repairs: ['confirmed'] }]);
    expect(told(judgedTo(DONE + 2.5, 60))).toEqual([{ stands: false, repairs: ['confirmed'] }]);
  });

  it('is confirmed by a chip that is nearly as cool, and refuted by one that is nearly as hot', () => {
    expect(told(judgedTo(DONE + 1, 61.5))[0]?.repairs).toEqual(['confirmed']);
    expect(told(judgedTo(DONE + 1, 66.5))[0]?.repairs).toEqual(['refuted']);
  });

  it('is refuted by a chip that stays hot, and the trouble stands on as if nothing had been learned anew', () => {
    expect(told(judgedTo(DONE + 5, 68))).toEqual([{ stands: true, repairs: ['refuted'] }]);
  });

  it('stays undecided where its time has not told, and the trouble stands as it stood before', () => {
    expect(told(pastTheCut(1, 68))).toEqual([{ stands: true, repairs: ['undecided'] }]);
    expect(told(pastTheCut(4, 68))).toEqual([{ stands: true, repairs: ['undecided'] }]);
  });

  it('stays undecided, not confirmed, when its trouble ends later', () => {
    const past = pastTheCut(5, 60);
    expect(told(past)).toEqual([{ stands: false, repairs: ['undecided'] }]);
    expect(reasons(past)[0]).toBe('too-small');
  });

  it('has the figure judged by its old normal where undecided, and what else the work touched by its new one', () => {
    const parameters = pastTheCut(1, 68).watch.miners.one?.parameters;
    const before = BEFORE.watch.miners.one?.parameters;
    expect(parameters?.cooling.drift.normal).toEqual(before?.cooling.drift.normal);
    expect(parameters?.power.drift.normal.count).toBeLessThan(before?.power.drift.normal.count ?? 0);
  });

  it('cannot be told of any more once other work touches its figure, which begins a trial against the same normal', () => {
    const paste = { ...work, id: 'paste', kind: 'repasted' as const, atMs: work.atMs + DAY_MS / 16 };
    const facts = { ...FACTS, log: [work, paste] };
    const hot = judgedTo(DONE + 0.0625, 68, facts);
    const past = judged(hot, DONE + 0.0625, DONE + 1.5, 60, facts);
    expect(told(past, facts.log)).toEqual([{ stands: false, repairs: ['undecided', 'confirmed'] }]);
    expect(reasons(past, facts.log)[0]).toBe('changed-meanwhile');
    const [, later] = past.trials;
    expect(later?.off).toBeCloseTo(BEFORE.watch.miners.one?.parameters.cooling.drift.recent ?? 0, 1);
  });

  it('goes on from what an older version has kept of it, to an end that was not known then', () => {
    const begun = judgedTo(DONE + 0.0625, 68);
    const kept = structuredClone(toKeep({ ...begun, trials: begun.trials.map(withHours(MOST_HOURS - 1)) }));
    const read = readPast(kept);
    expect(read?.trials[0]?.outcome).toBe('waiting');
    const past = judged(read ?? NOTHING_JUDGED, DONE + 0.0625, DONE + 1, 68);
    expect(told(past)).toEqual([{ stands: true, repairs: ['undecided'] }]);
  });

  it('holds no old normal any more once it is decided', () => {
    const [trial] = judgedTo(DONE + 2, 60).trials;
    expect(trial).toMatchObject({ outcome: 'confirmed', figure: 'cooling', sign: 1 });
    expect(trial?.watch).toBeUndefined();
  });

  it('is none where nothing stands that the work could mend', () => {
    const other = { ...FACTS, log: [{ ...work, kind: 'supply-replaced' as const }] };
    expect(judgedTo(DONE + 0.1, 68, other).trials).toEqual([]);
    const early = { ...FACTS, log: [{ ...work, atMs: START_MS + DAY_MS }] };
    expect(judged(NOTHING_JUDGED, 0, 2, 60, early).trials).toEqual([]);
  });
});
