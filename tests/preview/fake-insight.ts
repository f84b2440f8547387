import type { ChangeEffect } from '../../src/domain/change-effect.ts';
import type { PoolAuditReport } from '../../src/workers/audit-api.ts';
import type { InsightApi, RetargetReport, TwoMeterReport } from '../../src/workers/insight-api.ts';
import type { LedgerApi } from '../../src/workers/ledger-api.ts';
import type { PayoutApi } from '../../src/workers/payout-api.ts';

const HOUR_MS = 3_600_000;

/** Plays the part of the collector that tests and foresees: an honest miner, and no source of the network's. */
export class FakeInsight implements Omit<InsightApi, keyof (LedgerApi & PayoutApi)> {
  /** What is said of every miner in place of the honest one's; a failure is thrown. */
  meters: Partial<TwoMeterReport> | Error = {};
  retarget: RetargetReport = { kind: 'untold' };
  audits: readonly PoolAuditReport[] | Error = [];
  effects: readonly ChangeEffect[] = [];
  readonly calls: string[] = [];
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  async twoMeter(minerId: string): Promise<TwoMeterReport> {
    this.calls.push(`twoMeter ${minerId}`);
    if (this.meters instanceof Error) throw this.meters;
    const nowMs = this.#nowMs();
    return {
      algorithm: 'sha256',
      fromMs: nowMs - 200 * HOUR_MS,
      toMs: nowMs,
      verdict: {
        kind: 'noise',
        luck: { fraction: 0.994, low: 0.982, high: 1.006, confidence: 0.95 },
        waits: [
          { loss: 0.03, waitMs: 30 * HOUR_MS },
          { loss: 0.05, waitMs: 9.4 * HOUR_MS },
          { loss: 0.1, waitMs: 2.4 * HOUR_MS },
          { loss: 0.2, waitMs: 0.6 * HOUR_MS },
          { loss: 0.5, waitMs: 0.08 * HOUR_MS },
          { loss: 0.9, waitMs: 0.02 * HOUR_MS },
        ],
      },
      ...this.meters,
    };
  }

  async retargetOutlook(): Promise<RetargetReport> {
    return this.retarget;
  }

  async changeEffects(minerId: string): Promise<readonly ChangeEffect[]> {
    this.calls.push(`changeEffects ${minerId}`);
    return this.effects;
  }

  async poolAudits(): Promise<readonly PoolAuditReport[]> {
    if (this.audits instanceof Error) throw this.audits;
    return this.audits;
  }
}

/** A miner of which a tenth is never found, and some is rejected. */
export function fakeLoss(nowMs: number): Partial<TwoMeterReport> {
  return {
    verdict: {
      kind: 'loss',
      loss: { fraction: 0.12, low: 0.08, high: 0.15, confidence: 0.95 },
      sinceMs: nowMs - 50 * HOUR_MS,
      foundAtMs: nowMs - 41 * HOUR_MS,
      parts: { rejects: 0.02, stale: 0.001, vardiff: 0, fees: 0, silentChipError: 0.099, uncredited: 0 },
    },
    pool: {
      provider: 'ckpool',
      atMs: nowMs - 240_000,
      windowMs: 24 * HOUR_MS,
      counted: { fraction: 0.87, low: 0.84, high: 0.9, confidence: 0.95 },
    },
  };
}

/** A change of difficulty foreseen from half a year of the network's rate. */
export function fakeRetarget(nowMs: number): RetargetReport {
  return {
    kind: 'outlook',
    outlook: {
      changeFraction: 0.031,
      changeLowFraction: -0.004,
      changeHighFraction: 0.062,
      retargetAtMs: nowMs + 120 * HOUR_MS,
      retargetEarlyMs: nowMs + 113 * HOUR_MS,
      retargetLateMs: nowMs + 128 * HOUR_MS,
      confidence: 0.9,
    },
    provider: 'mempool',
    atMs: nowMs - 260_000,
    remainingBlocks: 742,
    days: 183,
  };
}
