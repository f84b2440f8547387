/** The columns of what a device remembers of itself, in stored order. */
const COLUMNS = [
  'atMs',
  'hashrateHs',
  'mean1mHs',
  'mean10mHs',
  'mean1hHs',
  'mean1dHs',
  'errorPercent',
  'chipC',
  'regulatorC',
  'coreV',
  'inputV',
  'inputW',
  'coreA',
  'fanPercent',
  'fanRpm',
  'rssiDbm',
  'responseTimeMs',
] as const;

/** One row of what a device remembers of itself. */
export type HistoryRow = Readonly<Record<(typeof COLUMNS)[number], number>>;

/**
 * A ring in the device's memory: the newest `capacity` rows, lost with a restart. Kept as one table of numbers, because
 * a month of history is written while a page waits for it.
 */
export class DeviceHistory {
  private readonly table: Float64Array;
  private written = 0;
  private lastAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly capacity: number) {
    this.table = new Float64Array(capacity * COLUMNS.length);
  }

  /** Is a row due at `atMs` when one is kept every `everyS` seconds? Never when that, or the capacity, is 0. */
  due(atMs: number, everyS: number): boolean {
    return everyS > 0 && this.capacity > 0 && atMs - this.lastAtMs >= everyS * 1000;
  }

  /** Remembers a row of two parts: what was measured, and what is known without measuring. */
  add(
    measured: Omit<HistoryRow, 'atMs' | 'fanPercent'>,
    known: Pick<HistoryRow, 'atMs' | 'fanPercent'>,
  ): void {
    const start = (this.written % this.capacity) * COLUMNS.length;
    for (let column = 0; column < COLUMNS.length; column++) {
      const name = COLUMNS[column];
      if (name === undefined) continue;
      this.table[start + column] = name === 'atMs' || name === 'fanPercent' ? known[name] : measured[name];
    }
    this.written++;
    this.lastAtMs = known.atMs;
  }

  /** Oldest first. */
  list(): HistoryRow[] {
    const length = Math.min(this.written, this.capacity);
    return Array.from({ length }, (_, index) => this.row((this.written - length + index) % this.capacity));
  }

  clear(): void {
    this.written = 0;
    this.lastAtMs = Number.NEGATIVE_INFINITY;
  }

  private row(index: number): HistoryRow {
    const at = (name: (typeof COLUMNS)[number]): number =>
      this.table[index * COLUMNS.length + COLUMNS.indexOf(name)] ?? Number.NaN;
    return {
      atMs: at('atMs'),
      hashrateHs: at('hashrateHs'),
      mean1mHs: at('mean1mHs'),
      mean10mHs: at('mean10mHs'),
      mean1hHs: at('mean1hHs'),
      mean1dHs: at('mean1dHs'),
      errorPercent: at('errorPercent'),
      chipC: at('chipC'),
      regulatorC: at('regulatorC'),
      coreV: at('coreV'),
      inputV: at('inputV'),
      inputW: at('inputW'),
      coreA: at('coreA'),
      fanPercent: at('fanPercent'),
      fanRpm: at('fanRpm'),
      rssiDbm: at('rssiDbm'),
      responseTimeMs: at('responseTimeMs'),
    };
  }
}
