import { TIER_MS } from '../../../src/domain/buckets.ts';
import { judgeQuarter, NOTHING_JUDGED, type PlaceFacts } from '../../../src/insight/health/judged-past.ts';
import { EMPTY_JOURNAL } from '../../../src/insight/health/place-journal.ts';
import type { StoredQuarter } from '../../../src/insight/health/stored-quarters.ts';
import { Random } from '../../../src/numerics/random.ts';

const START_MS = Date.UTC(2026, 2, 1);
/** By then all figures are learned and judged. */
const LEARNED_AFTER = 4 * 24 * 4;

/** Judges so many miners that tell all there is, and times each quarter once they are known, ms. */
export function judgedQuarters(miners: number, quarters: number): readonly number[] {
  const random = new Random(23);
  const ids = Array.from({ length: miners }, (_, index) => `miner ${index}`);
  const facts: PlaceFacts = {
    miners: Object.fromEntries(ids.map((id) => [id, { addedAtMs: START_MS, size: 'small' }])),
    journal: EMPTY_JOURNAL,
    log: [],
    ownChangesAtMs: {},
    falseAlarmsPerMonth: 1,
    calledFalse: new Set(),
  };
  let past = NOTHING_JUDGED;
  const ms: number[] = [];
  for (let index = 0; index < LEARNED_AFTER + quarters; index++) {
    const fromMs = START_MS + index * TIER_MS.quarter;
    const stored = Object.fromEntries(ids.map((id) => [id, quarterOf(fromMs, random)]));
    const beganMs = performance.now();
    past = judgeQuarter(past, fromMs, stored, facts);
    if (index >= LEARNED_AFTER) ms.push(performance.now() - beganMs);
  }
  return ms;
}

function quarterOf(fromMs: number, random: Random): StoredQuarter {
  const about = (value: number) => value * (1 + 0.01 * random.normal());
  const quarter = {
    fromMs,
    toMs: fromMs + TIER_MS.quarter,
    answers: 90,
    hashrateHs: about(1.2e12),
    expectedHashrateHs: 1.2e12,
    powerW: about(18),
    chipC: about(60),
    regulatorC: about(50),
    roomC: about(21),
    fanRpm: about(4_000),
    fanSpread: about(0.02),
    fanPercent: about(50),
    inputV: about(5),
    errorPercent: about(0.5),
    frequencyMhz: 525,
    coreSetV: 1.15,
    accepted: random.poisson(30),
    rejected: 0,
    stale: 0,
    dueShares: 30,
    restarts: 0,
    steady: true,
  };
  return { quarter, rows: 90, live: true };
}
