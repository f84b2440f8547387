import type { Cause, CauseRanking, Reason } from '../../src/domain/health/cause.ts';
import type { NextCheck } from '../../src/domain/health/check.ts';
import type { HealthFinding, HealthStrip, StripCell } from '../../src/domain/health/health-report.ts';
import type { LeftWork, MaintenanceEvent, Money, PlannedWork } from '../../src/domain/health/maintenance.ts';
import { wobble } from './fake-miners.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STEP_MS = 6 * HOUR_MS;

const FAN_NATS = 3.6;

/** Two that stand, one to know, one that is over and one that was called false, as of quarter of an hour `toMs`. */
export function fakeFindings(toMs: number): readonly HealthFinding[] {
  return [wornFan(toMs), dust(toMs), spikes(toMs), hotRoom(toMs), falseSag(toMs)];
}

function wornFan(toMs: number): HealthFinding {
  const sinceMs = toMs - 9 * DAY_MS;
  return {
    id: 'fan-wear e5',
    trouble: 'fan-wear',
    minerIds: ['e5'],
    severity: 'watch',
    sinceMs,
    foundAtMs: sinceMs + 2.2 * DAY_MS,
    confidence: 0.973,
    size: { value: -0.12, low: -0.15, high: -0.09, unit: 'part' },
    evidence: [
      { figure: 'fan-speed', direction: 'down', nats: FAN_NATS, sinceMs, charts: ['fanRpm', 'fanPercent'] },
    ],
    causes: ranking(
      [
        [
          'worn-fan',
          0.86,
          [reason('fan-slower', 5.1), reason('fan-unsteady', 1.9), reason('air-warmer', -0.8)],
        ],
        ['dust', 0.11, [reason('cooling-worse', 0.7), reason('chip-far-above-sink', -0.4)]],
      ],
      0.05,
    ),
    checks: [
      check('worn-fan', 0.86, 5, 0, 1.67, ['fan-slower', 'fan-unsteady']),
      check('dust', 0.11, 15, 15, 5.3, ['cooling-worse']),
    ],
    costPerDay: money(0.21, 0.12, 0.34),
    byFixedRules: { 'chip-hot': sinceMs + 8.1 * DAY_MS },
  };
}

function dust(toMs: number): HealthFinding {
  const sinceMs = toMs - 16 * DAY_MS;
  return {
    id: 'thermal-resistance b2',
    trouble: 'thermal-resistance',
    minerIds: ['b2'],
    severity: 'watch',
    sinceMs,
    foundAtMs: sinceMs + 5.5 * DAY_MS,
    confidence: 0.951,
    size: { value: 0.14, low: 0.09, high: 0.19, unit: 'part' },
    evidence: [
      {
        figure: 'cooling',
        direction: 'up',
        nats: 3.02,
        sinceMs,
        charts: ['tempChipMaxC', 'fanRpm', 'powerW', 'roomTempC'],
      },
    ],
    causes: ranking(
      [
        ['dust', 0.71, [reason('cooling-worse', 4.2), reason('chip-far-above-sink', -0.9)]],
        ['dry-paste', 0.22, [reason('cooling-worse', 4.2), reason('chip-far-above-sink', -1.6)]],
      ],
      0.09,
    ),
    checks: [
      check('dust', 0.71, 15, 15, 5.1, ['cooling-worse']),
      check('dry-paste', 0.22, 30, 40, 10.4, ['cooling-worse', 'chip-far-above-sink']),
    ],
    costPerDay: money(0.012, 0.004, 0.023),
    byFixedRules: {},
  };
}

