import type { TelemetryRow } from '../../../src/domain/series.ts';
import { BOARDS, PrintingMiner } from '../../support/printing-miner.ts';

/** Readings of several miners at one rate. */
export interface Stretch {
  readonly miners: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly everyMs: number;
}

const SEED = 20_261_121;

/** What miners of a home print, the rows of `batchMs` at a time; the same at each call. */
export function* printedPast(
  { miners, fromMs, toMs, everyMs }: Stretch,
  batchMs: number,
): Generator<TelemetryRow[]> {
  const fleet = Array.from({ length: miners }, (_, index) => {
    const board = BOARDS[index % BOARDS.length];
    if (!board) throw new Error('there are no boards');
    return new PrintingMiner({ minerId: `miner-${index}`, board, seed: SEED + index });
  });
  for (let beginMs = fromMs; beginMs < toMs; beginMs += batchMs) {
    const endMs = Math.min(beginMs + batchMs, toMs);
    const rows: TelemetryRow[] = [];
    for (const miner of fleet)
      for (let atMs = beginMs; atMs < endMs; atMs += everyMs) {
        const row = miner.poll(atMs);
        if (row) rows.push(row);
      }
    yield rows;
  }
}
