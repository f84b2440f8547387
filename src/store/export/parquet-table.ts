import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { ByteSink } from '../backup/backup-writer.ts';
import type { ExportChunk } from './export-chunks.ts';
import type { ExportColumn } from './export-columns.ts';

/** Rows in one row group: enough to compress well, and all that is held in memory. */
const GROUP_ROWS = 50_000;

/**
 * Writes rows as Apache Parquet: `at` as a timestamp (ms, UTC), the miner's id and name, then a column a series; missing
 * is null. Row groups go out one by one.
 */
export class ParquetTable {
  readonly #sink: ByteSink;
  readonly #columns: readonly ExportColumn[];
  readonly #nameOf: (minerId: string) => string;
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;
  #chunks: ExportChunk[] = [];
  #rows = 0;

  constructor(sink: ByteSink, columns: readonly ExportColumn[], nameOf: (minerId: string) => string) {
    this.#sink = sink;
    this.#columns = columns;
    this.#nameOf = nameOf;
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({ columnData: this.#columnData([]) }),
      createdBy: 'Davylamp',
    });
  }

  async begin(): Promise<void> {
    await this.#flush();
  }

  async add(chunk: ExportChunk): Promise<void> {
    this.#chunks.push(chunk);
    this.#rows += chunk.atMs.length;
    if (this.#rows >= GROUP_ROWS) await this.#group();
  }

  /** The footer, without which nobody can read the file. */
  async end(): Promise<void> {
    await this.#group();
    await this.#writer.finish();
    await this.#flush();
  }

  async #group(): Promise<void> {
    if (this.#rows === 0) return;
    const columnData = this.#columnData(this.#chunks);
    await this.#writer.write({ columnData, rowGroupSize: this.#rows });
    this.#chunks = [];
    this.#rows = 0;
    await this.#flush();
  }

  #columnData(chunks: readonly ExportChunk[]) {
    const each = <T>(cell: (chunk: ExportChunk, row: number) => T): T[] =>
      chunks.flatMap((chunk) => Array.from(chunk.atMs, (_, row) => cell(chunk, row)));
    return [
      {
        name: 'at',
        type: 'TIMESTAMP' as const,
        nullable: false,
        data: each(({ atMs }, row) => new Date(atMs[row] ?? 0)),
      },
      { name: 'miner_id', type: 'STRING' as const, nullable: false, data: each(({ minerId }) => minerId) },
      {
        name: 'miner_name',
        type: 'STRING' as const,
        nullable: false,
        data: each(({ minerId }) => this.#nameOf(minerId)),
      },
      ...this.#columns.map(({ name, isFloat32 }, place) => ({
        name,
        type: isFloat32 ? ('FLOAT' as const) : ('DOUBLE' as const),
        nullable: true,
        data: each(({ cells }, row) => {
          const cell = cells[place]?.[row];
          return cell === undefined || Number.isNaN(cell) ? null : cell;
        }),
      })),
    ];
  }

  /** Hands over what is written so far; the writer goes on counting from there. */
  async #flush(): Promise<void> {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    if (bytes.length > 0) await this.#sink.write(bytes);
  }
}
