import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alert, AlertKind } from './alert.ts';
import type { ChangeOutcome, ChangeRecord } from './control.ts';
import type { MinerView } from './fleet-view.ts';
import type { Trouble } from './health/watch-finding.ts';
import type { Miner } from './miner.ts';
import type { Reading } from './reading.ts';
import { MOST_RESTARTS, type NoRecovery, type RecoverySituation, recoveryDue } from './recovery.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const miner: Miner = {
  id: 'm1',
  identity: { family: 'axeos', algorithm: 'sha256', asicModel: 'BM1370' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen',
  addedAtMs: 0,
  control: 'by-hand',
  recovery: 'restart',
};
const reading: Reading = {
  atMs: NOW - 5_000,
  hashrateHs: 1e12,
  boards: [],
  fans: [],
  pools: [],
  shares: {},
  faults: [],
  oddities: [],
};
const view: MinerView = {
  miner,
  state: 'offline',
  reading,
  answeredAtMs: NOW - 5_000,
  spark: new Float64Array(60),
  feed: 'poll',
};

function alert(kind: AlertKind, more: Partial<Alert> = {}): Alert {
  return {
    id: `${kind}-1`,
    kind,
    minerIds: ['m1'],
    severity: 'act',
    openedAtMs: NOW - 5 * MINUTE,
    evidence: { sinceMs: NOW - 10 * MINUTE },
    ...more,
  };
}
const flatline = alert('silent-death', {
  confidence: 0.9999,
  evidence: { sinceMs: NOW - 10 * MINUTE, frozenPolls: 12 },
});

function found(trouble: Trouble): Alert {
  const evidence = { sinceMs: NOW - 40 * HOUR, found: { findingId: 'f', trouble, confidence: 0.99 } };
  return alert('finding', { openedAtMs: NOW - 30 * HOUR, evidence });
}

function restart(agoMs: number, more: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    id: `c${agoMs}`,
    minerId: 'm1',
    atMs: NOW - agoMs,
    change: { kind: 'restart' },
    by: 'recovery',
    outcome: 'done',
    differences: [],
    ...more,
  };
}

function situation(
  { alerts = [flatline], ...fleet }: Partial<RecoverySituation['fleet']> = {},
  more: Partial<MinerView> = {},
  changes: readonly ChangeRecord[] = [],
): RecoverySituation {
  return {
    nowMs: NOW,
    hasLocks: true,
    view: { ...view, ...more },
    fleet: { leading: true, alerts, ...fleet },
    changes,
  };
}

test('a miner that is surely dead, alone, and allowed to be is restarted', () => {
  expect(recoveryDue(situation())).toBe('due');
});

