import { describe, expect, it } from 'vitest';
import type { Alert } from '../../domain/alert.ts';
import { TIER_MS } from '../../domain/buckets.ts';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import { EMPTY_LOG, type OwnerLog } from '../../domain/health/owner-log.ts';
import type { Evidence, Trouble } from '../../domain/health/watch-finding.ts';
import type { BookedFinding } from './finding-book.ts';
import { unexplained } from './finding-causes.ts';
import { healthReport, type ReportFacts } from './health-report.ts';
import { NOTHING_JUDGED } from './judged-past.ts';
import { oneTroubles } from './one-trouble.ts';

const DAY_MS = TIER_MS.day;
const START_MS = Date.UTC(2026, 2, 1);
const NOW_DAYS = 60;

interface Wrong {
  /** Days after the start. */
  readonly since: number;
  readonly ended?: number;
  readonly size?: number;
  readonly minerId?: string | undefined;
  readonly told?: boolean;
}

const FIGURES: Partial<Record<Trouble, Evidence['figure']>> = {
  'power-rise': 'power',
  'thermal-resistance': 'cooling',
  'slow-decline': 'hashrate',
  'part-loss': 'hashrate',
};

function booked(trouble: Trouble, { since, ended, size, minerId = 'one', told }: Wrong): BookedFinding {
  const sinceMs = START_MS + since * DAY_MS;
  const endedAtMs = ended === undefined ? undefined : START_MS + ended * DAY_MS;
  const figure = told ? 'told' : (FIGURES[trouble] ?? 'told');
  return {
    id: `${trouble} ${since}`,
    finding: {
      trouble,
      minerId: trouble === 'hot-room' ? undefined : minerId,
      sinceMs,
      confidence: 0.99,
      size:
        size === undefined ? undefined : { value: size, low: size - 0.01, high: size + 0.01, unit: 'part' },
      evidence: [{ figure, nats: 14, sinceMs, charts: [figure === 'power' ? 'powerW' : 'hashrateHs'] }],
    },
    foundAtMs: sinceMs + DAY_MS / 2,
    stoodAtMs: endedAtMs ?? START_MS + NOW_DAYS * DAY_MS,
    endedAtMs,
  };
}

const FACTS: ReportFacts = {
  miners: ['one', 'two'].map((id) => ({
    id,
    size: 'small',
    money: { revenuePerDay: 2, powerW: 1000, pricePerKwh: 0.25 },
  })),
  log: EMPTY_LOG,
  falseAlarmsPerMonth: 1,
  perWorkHour: 13.9,
  alerts: [],
};

function reportOf(book: readonly BookedFinding[], facts: Partial<ReportFacts> = {}) {
  const heard = { one: [START_MS], two: [START_MS] };
  const toMs = START_MS + NOW_DAYS * DAY_MS;
  const past = { ...NOTHING_JUDGED, fromMs: START_MS, toMs, book, heard, raised: book.length };
  return healthReport({ ...past, watchedQuarters: 96 * NOW_DAYS }, { ...FACTS, ...facts });
}

const named = (findings: readonly HealthFinding[]) => findings.map(({ trouble }) => trouble);
const pairs = (...book: BookedFinding[]) =>
  oneTroubles(book).map(({ group, consequences }) =>
    [...group, ...consequences].map(({ finding }) => finding.trouble).join(' + '),
  );

