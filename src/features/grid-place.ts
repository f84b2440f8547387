import { BucketGrid } from './bucket-grid.ts';
import { type FeatureStep, STEP_MS } from './definition.ts';
import { firstRowMs } from './feature-table.ts';

/** Where a stream stands on the grid of a step: the rows of the present block, and what was heard over them. */
export class GridPlace {
  readonly stepMs: number;
  readonly buckets: BucketGrid;
  /** First moment of the present block. */
  startMs: number;
  rows = 0;

  constructor(step: FeatureStep, fromMs: number) {
    this.stepMs = STEP_MS[step];
    this.buckets = new BucketGrid(step);
    this.startMs = firstRowMs(step, fromMs);
  }

  /** First moment of the row after the present block. */
  get nextMs(): number {
    return this.startMs + this.rows * this.stepMs;
  }

  /** How many rows after the present block will have ended by a moment. */
  rowsUntil(toMs: number): number {
    return Math.max(0, Math.floor((toMs - this.nextMs) / this.stepMs));
  }

  /** Goes on to the block of the rows that have ended by a moment. */
  goOn(toMs: number): void {
    const rows = this.rowsUntil(toMs);
    this.startMs = this.nextMs;
    this.rows = rows;
    if (rows > 0) this.buckets.turnTo(this.startMs, rows);
  }
}
