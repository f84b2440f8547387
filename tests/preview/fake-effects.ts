import type { ChangeEffect, MinerChange } from '../../src/domain/change-effect.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Effects in all their states: told and sure, too noisy, of two changes together, waited for, and never to be told. The
 * second is that of the fake collector's event `e2`.
 */
export function fakeEffects(nowMs: number): readonly ChangeEffect[] {
  const change = (id: string, daysAgo: number, more: Partial<MinerChange> = {}): MinerChange => ({
    id,
    atMs: nowMs - daysAgo * DAY_MS,
    by: 'elsewhere',
    kind: 'setting',
    ...more,
  });
  const grounds = { quartersBefore: 612, quartersAfter: 402, airRoseK: 2.4, hashrateBy: 'device' } as const;
  const told = { kind: 'told' } as const;
  return [
    {
      changes: [change('early', 29, { kind: 'firmware', from: 'v2.13.0', to: 'v2.14.0' })],
      state: { kind: 'too-short', side: 'before' },
      figures: {},
      grounds: { ...grounds, quartersBefore: 3 },
    },
    {
      changes: [change('e2', 11.4)],
      state: told,
      figures: {
        hashrate: {
          change: 0.019,
          low: 0.012,
          high: 0.026,
          chanceHigher: 0.9999,
          before: 1.02e12,
          verdict: 'higher',
        },
        power: { change: 0.034, low: 0.031, high: 0.037, chanceHigher: 1, before: 17.1, verdict: 'higher' },
        jPerTh: {
          change: 0.0147,
          low: 0.006,
          high: 0.023,
          chanceHigher: 0.9994,
          before: 16.8,
          verdict: 'higher',
        },
        moneyPerDay: {
          change: -0.0021,
          low: -0.005,
          high: 0.0011,
          chanceHigher: 0.1,
          before: -0.04,
          verdict: 'same',
        },
        chipC: { change: 1.6, low: 0.9, high: 2.3, chanceHigher: 1, before: 58.2, verdict: 'higher' },
        errorPercent: {
          change: 0.03,
          low: -0.1,
          high: 0.16,
          chanceHigher: 0.68,
          before: 0.4,
          verdict: 'same',
        },
      },
      grounds: { ...grounds, luckBefore: 0.991, luckAfter: 1.024 },
    },
    {
      changes: [
        change('two-a', 6.1, { by: 'ours', kind: 'fan' }),
        change('two-b', 6.05, { kind: 'power-limit', from: '3000 W', to: '2800 W' }),
      ],
      state: told,
      figures: {
        hashrate: {
          change: -0.011,
          low: -0.052,
          high: 0.031,
          chanceHigher: 0.3,
          before: 1.04e12,
          verdict: 'unclear',
          hoursMore: 31,
        },
        power: {
          change: -0.021,
          low: -0.03,
          high: -0.012,
          chanceHigher: 0.0001,
          before: 17.7,
          verdict: 'lower',
        },
        jPerTh: {
          change: -0.01,
          low: -0.053,
          high: 0.034,
          chanceHigher: 0.32,
          before: 17.0,
          verdict: 'unclear',
          hoursMore: 33,
        },
      },
      grounds: { ...grounds, airRoseK: undefined, quartersAfter: 31 },
    },
    {
      changes: [change('new', 0.05, { by: 'ours', kind: 'preset' })],
      state: { kind: 'waiting', hoursMore: 1.25 },
      figures: {},
      grounds: { ...grounds, quartersAfter: 3 },
    },
  ];
}

/** Changes by everybody else: a fan from here, work that was logged, a restart and a pool from elsewhere, the device itself. */
export function fakeFurtherEffects(nowMs: number): readonly ChangeEffect[] {
  const [, told] = fakeEffects(nowMs);
  if (!told) return [];
  const at = (daysAgo: number) => nowMs - daysAgo * DAY_MS;
  const older = { kind: 'older' } as const;
  const work = { kind: 'repasted' } as const;
  return [
    { ...told, changes: [{ id: 'p', atMs: at(27), by: 'itself', kind: 'pool' }], state: older, figures: {} },
    {
      ...told,
      changes: [{ id: 't', atMs: at(21), by: 'tuner', kind: 'setting', from: '500 MHz', to: '525 MHz' }],
    },
    { ...told, changes: [{ id: 'w', atMs: at(6), by: 'owner', kind: 'work', work }] },
    { ...told, changes: [{ id: 'r', atMs: at(3), by: 'elsewhere', kind: 'restart' }] },
    { ...told, changes: [{ id: 'f', atMs: at(1.5), by: 'ours', kind: 'fan', from: '60 %', to: '80 %' }] },
  ];
}
