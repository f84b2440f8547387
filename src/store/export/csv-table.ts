import { type CsvColumn, csvText } from '../../domain/economics/csv.ts';
import type { ByteSink } from '../backup/backup-writer.ts';
import type { ExportChunk } from './export-chunks.ts';
import type { ExportColumn } from './export-columns.ts';

interface Place {
  readonly chunk: ExportChunk;
  readonly row: number;
}

/**
 * Writes rows as CSV: ISO 8601 times in UTC, the miner's id and name, then a column a series with its unit in the head
 * line. Davylamp itself reads it back.
 */
export class CsvTable {
  readonly #sink: ByteSink;
  readonly #columns: readonly CsvColumn<Place>[];
  readonly #encoder = new TextEncoder();

  constructor(sink: ByteSink, columns: readonly ExportColumn[], nameOf: (minerId: string) => string) {
    this.#sink = sink;
    this.#columns = [
      { name: 'at_utc', cell: ({ chunk, row }) => new Date(chunk.atMs[row] ?? 0).toISOString() },
      { name: 'miner_id', cell: ({ chunk }) => chunk.minerId },
      { name: 'miner_name', cell: ({ chunk }) => nameOf(chunk.minerId) },
      ...columns.map(({ name, isFloat32 }, place) => ({
        name,
        cell: ({ chunk, row }: Place) => cellOf(chunk.cells[place]?.[row], isFloat32),
      })),
    ];
  }

  /** The head line. */
  begin(): Promise<void> {
    return this.#sink.write(this.#encoder.encode(csvText(this.#columns, [])));
  }

  async add(chunk: ExportChunk): Promise<void> {
    if (chunk.atMs.length === 0) return;
    const text = csvText(
      this.#columns,
      Array.from(chunk.atMs, (_, row) => ({ chunk, row })),
    );
    await this.#sink.write(this.#encoder.encode(text.slice(text.indexOf('\n') + 1)));
  }

  async end(): Promise<void> {
    // A table of text has none.
  }
}

function cellOf(value: number | undefined, isFloat32: boolean): number | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined;
  return isFloat32 ? shortest(value) : value;
}

/** The shortest decimal that is the same number in 32 bits: 17.1, and not 17.100000381469727. */
export function shortest(value: number): number {
  const single = Math.fround(value);
  for (let digits = 6; digits < 9; digits += 1) {
    const decimal = Number(single.toPrecision(digits));
    if (Math.fround(decimal) === single) return decimal;
  }
  return Number(single.toPrecision(9));
}