describe('more power beside what brings it about', () => {
  const rise = (more: Partial<Wrong> = {}) => booked('power-rise', { since: 12, size: 0.1, ...more });

  it.each([
    ['dust', booked('thermal-resistance', { since: 10 })],
    ['a fan', booked('fan-wear', { since: 10 })],
    ['a regulator', booked('regulator-heat', { since: 10 })],
    ['the room', booked('hot-room', { since: 10 })],
    ['other settings', booked('settings-changed', { since: 12 })],
  ])('is told with %s, whichever was found first', (_, cause) => {
    const both = `${cause.finding.trouble} + power-rise`;
    expect(pairs(cause, rise())).toEqual([both]);
    expect(pairs(rise(), cause)).toEqual([both]);
  });

  it('shows among the evidence, last, and is paid for there', () => {
    const [finding, ...others] = reportOf([
      rise(),
      booked('thermal-resistance', { since: 10, size: 0.4 }),
    ]).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ trouble: 'thermal-resistance', severity: 'watch' });
    expect(finding?.evidence.map(({ figure, consequence }) => [figure, consequence])).toEqual([
      ['cooling', undefined],
      ['power', 'power-rise'],
    ]);
    // 1 kW is a tenth more than it was: 0.0909 kW · 24 h · 0.25.
    expect(finding?.costPerDay?.value).toBeCloseTo(0.5454545, 6);
  });

  it('stands by itself on another miner, before its cause by weeks, or long after it', () => {
    const dust = (more: Partial<Wrong> = {}) => booked('thermal-resistance', { since: 10, ...more });
    const apart = ['thermal-resistance', 'power-rise'];
    expect(pairs(dust(), rise({ minerId: 'two' }))).toEqual(apart);
    expect(pairs(dust(), rise({ since: 2.9 }))).toEqual(apart);
    expect(pairs(dust(), rise({ since: 3.1 }))).toHaveLength(1);
    expect(pairs(dust({ ended: 20 }), rise({ since: 21 }))).toEqual(apart);
    // Settings act when they are changed, dust ever more.
    expect(pairs(booked('settings-changed', { since: 1 }), rise({ since: 30 }))).toHaveLength(2);
    expect(pairs(dust({ since: 1 }), rise({ since: 30 }))).toHaveLength(1);
  });

  it('is a trouble of its own once its cause is gone and it is not', () => {
    const dust = booked('thermal-resistance', { since: 10, ended: 20 });
    expect(named(reportOf([dust, rise()]).findings)).toEqual(['power-rise', 'thermal-resistance']);
    expect(named(reportOf([dust, rise({ ended: 20.5 })]).findings)).toEqual(['thermal-resistance']);
  });

  it('belongs to the cause that began when it did', () => {
    const dust = booked('thermal-resistance', { since: 1 });
    const fan = booked('fan-wear', { since: 11 });
    expect(pairs(dust, fan, rise())).toEqual(['thermal-resistance', 'fan-wear + power-rise']);
  });

  it('is no further false alarm, and shares what its owner said of its cause', () => {
    const dust = booked('thermal-resistance', { since: 10 });
    const verdicts = { [dust.id]: 'false-alarm', [rise().id]: 'false-alarm' } as const;
    const { budget, findings } = reportOf([dust, rise()], { log: { ...EMPTY_LOG, verdicts } });
    expect(budget).toMatchObject({ raised: 1, calledFalse: 1 });
    expect(findings.map(({ verdict }) => verdict)).toEqual(['false-alarm']);
  });

  it('has no causes ranked of its own', () => {
    const dust = booked('thermal-resistance', { since: 10 });
    const past = { book: [rise(), dust] };
    expect(unexplained(past, 0).map(({ id }) => id)).toEqual([dust.id]);
  });
});

describe('what was said of an alert', () => {
  it('is said of the finding, too, that the watch makes of the same afterwards, and counts once', () => {
    const dead = booked('flatline', { since: 12, told: false });
    const alert: Alert = {
      id: 'silence',
      kind: 'silent-death',
      minerIds: ['one'],
      severity: 'act',
      openedAtMs: START_MS + 12 * DAY_MS,
      evidence: {
        sinceMs: START_MS + 12 * DAY_MS,
        found: { findingId: dead.id, trouble: 'flatline', confidence: 0.99 },
      },
    };
    const share = {
      ...dead,
      finding: { ...dead.finding, evidence: booked('power-rise', { since: 12 }).finding.evidence },
    };
    const saying = (verdicts: OwnerLog['verdicts']) =>
      reportOf([share], { alerts: [alert], log: { ...EMPTY_LOG, verdicts } });
    const { findings, budget } = saying({ silence: 'false-alarm' });
    expect(findings[0]?.verdict).toBe('false-alarm');
    expect(budget).toMatchObject({ raised: 1, calledFalse: 1 });
    // What is said of the finding itself goes before.
    expect(saying({ silence: 'false-alarm', [dead.id]: 'right' }).findings[0]?.verdict).toBe('right');
    expect(saying({}).findings[0]?.verdict).toBeUndefined();
  });
});

