import type { Action } from '../../src/domain/action.ts';

const MINUTE_MS = 60_000;

/** Orders of one miner in each state that its owner can meet. */
export function fakeActions(minerId: string, nowMs: number): readonly Action[] {
  const base = { minerId, ifBad: 'put-back', made: [], audit: [] } as const;
  const watch = {
    sinceMs: nowMs - 20 * MINUTE_MS,
    before: { readings: 240, spanMs: 3_600_000, hashrateHs: 1.2e12 },
    hashrateFactor: 1,
  };
  return [
    {
      ...base,
      id: 'on-its-way',
      by: 'hand',
      change: { kind: 'tuning', frequencyMhz: 600 },
      askedAtMs: nowMs - 2 * MINUTE_MS,
      dueAtMs: nowMs + 3 * MINUTE_MS,
      status: 'running',
      step: 'waiting',
      made: [{ setting: 'frequencyMhz', before: 525, wanted: 577, after: 577 }],
    },
    {
      ...base,
      id: 'watched',
      by: 'hand',
      change: { kind: 'fan', fanPercent: 60 },
      askedAtMs: watch.sinceMs,
      dueAtMs: nowMs + 40 * MINUTE_MS,
      status: 'done',
      step: 'watching',
      watch: { ...watch, marks: [{ afterMs: 15 * MINUTE_MS, atMs: nowMs - 5 * MINUTE_MS, verdict: 'good' }] },
    },
    {
      ...base,
      id: 'planned',
      by: 'planner',
      change: { kind: 'pause' },
      askedAtMs: nowMs,
      dueAtMs: nowMs + 90 * MINUTE_MS,
      status: 'scheduled',
      step: 'waiting',
    },
    {
      ...base,
      id: 'put-back',
      by: 'hand',
      change: { kind: 'tuning', coreVoltageMv: 1_100 },
      askedAtMs: nowMs - 300 * MINUTE_MS,
      dueAtMs: nowMs - 240 * MINUTE_MS,
      status: 'rolled-back',
      step: 'ended',
      reason: { code: 'hashrate-fell', detail: '61.0 %' },
      watch: {
        ...watch,
        marks: [{ afterMs: 60 * MINUTE_MS, atMs: nowMs - 240 * MINUTE_MS, verdict: 'bad' }],
      },
    },
  ];
}
