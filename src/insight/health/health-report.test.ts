import { describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert.ts';
import { TIER_MS } from '../../domain/buckets.ts';
import { EMPTY_LOG } from '../../domain/health/owner-log.ts';
import type { Trouble, WatchFinding } from '../../domain/health/watch-finding.ts';
import { NEW_MINER } from '../anomaly/miner-watch.ts';
import type { BookedFinding } from './finding-book.ts';
import { costPerDay } from './finding-cost.ts';
import { healthReport, type ReportedMiner, type ReportFacts } from './health-report.ts';
import { type JudgedPast, NOTHING_JUDGED } from './judged-past.ts';
import { learningOf } from './miner-learning.ts';

const HOUR_MS = TIER_MS.hour;
const DAY_MS = TIER_MS.day;
const START_MS = Date.UTC(2026, 2, 1);
const NOW_MS = START_MS + 10 * DAY_MS;

interface Wrong {
  readonly trouble: Trouble;
  readonly minerId?: string;
  readonly days: number;
  readonly endedDays?: number;
  readonly size?: number | undefined;
  readonly told?: boolean;
}

function booked({ trouble, minerId, days, endedDays, size, told }: Wrong): BookedFinding {
  const foundAtMs = START_MS + days * DAY_MS;
  const figure = told ? 'told' : trouble === 'power-rise' ? 'power' : 'shares';
  const evidence = [{ figure, nats: 12, sinceMs: foundAtMs - HOUR_MS, charts: ['powerW'] }] as const;
  return {
    id: `${minerId ?? 'place'}:${trouble}:${foundAtMs}`,
    finding: {
      trouble,
      minerId,
      sinceMs: foundAtMs - HOUR_MS,
      confidence: 0.99,
      evidence,
      size:
        size === undefined ? undefined : { value: size, low: size - 0.05, high: size + 0.05, unit: 'part' },
    },
    foundAtMs,
    stoodAtMs: endedDays === undefined ? NOW_MS : START_MS + endedDays * DAY_MS,
    endedAtMs: endedDays === undefined ? undefined : START_MS + endedDays * DAY_MS,
  };
}

const past = (wrong: readonly Wrong[], more: Partial<JudgedPast> = {}): JudgedPast => ({
  ...NOTHING_JUDGED,
  fromMs: START_MS,
  toMs: NOW_MS,
  watchedQuarters: 96 * 10,
  book: wrong.map(booked),
  ...more,
});

const miner = (id: string, more: Partial<ReportedMiner> = {}): ReportedMiner => ({
  id,
  size: 'small',
  money: { revenuePerDay: 2, powerW: 1000, pricePerKwh: 0.25 },
  ...more,
});

const facts = (more: Partial<ReportFacts> = {}): ReportFacts => ({
  miners: ['one', 'two', 'three'].map((id) => miner(id)),
  log: EMPTY_LOG,
  falseAlarmsPerMonth: 1,
  perWorkHour: 15,
  alerts: [],
  ...more,
});

describe('a report of health', () => {
  it('puts what stands first, worst and dearest first, and then what has ended, newest first', () => {
    const { findings } = healthReport(
      past([
        { trouble: 'shares-rejected', minerId: 'one', days: 1, endedDays: 2 },
        { trouble: 'shares-stale', minerId: 'one', days: 3, endedDays: 4 },
        { trouble: 'share-gap', minerId: 'one', days: 5, size: -0.1 },
        { trouble: 'share-gap', minerId: 'two', days: 7, size: -0.3 },
        { trouble: 'part-loss', minerId: 'one', days: 8, told: true },
      ]),
      facts(),
    );
    expect(findings.map(({ trouble, minerIds }) => `${trouble} ${minerIds}`)).toEqual([
      'part-loss one',
      'share-gap two',
      'share-gap one',
      'shares-stale one',
      'shares-rejected one',
    ]);
  });

  it('puts what may trip a machine before what only costs', () => {
    const { findings } = healthReport(
      past([
        { trouble: 'thermal-resistance', minerId: 'one', days: 5, size: 0.4 },
        { trouble: 'share-gap', minerId: 'one', days: 7, size: -0.3 },
      ]),
      facts(),
    );
    expect(findings.map(({ trouble }) => trouble)).toEqual(['thermal-resistance', 'share-gap']);
  });

  it('tells miners that came to the same trouble together as one, for as long as any of them stands', () => {
    const together = (endedDays?: number) => [
      { trouble: 'network', minerId: 'one', days: 5, told: true, endedDays: 5.2 } as const,
      {
        trouble: 'network',
        minerId: 'two',
        days: 5.01,
        told: true,
        ...(endedDays ? { endedDays } : {}),
      } as const,
      { trouble: 'network', minerId: 'three', days: 8, told: true } as const,
    ];
    const [apart, first] = healthReport(past(together()), facts()).findings;
    expect(apart?.minerIds).toEqual(['three']);
    expect(first).toMatchObject({
      minerIds: ['two'],
      endedAtMs: undefined,
      foundAtMs: START_MS + 5 * DAY_MS,
    });
    const ended = healthReport(past(together(5.4)), facts()).findings[1];
    expect(ended).toMatchObject({ minerIds: ['one', 'two'], endedAtMs: START_MS + 5.4 * DAY_MS });
    expect(ended?.id).toBe(first?.id);
  });

  it('takes what concerns the place for all of it, and leaves out who is not there any more, or not yet', () => {
    const wrong = [
      { trouble: 'hot-room', days: 3 },
      { trouble: 'network', minerId: 'gone', days: 3 },
    ] as const;
    const { findings } = healthReport(past(wrong, { heard: { one: [START_MS], two: [START_MS] } }), facts());
    expect(findings.map(({ minerIds }) => minerIds)).toEqual([['one', 'two']]);
  });

  it('wants something done at once where what could wait makes chips too hot', () => {
    const quarter = { fromMs: 0, toMs: 1, answers: 1, restarts: 0, steady: true, chipC: 72 };
    const hot = past([{ trouble: 'fan-wear', minerId: 'one', days: 3 }], {
      rules: { ...NOTHING_JUDGED.rules, before: { one: [quarter] } },
    });
    const severity = (hotFromC?: number) =>
      healthReport(hot, facts({ miners: [miner('one', { hotFromC })] })).findings[0]?.severity;
    expect([severity(70), severity(75), severity()]).toEqual(['act', 'watch', 'watch']);
  });

  it('says when fixed rules would have called, within the time of a finding', () => {
    const call = (days: number) =>
      ({ minerId: 'one', rule: 'chip-hot', atMs: START_MS + days * DAY_MS }) as const;
    const rules = { ...NOTHING_JUDGED.rules, calls: [call(1), call(4), call(5)], count: 3 };
    const report = healthReport(past([{ trouble: 'fan-wear', minerId: 'one', days: 3 }], { rules }), facts());
    expect(report.findings[0]?.byFixedRules).toEqual({ 'chip-hot': START_MS + 4 * DAY_MS });
    expect(report.budget.byFixedRules).toBe(3);
  });

  it('counts the false alarms that its owner named, and says how many there may be', () => {
    const wrong = past(
      [
        { trouble: 'share-gap', minerId: 'one', days: 3 },
        { trouble: 'network', minerId: 'two', days: 3, told: true },
      ],
      { watchedQuarters: (96 * 365.2425) / 12, raised: 1 },
    );
    const [gap, network] = wrong.book;
    const verdicts = { [gap?.id ?? '']: 'false-alarm', [network?.id ?? '']: 'false-alarm' } as const;
    const { budget, findings } = healthReport(wrong, facts({ log: { ...EMPTY_LOG, verdicts } }));
    expect(findings.map(({ verdict }) => verdict)).toEqual(['false-alarm', 'false-alarm']);
    // What a miner says itself is no chance. One event: 0.0513 to 4.744 (Garwood, 1936, 90 %).
    expect(budget).toMatchObject({ raised: 1, calledFalse: 1, promisedPerMonth: 1 });
    expect(budget.seenPerMonth.value).toBeCloseTo(1, 10);
    expect(budget.seenPerMonth.low).toBeCloseTo(0.051293, 5);
    expect(budget.seenPerMonth.high).toBeCloseTo(4.743865, 5);
  });

  it('counts calls of the silent-death rule with those of the watch: they spend one budget', () => {
    const silence = (id: string, more: Partial<Alert> = {}): Alert => ({
      id,
      kind: 'silent-death',
      minerIds: ['one'],
      severity: 'act',
      openedAtMs: START_MS,
      evidence: { sinceMs: START_MS },
      ...more,
    });
    const found = { findingId: 'f', trouble: 'flatline', confidence: 1 } as const;
    const alerts = [
      silence('called'),
      silence('wrong'),
      silence('only worth a look', { severity: 'watch' }),
      silence('found by the watch as well', { evidence: { sinceMs: START_MS, found } }),
      silence('told by the miner', { kind: 'fan-stopped' }),
    ];
    const said = alerts.flatMap(({ id }) => (id === 'called' ? [] : [[id, 'false-alarm'] as const]));
    const log = { ...EMPTY_LOG, verdicts: Object.fromEntries(said) };
    expect(healthReport(past([], { raised: 3 }), facts({ alerts, log })).budget).toMatchObject({
      raised: 5,
      calledFalse: 1,
    });
  });

  it('draws what was wrong when: of findings, of alerts, and where nothing was heard', () => {
    const step = DAY_MS / 4;
    const heard = Array.from({ length: 38 }, (_, index) => START_MS + index * step);
    const alert: Alert = {
      id: 'a',
      kind: 'chip-hot',
      minerIds: ['one'],
      severity: 'act',
      openedAtMs: START_MS + DAY_MS,
      resolvedAtMs: START_MS + DAY_MS + HOUR_MS,
      evidence: { sinceMs: START_MS + DAY_MS },
    };
    const wrong = [{ trouble: 'shares-stale', minerId: 'one', days: 5.6, endedDays: 6 }] as const;
    const { strip } = healthReport(past(wrong, { heard: { one: heard } }), facts({ alerts: [alert] }));
    expect(strip).toMatchObject({ fromMs: START_MS, stepMs: step });
    const cells = strip.rows[0]?.cells ?? [];
    expect(cells).toHaveLength(40);
    expect(cells[4]).toBe('act');
    expect(cells.slice(22, 25)).toEqual(['watch', 'watch', 'fine']);
    expect(cells.slice(36)).toEqual(['fine', 'fine', 'unknown', 'unknown']);
    expect(strip.rows[1]?.cells.every((cell) => cell === 'unknown')).toBe(true);
    const log = { ...EMPTY_LOG, verdicts: { a: 'false-alarm' } } as const;
    const after = healthReport(past(wrong, { heard: { one: heard } }), facts({ alerts: [alert], log }));
    expect(after.strip.rows[0]?.cells[4]).toBe('fine');
  });

  it('has nothing to say of a place of which nothing is stored', () => {
    const report = healthReport(NOTHING_JUDGED, facts());
    expect(report).toMatchObject({ findings: [], fromMs: undefined, judgedToMs: undefined });
    expect(report.strip.rows.map(({ cells }) => cells)).toEqual([[], [], []]);
    expect(report.learning[0]).toEqual({ minerId: 'one', hours: 0, needed: 84 });
  });
});

describe('what a finding costs', () => {
  const money = { revenuePerDay: 2, powerW: 1100, pricePerKwh: 0.25 };
  const of = (trouble: Trouble, size?: number): WatchFinding =>
    booked({ trouble, minerId: 'one', days: 1, size }).finding;

  it('is all of the work where nothing is found, or somebody else is paid', () => {
    expect(costPerDay(of('flatline'), money)).toEqual({ value: 2, low: 2, high: 2 });
    expect(costPerDay(of('pool-address'), {})).toBeUndefined();
  });

  it('is the part of the work that is lost, within its interval', () => {
    const cost = costPerDay(of('share-gap', -0.2), money);
    expect(cost?.value).toBeCloseTo(0.4, 10);
    // 0.05 · 1.2816/1.96 of two.
    expect(cost?.low).toBeCloseTo(0.4 - 0.0653878, 5);
    expect(cost?.high).toBeCloseTo(0.4 + 0.0653878, 5);
    expect(costPerDay(of('share-gap', 0.02), money)?.low).toBeCloseTo(0.04 - 2 * 0.02 * (1.2816 / 1.96), 8);
  });

  it('is the power above the usual', () => {
    // 1100 W is 10 % more than 1 kW: 0.1 kW · 24 h · 0.25.
    expect(costPerDay(of('power-rise', 0.1), money)?.value).toBeCloseTo(0.6, 10);
    expect(costPerDay(of('power-rise', 0.1), { revenuePerDay: 2 })).toBeUndefined();
  });

  it('is not told of what costs nothing yet, or nobody knows', () => {
    expect(costPerDay(of('network'), money)).toBeUndefined();
    const [shown] = of('fan-wear').evidence;
    const slower = {
      ...of('fan-wear', -0.2),
      evidence: shown ? [{ ...shown, figure: 'fan-speed' as const }] : [],
    };
    expect(costPerDay(slower, money)).toBeUndefined();
  });
});

describe('how far a miner is known', () => {
  it('goes by the figure that has furthest to go, of those that are told', () => {
    const { parameters } = NEW_MINER;
    const learned = (law: number, normal: number) => ({
      ...parameters.power,
      law: { ...parameters.power.law, count: law },
      drift: { ...parameters.power.drift, normal: { ...parameters.power.drift.normal, count: normal } },
    });
    const watch = {
      ...NEW_MINER,
      parameters: { ...parameters, cooling: learned(30, 0), power: learned(0, 40) },
    };
    expect(learningOf('one', watch)).toEqual({ minerId: 'one', hours: 30, needed: 84 });
    const simple = { ...NEW_MINER, parameters: { ...parameters, power: learned(0, 5) } };
    expect(learningOf('one', simple)).toEqual({ minerId: 'one', hours: 5, needed: 12 });
    const known = {
      ...NEW_MINER,
      parameters: { ...parameters, cooling: learned(72, 100), power: learned(0, 168) },
    };
    expect(learningOf('one', known)).toEqual({ minerId: 'one', hours: 84, needed: 84 });
  });
});