describe('a miner is left alone', () => {
  const fallen = (kind: AlertKind, openedAgoMs: number) =>
    alert(kind, {
      id: 'o',
      minerIds: ['m2'],
      openedAtMs: NOW - openedAgoMs,
      evidence: { sinceMs: NOW - openedAgoMs },
    });

  test.each<readonly [string, NoRecovery, RecoverySituation]>([
    ['without consent', 'not-allowed', situation({}, { miner: { ...miner, recovery: undefined } })],
    ['that is only watched', 'not-allowed', situation({}, { miner: { ...miner, control: undefined } })],
    ['that was removed', 'not-allowed', situation({}, { miner: { ...miner, removedAtMs: NOW } })],
    ['by a tab that follows', 'not-ours', situation({ leading: false })],
    ['while the fleet is still being asked', 'not-ours', situation({ asking: true })],
    ['while the helper is away', 'not-ours', situation({ proxyProblem: 'no-proxy' })],
    ['where another tab could send it too', 'no-locks', { ...situation(), hasLocks: false }],
    [
      'whose own hashrate still moves',
      'still-counts',
      situation({ alerts: [{ ...flatline, evidence: { ...flatline.evidence, frozenPolls: 4 } }] }),
    ],
    [
      'of which nobody knows whether its hashrate moves',
      'still-counts',
      situation({ alerts: [{ ...flatline, evidence: { sinceMs: NOW - 10 * MINUTE } }] }),
    ],
    ['without an alert', 'no-flatline', situation({ alerts: [] })],
    ['while it is only likely', 'no-flatline', situation({ alerts: [{ ...flatline, severity: 'watch' }] })],
    ['while it is not sure', 'no-flatline', situation({ alerts: [{ ...flatline, confidence: 0.99 }] })],
    ['after it came back', 'no-flatline', situation({ alerts: [{ ...flatline, resolvedAtMs: NOW }] })],
    ['of which it came back', 'no-flatline', situation({ alerts: [{ ...flatline, backIds: ['m1'] }] })],
    ['that another is', 'no-flatline', situation({ alerts: [{ ...flatline, minerIds: ['m2'] }] })],
    ['that is paused', 'paused', situation({}, { state: 'paused' })],
    ['that does not answer', 'not-heard', situation({}, { state: 'lost' })],
    ['whose answer is old', 'not-heard', situation({}, { answeredAtMs: NOW - 10 * MINUTE })],
    ['that never answered', 'not-heard', situation({}, { answeredAtMs: undefined })],
    ['that fell with another', 'several', situation({ alerts: [{ ...flatline, minerIds: ['m1', 'm2'] }] })],
    [
      'next to one that fell just before',
      'several',
      situation({ alerts: [flatline, fallen('unreachable', 12 * MINUTE)] }),
    ],
    [
      'that has just been muted',
      'muted',
      situation({}, { miner: { ...miner, mute: { untilMs: NOW + HOUR, by: 'owner' } } }),
    ],
    [
      'whose pool it calls dead',
      'pool',
      situation(
        {},
        { reading: { ...reading, pools: [{ url: 'stratum+tcp://a:1', active: true, alive: false }] } },
      ),
    ],
    ['on its spare pool', 'pool', situation({ alerts: [flatline, alert('pool-failover')] })],
    [
      'that was too hot half an hour ago',
      'unsafe',
      situation({ alerts: [flatline, alert('overheated', { resolvedAtMs: NOW - 30 * MINUTE })] }),
    ],
    [
      'whose supply sagged until just before it fell',
      'unsafe',
      situation({ alerts: [flatline, { ...found('supply-sag'), resolvedAtMs: NOW - 30 * MINUTE }] }),
    ],
    [
      'whose input voltage sank for a moment before it fell',
      'unsafe',
      { ...situation(), inputV: [5.05, 5.04, 4.61, 5.05] },
    ],
    [
      'of which its owner was told that restarts do not help',
      'given-up',
      situation({ alerts: [{ ...flatline, kind: 'restart-in-vain' }] }),
    ],
    [
      'of which its owner was told that a restart was not answered',
      'unanswered',
      situation({
        alerts: [
          { ...flatline, kind: 'restart-in-vain', evidence: { ...flatline.evidence, unanswered: true } },
        ],
      }),
    ],
    ['that tells it overheated', 'unsafe', situation({}, { reading: { ...reading, overheated: true } })],
    ['that is hot as it speaks', 'unsafe', situation({}, { reading: { ...reading, tempChipMaxC: 120 } })],
    [
      'whose other trouble hides in the flatline',
      'unsafe',
      situation({ alerts: [{ ...flatline, also: ['fan-stopped'] }] }),
    ],
  ])('%s', (_, because, its) => {
    expect(recoveryDue(its)).toBe(because);
  });

  test.each<AlertKind>(['chip-hot', 'vr-hot', 'fan-stopped', 'overheated', 'device-fault', 'domain-stalled'])(
    'with %s',
    (kind) => {
      expect(recoveryDue(situation({ alerts: [flatline, alert(kind, { severity: 'watch' })] }))).toBe(
        'unsafe',
      );
    },
  );

  test.each<Trouble>(['supply-sag', 'fan-wear', 'regulator-heat', 'hot-room', 'part-loss', 'pool-address'])(
    'while the watch sees %s',
    (trouble) => {
      expect(recoveryDue(situation({ alerts: [flatline, found(trouble)] }))).toBe('unsafe');
    },
  );

  test('but not because another fell hours before', () => {
    expect(recoveryDue(situation({ alerts: [flatline, fallen('unreachable', 9 * HOUR)] }))).toBe('due');
  });
});

test('a supply that holds is no reason to leave it alone', () => {
  expect(recoveryDue({ ...situation(), inputV: [5.05, 5.01, 4.93] })).toBe('due');
});

