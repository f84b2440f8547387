import type { MachineHistory } from '../../../src/numerics/degradation/wear-features.ts';
import { BacktestDataError } from '../bitcoin-days.ts';
import { columnIn, tableOf } from '../forecast/recorded-table.ts';

/**
 * Engines of a C-MAPSS file, each from its first cycle to its failure, in the order of their numbers; sensors that never change are left
 * out, which of a file of one operating condition is some third.
 *
 * @throws BacktestDataError where the file is not of that kind
 */
export function enginesOf(file: string): readonly MachineHistory[] {
  const table = tableOf(file);
  const unit = columnIn(table, /^(unit|unit_number|id)$/, 'unit');
  const cycle = columnIn(table, /^(cycle|time|time_in_cycles)$/, 'cycle');
  const sensors = table.columns
    .filter((name) => /^s(ensor)?_?\d+$/.test(name))
    .map((name) => columnIn(table, new RegExp(`^${name}$`), name))
    .filter((values) => values.some((value) => value !== values[0]));
  if (sensors.length === 0) throw new BacktestDataError(`"${file}" has no sensors s1, s2, … that change`);
  const rows = new Map<number, number[]>();
  for (const [row, number] of unit.entries()) rows.set(number, [...(rows.get(number) ?? []), row]);
  return [...rows.entries()]
    .sort(([one], [other]) => one - other)
    .map(([number, own]) => {
      own.sort((one, other) => (cycle[one] ?? 0) - (cycle[other] ?? 0));
      if (own.some((row, at) => cycle[row] !== at + 1))
        throw new BacktestDataError(`"${file}": unit ${number} does not run from cycle 1 without gaps`);
      return { sensors: sensors.map((values) => Float64Array.from(own, (row) => values[row] ?? Number.NaN)) };
    });
}
