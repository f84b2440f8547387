import type { Alert, AlertKind } from '../../src/domain/alert.ts';
import type { FleetView, MinerView } from '../../src/domain/fleet-view.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { FAKE_MINERS, type FakeSituation, fakeMinerView } from './fake-miners.ts';

const MINUTE = 60_000;

/** Every situation that the pages must have an answer for. */
export const SCENARIOS = [
  'fine',
  'silent-death',
  'restart-in-vain',
  'troubles',
  'together',
  'stale',
  'lost-all',
  'empty',
  'no-helper',
  'not-paired',
  'store-blocked',
  'store-full',
  'waiting',
  'history',
  'loading',
  'cannot-start',
] as const;

export type Scenario = (typeof SCENARIOS)[number];

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  market: { hashpricePerPhPerDay: 47.2, btcPrice: 97_000, poolFee: 0.01 },
};

/** The fleet in a situation, at a moment. Pure: the same moment gives the same view. */
export function fakeView(scenario: Scenario, nowMs: number, fleet: 'real' | 'demo' = 'real'): FleetView {
  return {
    fleet,
    atMs: nowMs,
    leading: true,
    miners: fine(nowMs),
    alerts: [],
    settings,
    ...of(scenario, nowMs),
  };
}

function of(scenario: Scenario, nowMs: number): Partial<FleetView> {
  switch (scenario) {
    case 'restart-in-vain':
      return {
        miners: fine(nowMs, { a1: { state: 'offline' } }),
        alerts: [restartInVain(nowMs), ...pastAlerts(nowMs)],
      };
    case 'silent-death':
      return {
        miners: fine(nowMs, { a1: { state: 'offline' } }),
        alerts: [silentDeath(nowMs), ...pastAlerts(nowMs)],
      };
    case 'troubles':
      return troubles(nowMs);
    case 'together':
      return {
        miners: fine(nowMs, { a1: silentFor(6), b2: silentFor(6), f6: silentFor(6) }),
        alerts: [
          alert('unreachable', ['a1', 'b2', 'f6'], 'watch', nowMs - 6 * MINUTE, {
            evidence: { sinceMs: nowMs - 6 * MINUTE, chart: 'hashrateHs' },
          }),
        ],
      };
    case 'stale':
      return { miners: fine(nowMs, { c3: silentFor(2) }) };
    case 'lost-all':
      return {
        atMs: nowMs,
        miners: FAKE_MINERS.map((miner) =>
          fakeMinerView(miner, nowMs, { state: 'lost', silentForMs: 47 * MINUTE }),
        ),
        alerts: [
          alert(
            'unreachable',
            FAKE_MINERS.map(({ id }) => id),
            'act',
            nowMs - 47 * MINUTE,
            {
              evidence: { sinceMs: nowMs - 47 * MINUTE, chart: 'hashrateHs' },
            },
          ),
        ],
      };
    case 'empty':
      return { miners: [] };
    case 'no-helper':
      return { proxyProblem: 'no-proxy', miners: allSilentFor(4, nowMs) };
    case 'not-paired':
      return { proxyProblem: 'not-paired', miners: allSilentFor(4, nowMs) };
    case 'store-blocked':
      return { storeProblem: { kind: 'blocked', detail: 'another tab holds version 1 open' } };
    case 'store-full':
      return { storeProblem: { kind: 'quota', detail: 'QuotaExceededError' } };
    case 'waiting':
      return {
        miners: fine(nowMs).map(({ miner }) => ({
          miner,
          state: 'stale',
          spark: new Float64Array(60).fill(Number.NaN),
          feed: 'poll',
        })),
      };
    case 'history':
      return { historyProgress: 0.42 };
    default:
      return {};
  }
}

function fine(nowMs: number, special: Readonly<Record<string, FakeSituation>> = {}): readonly MinerView[] {
  return FAKE_MINERS.map((miner) => fakeMinerView(miner, nowMs, special[miner.id]));
}

function silentFor(minutes: number): FakeSituation {
  return { state: 'stale', silentForMs: minutes * MINUTE };
}

function allSilentFor(minutes: number, nowMs: number): readonly MinerView[] {
  return FAKE_MINERS.map((miner) => fakeMinerView(miner, nowMs, silentFor(minutes)));
}

function troubles(nowMs: number): Partial<FleetView> {
  return {
    miners: fine(nowMs, {
      a1: { state: 'offline' },
      b2: { state: 'paused', level: 0 },
      c3: { state: 'degraded', level: 0.76 },
      d4: { state: 'degraded', level: 0.3 },
      e5: { state: 'lost', silentForMs: 26 * MINUTE },
      f6: silentFor(3),
    }),
    alerts: [
      alert('unreachable', ['e5'], 'act', nowMs - 26 * MINUTE, {
        evidence: { sinceMs: nowMs - 26 * MINUTE, chart: 'hashrateHs' },
      }),
      silentDeath(nowMs),
      alert('overheated', ['d4'], 'act', nowMs - 9 * MINUTE, {
        evidence: { sinceMs: nowMs - 9 * MINUTE, chart: 'tempChipMaxC', seen: 96.2, limit: 95 },
      }),
      alert('low-hashrate', ['c3'], 'watch', nowMs - 34 * MINUTE, {
        acknowledgedAtMs: nowMs - 20 * MINUTE,
        evidence: { sinceMs: nowMs - 34 * MINUTE, chart: 'hashrateHs', seen: 3.67e12, limit: 4.88e12 },
      }),
      ...pastAlerts(nowMs),
    ],
  };
}

function silentDeath(nowMs: number): Alert {
  return alert('silent-death', ['a1'], 'act', nowMs - 6 * MINUTE, {
    confidence: 0.99927,
    evidence: { sinceMs: nowMs - 14 * MINUTE, chart: 'sharesAccepted', expectedShares: 7.2, frozenPolls: 31 },
  });
}

function restartInVain(nowMs: number): Alert {
  return alert('restart-in-vain', ['a1'], 'act', nowMs - 6 * MINUTE, {
    confidence: 0.99927,
    also: ['silent-death'],
    evidence: {
      sinceMs: nowMs - 214 * MINUTE,
      chart: 'sharesAccepted',
      expectedShares: 7.2,
      frozenPolls: 31,
      restarts: 3,
    },
  });
}

function pastAlerts(nowMs: number): readonly Alert[] {
  return [
    alert('pool-failover', ['c3'], 'watch', nowMs - 190 * MINUTE, {
      resolvedAtMs: nowMs - 171 * MINUTE,
      evidence: { sinceMs: nowMs - 190 * MINUTE },
    }),
  ];
}

function alert(
  kind: AlertKind,
  minerIds: readonly string[],
  severity: Alert['severity'],
  openedAtMs: number,
  rest: Pick<Alert, 'evidence'> & Partial<Alert>,
): Alert {
  return { id: `${kind}:${minerIds.join('+')}`, kind, minerIds, severity, openedAtMs, ...rest };
}
