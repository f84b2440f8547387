import type {
  FileRow,
  ImportColumn,
  ImportMapping,
  ImportProblem,
} from '../../domain/file-import/import-file.ts';
import type { ImportedValue } from '../../domain/file-import/imported-value.ts';
import { shortened } from '../../domain/file-import/opened-file.ts';
import { type SeriesUnit, sensibleRange, UNITS_OF, unitNamed } from '../../domain/file-import/series-unit.ts';
import { SERIES } from '../../domain/series.ts';
import { figureIn, isMissing } from './figure-text.ts';
import { MomentReader } from './moment-reader.ts';

interface Target {
  readonly key: string;
  readonly series: number;
  readonly unit: SeriesUnit;
  readonly units: readonly SeriesUnit[];
  readonly range: readonly [number, number];
}

/** What one line comes to. */
export interface ReadRow {
  readonly values: readonly ImportedValue[];
  readonly problems: readonly ImportProblem[];
  /** Nothing is wrong with it: its miner is left out, or none of the chosen columns says anything in it. */
  readonly passedOver?: 'left-out' | 'empty' | undefined;
}

/** What becomes of the lines of one file, as its owner has decided. */
export class MappedRows {
  readonly #mapping: ImportMapping;
  readonly #targets: readonly (Target | undefined)[];
  readonly #moments: MomentReader;
  readonly #perColumn: boolean;

  /** @param perColumn lines of one column follow each other in time, and not those of one miner (entities, metrics) */
  constructor(
    columns: readonly ImportColumn[],
    mapping: ImportMapping,
    nowMs: number,
    { perColumn = false }: { readonly perColumn?: boolean } = {},
  ) {
    this.#mapping = mapping;
    this.#targets = columns.map(({ key }) => targetOf(key, mapping));
    this.#moments = new MomentReader(mapping.time, nowMs);
    this.#perColumn = perColumn;
  }

  /** Lines in an hour that the clock shows twice. */
  get ambiguous(): number {
    return this.#moments.ambiguous;
  }

  /** The figures of a line, and those of its cells that are none. A line that is passed over has neither. */
  read(row: FileRow): ReadRow {
    const minerId = this.#mapping.miners[row.subject];
    const chosen = row.cells.flatMap((cell, index) => {
      const target = this.#targets[row.from + index];
      return target && cell !== undefined && !isMissing(cell) ? [{ cell, target }] : [];
    });
    if (minerId === undefined) return { values: [], problems: [], passedOver: 'left-out' };
    if (chosen.length === 0) return { values: [], problems: [], passedOver: 'empty' };
    const atMs = this.#moments.read(row.at, this.#perColumn ? String(row.from) : row.subject);
    if (typeof atMs === 'string')
      return { values: [], problems: [{ line: row.line, reason: atMs, found: shortened(row.at) }] };
    const values: ImportedValue[] = [];
    const problems: ImportProblem[] = [];
    for (const { cell, target } of chosen) {
      const { series, range } = target;
      const value = figureIn(cell, target.unit, target.units, this.#mapping.decimal);
      const problem = (reason: ImportProblem['reason']) =>
        problems.push({ line: row.line, reason, column: target.key, found: shortened(cell) });
      if (Number.isNaN(value)) problem('no-number');
      else if (isNoSensor(value, target)) continue;
      else if (value < range[0] || value > range[1]) problem('out-of-range');
      else values.push({ minerId, atMs, series, value });
    }
    return { values, problems };
  }
}

/** Temperatures of −1 and 0 say that there is no sensor (`src/devices/raw-record.ts`). */
function isNoSensor(value: number, { series }: Target): boolean {
  const { unit, name } = SERIES[series] ?? { unit: '', name: '' };
  return unit === '°C' && name !== 'roomTempC' && (value === 0 || value === -1);
}

function targetOf(key: string, { columns }: ImportMapping): Target | undefined {
  const choice = columns[key];
  const series = SERIES.findIndex(({ name }) => name === choice?.series);
  const known = SERIES[series];
  if (!choice || !known) return undefined;
  const units = UNITS_OF[known.unit];
  const unit = unitNamed(units, choice.unit);
  return unit && { key, series, unit, units, range: sensibleRange(known.name, known.unit) };
}
