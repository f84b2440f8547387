import type { ChangeRecord } from '../../src/domain/control.ts';
import { keyOf, type TuningPoint } from '../../src/domain/tuning.ts';
import type { TuningApi, TuningView, TuningWish } from '../../src/workers/tuning-api.ts';

/** Plays the part of the collector that tunes. */
export class FakeTuning implements TuningApi {
  readonly calls: string[] = [];
  view: TuningView = { cannot: 'watch-only', past: [] };
  /** What tuning a miner comes to, if not to its view. */
  fails: unknown;
  /** What setting a miner to a tested point comes to. */
  record: ChangeRecord | undefined;

  async tuningOf(_minerId: string): Promise<TuningView> {
    if (this.fails) throw this.fails;
    return this.view;
  }

  async startTuning(minerId: string, wish: TuningWish): Promise<TuningView> {
    this.calls.push(
      `start ${minerId} ${wish.objective.kind}${wish.way === undefined ? '' : ` by ${wish.way}`}`,
    );
    return this.tuningOf(minerId);
  }

  async stopTuning(minerId: string): Promise<TuningView> {
    this.calls.push(`stop ${minerId}`);
    return this.tuningOf(minerId);
  }

  async pauseTuning(minerId: string, isPaused: boolean): Promise<TuningView> {
    this.calls.push(`${isPaused ? 'pause' : 'continue'} ${minerId}`);
    return this.tuningOf(minerId);
  }

  async applyTuned(minerId: string, point: TuningPoint): Promise<ChangeRecord> {
    this.calls.push(`apply ${minerId} ${keyOf(point)}`);
    if (!this.record) throw new Error('no record was given');
    return this.record;
  }
}