describe('restarts are counted', () => {
  const dueAfter = (...changes: readonly ChangeRecord[]) => recoveryDue(situation({}, {}, changes));

  test('with longer pauses from one to the next, and not more than three a day', () => {
    expect(dueAfter(restart(20 * MINUTE))).toBe('waiting');
    expect(dueAfter(restart(31 * MINUTE))).toBe('due');
    expect(dueAfter(restart(60 * MINUTE), restart(3 * HOUR))).toBe('waiting');
    expect(dueAfter(restart(121 * MINUTE), restart(4 * HOUR))).toBe('due');
    expect(dueAfter(restart(8 * HOUR), restart(12 * HOUR), restart(20 * HOUR))).toBe('given-up');
    const helped = { sharesAgainAtMs: NOW };
    const three = [8, 12, 20].map((hours) => restart(hours * HOUR, helped));
    expect(dueAfter(...three)).toBe('given-up');
    expect(dueAfter(...three.slice(0, 2), restart(25 * HOUR, helped))).toBe('due');
  });

  test('also those that another browser sent, or the miner made itself, as its uptime tells', () => {
    const dueAfterSeen = (...agoMs: readonly number[]) =>
      recoveryDue({
        ...situation({}, {}, [restart(4 * HOUR)]),
        seenRestartsAtMs: agoMs.map((ago) => NOW - ago),
      });
    expect(dueAfterSeen(4 * HOUR - MINUTE)).toBe('due');
    expect(dueAfterSeen(20 * MINUTE)).toBe('waiting');
    expect(dueAfterSeen(4 * HOUR, HOUR)).toBe('waiting');
    expect(dueAfterSeen(4 * HOUR, 3 * HOUR)).toBe('due');
    expect(dueAfterSeen(4 * HOUR, 5 * HOUR, 6 * HOUR)).toBe('given-up');
    expect(dueAfterSeen(4 * HOUR, 5 * HOUR, 25 * HOUR)).toBe('due');
  });

  test('but those that never left the house are not in vain: the next day it is tried again', () => {
    const never = [26, 27, 28].map((hours) => restart(hours * HOUR, { outcome: 'failed' }));
    expect(dueAfter(...never)).toBe('due');
    expect(dueAfter(...never.map((each) => ({ ...each, outcome: 'done' as const })))).toBe('given-up');
  });

  test('also where a tab was closed in the middle, or the device refused', () => {
    const lost = { outcome: 'unconfirmed', reason: { code: 'not-followed', detail: '' } } as const;
    expect(dueAfter(restart(MINUTE, lost))).toBe('settling');
    expect(dueAfter(restart(10 * MINUTE, { outcome: 'failed' }))).toBe('waiting');
    expect(dueAfter(restart(10 * MINUTE, lost))).toBe('unanswered');
  });

  test('and one without an answer is not sent again, not the next day either, until shares or its owner came', () => {
    const lost = { outcome: 'unconfirmed' } as const;
    expect(dueAfter(restart(30 * HOUR, lost))).toBe('unanswered');
    expect(dueAfter(restart(20 * HOUR), restart(30 * HOUR, lost))).toBe('unanswered');
    expect(dueAfter(restart(30 * HOUR, { ...lost, sharesAgainAtMs: NOW - 29 * HOUR }))).toBe('due');
    expect(dueAfter(restart(HOUR, { by: undefined }), restart(30 * HOUR, lost))).toBe('due');
  });

  test('and three in vain are the last, whatever the clock says', () => {
    const dead = [10, 20, 30].map((days) => restart(days * 24 * HOUR));
    expect(dueAfter(...dead)).toBe('given-up');
    // One that a clock put into the future is still settling by that clock: no restart either.
    expect(dueAfter(...dead, restart(-HOUR))).toBe('settling');
    expect(dueAfter(...dead, restart(9 * 24 * HOUR, { sharesAgainAtMs: NOW - 8 * 24 * HOUR }))).toBe('due');
    expect(dueAfter(...dead, restart(HOUR, { by: undefined, outcome: 'failed' }))).toBe('given-up');
  });

  test('and what its owner changed by hand is left to settle, but does not count', () => {
    const byHand = { by: undefined };
    expect(dueAfter(restart(2 * MINUTE, byHand))).toBe('settling');
    expect(dueAfter(...[6, 10, 20, 30].map((minutes) => restart(minutes * MINUTE, byHand)))).toBe('due');
    expect(dueAfter(restart(HOUR, { ...byHand, isUnderWay: true }))).toBe('settling');
  });
});

test('whatever happens, no more than three come in any day, none without consent, and none beside heat or others', () => {
  const outcome = fc.constantFrom<ChangeOutcome>('done', 'not-applied', 'unconfirmed', 'refused', 'failed');
  const kind = fc.constantFrom<AlertKind>(
    'chip-hot',
    'overheated',
    'fan-stopped',
    'pool-failover',
    'low-hashrate',
  );
  const moment = fc.record({
    stepMs: fc.integer({ min: 1_000, max: 4 * HOUR }),
    outcome,
    trouble: fc.option(kind, { nil: undefined, freq: 3 }),
    together: fc.boolean(),
    allowed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 40 }), (moments) => {
      let nowMs = NOW;
      const changes: ChangeRecord[] = [];
      for (const { stepMs, outcome, trouble, together, allowed } of moments) {
        nowMs += stepMs;
        const dead = together ? { ...flatline, minerIds: ['m1', 'm2'] } : flatline;
        const due = recoveryDue({
          nowMs,
          hasLocks: true,
          view: {
            ...view,
            answeredAtMs: nowMs,
            miner: { ...miner, recovery: allowed ? 'restart' : undefined },
          },
          fleet: { leading: true, alerts: trouble ? [dead, alert(trouble)] : [dead] },
          changes,
        });
        if (due !== 'due') continue;
        expect([allowed, together, trouble ?? 'low-hashrate']).toEqual([true, false, 'low-hashrate']);
        changes.push({ ...restart(0), id: `${nowMs}`, atMs: nowMs, outcome });
        expect(changes.filter(({ atMs }) => nowMs - atMs < 24 * HOUR).length).toBeLessThanOrEqual(
          MOST_RESTARTS,
        );
      }
    }),
    { numRuns: 200 },
  );
});

test('figures that are none never bring a restart', () => {
  const odd = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308);
  fc.assert(
    fc.property(odd, odd, (answeredAtMs, confidence) => {
      expect(recoveryDue(situation({}, { answeredAtMs }))).toBe('not-heard');
      const unsure = recoveryDue(
        situation({ alerts: [{ ...flatline, confidence: Math.min(0, confidence) }] }),
      );
      expect(unsure).toBe('no-flatline');
    }),
  );
});