function spikes(toMs: number): HealthFinding {
  const sinceMs = toMs - 7 * HOUR_MS;
  return {
    id: 'shares-stale c3',
    trouble: 'shares-stale',
    minerIds: ['c3'],
    severity: 'info',
    sinceMs,
    foundAtMs: sinceMs + 1.25 * HOUR_MS,
    confidence: 0.92,
    size: { value: 0.021, low: 0.014, high: 0.03, unit: 'part' },
    evidence: [
      { figure: 'shares', direction: 'up', nats: 2.6, sinceMs, charts: ['sharesStale', 'poolLatencyMs'] },
    ],
    causes: ranking(
      [
        ['network', 0.55, [reason('shares-late', 3.4), reason('others-too', -0.7)]],
        ['pool', 0.31, [reason('shares-late', 3.4), reason('others-too', -1.5)]],
      ],
      0.2,
    ),
    checks: [
      check('pool', 0.31, 1, 0, 0.33, ['shares-refused']),
      check('network', 0.55, 2, 0, 0.67, ['shares-late']),
    ],
    byFixedRules: {},
  };
}

function hotRoom(toMs: number): HealthFinding {
  const sinceMs = toMs - 21 * DAY_MS;
  return {
    id: 'hot-room',
    trouble: 'hot-room',
    minerIds: ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'],
    severity: 'watch',
    sinceMs,
    foundAtMs: sinceMs + 5 * HOUR_MS,
    endedAtMs: sinceMs + 1.8 * DAY_MS,
    confidence: 0.994,
    size: { value: 6.2, low: 5.1, high: 7.3, unit: 'K' },
    evidence: [
      {
        figure: 'air',
        direction: 'up',
        nats: 5.1,
        sinceMs,
        charts: ['roomTempC', 'tempInletC', 'tempChipMaxC'],
      },
    ],
    causes: ranking([['hot-room', 0.97, [reason('air-warmer', 6.3), reason('others-too', 3.7)]]], 0.03),
    checks: [check('hot-room', 0.97, 1, 0, 0.33, ['air-warmer'])],
    byFixedRules: { 'chip-hot': sinceMs + 9 * HOUR_MS, 'chip-jump': sinceMs + 3 * HOUR_MS },
    verdict: 'right',
  };
}

function falseSag(toMs: number): HealthFinding {
  const sinceMs = toMs - 25 * DAY_MS;
  return {
    id: 'supply-sag f6',
    trouble: 'supply-sag',
    minerIds: ['f6'],
    severity: 'watch',
    sinceMs,
    foundAtMs: sinceMs + 14 * HOUR_MS,
    endedAtMs: sinceMs + 2.5 * DAY_MS,
    confidence: 0.94,
    size: { value: -0.008, low: -0.011, high: -0.006, unit: 'part' },
    evidence: [{ figure: 'supply', direction: 'down', nats: 2.8, sinceMs, charts: ['voltageInV', 'powerW'] }],
    causes: ranking(
      [['weak-supply', 0.64, [reason('supply-lower', 2.9), reason('errors-more', -1.1)]]],
      0.36,
    ),
    checks: [check('weak-supply', 0.64, 5, 5, 1.7, ['supply-lower', 'errors-more'])],
    byFixedRules: {},
    verdict: 'false-alarm',
  };
}

/** A month in steps of six hours: what the findings say, an evening without power, and a miner that was added later. */
export function fakeStrip(toMs: number, findings: readonly HealthFinding[]): HealthStrip {
  const fromMs = Math.floor((toMs - 30 * DAY_MS) / STEP_MS) * STEP_MS;
  const steps = Math.ceil((toMs - fromMs) / STEP_MS);
  const rank: readonly StripCell[] = ['unknown', 'fine', 'info', 'watch', 'act'];
  const cellOf = (minerId: string, step: number): StripCell => {
    const [begin, end] = [fromMs + step * STEP_MS, fromMs + (step + 1) * STEP_MS];
    if (step === 47 || (minerId === 'a1' && step < 78)) return 'unknown';
    if (minerId === 'd4' && (step === 90 || step === 91)) return 'act';
    const then = findings.filter(
      ({ minerIds, foundAtMs, endedAtMs }) =>
        minerIds.includes(minerId) && foundAtMs < end && (endedAtMs ?? toMs) > begin,
    );
    const told: StripCell = wobble(minerId, step) > 0.985 ? 'info' : 'fine';
    return then.reduce(
      (worst: StripCell, { severity }) => (rank.indexOf(severity) > rank.indexOf(worst) ? severity : worst),
      told,
    );
  };
  const ids = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'];
  return {
    fromMs,
    stepMs: STEP_MS,
    rows: ids.map((minerId) => ({
      minerId,
      cells: Array.from({ length: steps }, (_, step) => cellOf(minerId, step)),
    })),
  };
}

