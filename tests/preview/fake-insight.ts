import type { InsightApi, RetargetReport, TwoMeterReport } from '../../src/workers/insight-api.ts';

const HOUR_MS = 3_600_000;

/** Plays the part of the collector that tests and foresees: an honest miner, and no source of the network's. */
export class FakeInsight implements InsightApi {
  /** What is said of every miner in place of the honest one's; a failure is thrown. */
  meters: Partial<TwoMeterReport> | Error = {};
  retarget: RetargetReport = { kind: 'untold' };
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
}