describe('power that is drawn for nothing', () => {
  const severity = (size: number, facts: Partial<ReportFacts> = {}) =>
    reportOf([booked('power-rise', { since: 12, size })], facts).findings[0]?.severity;
  /** A small miner: €0.09 a day of power in all. */
  const small = FACTS.miners.map((miner) => ({ ...miner, money: { powerW: 15, pricePerKwh: 0.25 } }));

  it('is only worth knowing where a year of it surely costs less than an hour of work', () => {
    expect(severity(0.1)).toBe('watch');
    expect(severity(0.1, { miners: small })).toBe('info');
    expect(severity(0.1, { miners: small, perWorkHour: 1 })).toBe('watch');
    expect(severity(0.1, { miners: small, perWorkHour: 0 })).toBe('watch');
  });

  it('is worth a look where its price is not known, or chips are hot', () => {
    const unpriced = small.map((miner) => ({ ...miner, money: {} }));
    expect(severity(0.1, { miners: unpriced })).toBe('watch');
    const quarter = { fromMs: 0, toMs: 1, answers: 1, restarts: 0, steady: true, chipC: 72 };
    const book = [booked('power-rise', { since: 12, size: 0.1 })];
    const rules = { ...NOTHING_JUDGED.rules, before: { one: [quarter] } };
    const miners = small.map((miner) => ({ ...miner, hotFromC: 70 }));
    const hot = healthReport({ ...NOTHING_JUDGED, book, rules }, { ...FACTS, miners });
    expect(hot.findings[0]?.severity).toBe('watch');
  });

  it('says nothing about lost work, however little that earns', () => {
    const book = [booked('slow-decline', { since: 12, size: -0.02 })];
    expect(reportOf(book, { miners: small }).findings[0]?.severity).toBe('watch');
  });
});

describe('a loss at once that an hour later looks slow', () => {
  const loss = (more: Partial<Wrong> = {}) => booked('part-loss', { since: 20, size: -0.25, ...more });
  const slow = (more: Partial<Wrong> = {}) => booked('slow-decline', { since: 20, size: -0.26, ...more });

  it('is one loss, counted once, with one evidence', () => {
    const [finding, ...others] = reportOf([loss(), slow()]).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ trouble: 'part-loss', severity: 'act', endedAtMs: undefined });
    expect(finding?.evidence).toHaveLength(1);
    expect(finding?.costPerDay?.value).toBeCloseTo(0.52, 10);
  });

  it('stands for as long as the hashrate is missing, by whichever name', () => {
    const [finding, ...others] = reportOf([loss({ ended: 22 }), slow({ since: 19.5 })]).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ trouble: 'part-loss', endedAtMs: undefined });
    const [over] = reportOf([loss({ ended: 22 }), slow({ ended: 25 })]).findings;
    expect(over?.endedAtMs).toBe(START_MS + 25 * DAY_MS);
  });

  it('takes its size of money from what looks slow, where the miner tells of the part itself', () => {
    const { size: _, ...told } = loss({ told: true }).finding;
    const [finding] = reportOf([{ ...loss({ told: true }), finding: told }, slow()]).findings;
    expect(finding?.costPerDay?.value).toBeCloseTo(0.52, 10);
    expect(finding?.evidence.map(({ figure }) => figure)).toEqual(['told', 'hashrate']);
  });

  it('is another where it began once the first was over, or weeks apart', () => {
    expect(pairs(loss({ ended: 22 }), slow({ since: 23 }))).toEqual(['part-loss', 'slow-decline']);
    expect(pairs(loss(), slow({ since: 40 }))).toEqual(['part-loss', 'slow-decline']);
    expect(pairs(loss(), slow({ since: 5 }))).toEqual(['part-loss', 'slow-decline']);
  });
});