export function fakeLog(nowMs: number): readonly MaintenanceEvent[] {
  const day = (count: number) => nowMs - count * DAY_MS;
  return [
    { id: 'log-4', minerId: 'd4', atMs: day(7.4), kind: 'cleaned', told: 'inferred' },
    {
      id: 'log-3',
      minerId: 'f6',
      atMs: day(22),
      kind: 'supply-replaced',
      told: 'hand',
      note: '5 V 6 A brick, from the drawer',
      cost: 19,
    },
    { id: 'log-2', minerId: 'e5', atMs: day(88), kind: 'cleaned', told: 'hand', note: 'with the compressor' },
    {
      id: 'log-1',
      minerId: 'e5',
      atMs: day(241),
      kind: 'part-failed',
      component: 'fan',
      told: 'hand',
      cost: 25,
    },
  ];
}

/** Dust in a miner that runs for its luck: money alone does not ask for its cleaning. */
export function fakeLeft(): readonly LeftWork[] {
  const failure = { days: 90, chance: 0.88 };
  return [{ id: 'clean a1', minerId: 'a1', work: 'clean', because: 'runs-at-a-loss', failure }];
}

export function fakePlan(toMs: number): readonly PlannedWork[] {
  const night = Math.ceil(toMs / DAY_MS) * DAY_MS + 23 * HOUR_MS;
  return [
    {
      id: 'replace-fan e5',
      minerId: 'e5',
      work: 'replace-fan',
      because: 'finding',
      window: { fromMs: night, toMs: night + 3 * HOUR_MS },
      dueAtMs: toMs + 4 * DAY_MS,
      costOfDoing: money(25.9, 21, 34),
      costOfWaitingPerDay: money(0.74, 0.31, 1.6),
      recovery: { value: 9, low: 5, high: 13, unit: 'K' },
    },
    {
      id: 'clean b2',
      minerId: 'b2',
      work: 'clean',
      because: 'learned',
      window: { fromMs: night + DAY_MS, toMs: night + DAY_MS + HOUR_MS },
      dueAtMs: toMs + 12 * DAY_MS,
      costOfDoing: money(0.4, 0.2, 0.9),
      costOfWaitingPerDay: money(0.012, 0.004, 0.023),
      recovery: { value: 1.1, low: 0.4, high: 1.8, unit: 'W' },
    },
    {
      id: 'repaste d4',
      minerId: 'd4',
      work: 'repaste',
      because: 'age',
      dueAtMs: toMs + 27 * DAY_MS,
      costOfDoing: money(6.2, 4, 11),
      costOfWaitingPerDay: money(0.008, 0.001, 0.03),
      recovery: { value: 0.021, low: 0, high: 0.05, unit: 'part' },
    },
  ];
}

function ranking(
  causes: readonly (readonly [Cause, number, readonly Reason[]])[],
  otherwise: number,
): CauseRanking {
  return { causes: causes.map(([cause, chance, reasons]) => ({ cause, chance, reasons })), otherwise };
}

function reason(symptom: Reason['symptom'], nats: number): Reason {
  return { symptom, nats };
}

function check(
  cause: Cause,
  chance: number,
  workMinutes: number,
  stopsMinutes: number,
  cost: number,
  confirmedBy: NextCheck['confirmedBy'],
): NextCheck {
  return { cause, chance, workMinutes, stopsMinutes, cost, confirmedBy };
}

function money(value: number, low: number, high: number): Money {
  return { value, low, high };
}
