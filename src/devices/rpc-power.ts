import { total } from './board-totals.ts';
import type { RawRecord } from './raw-record.ts';

/**
 * Power as third parties' firmware adds it to Bitmain's stats: `total_power` (Hiveon and MSKMiner of today),
 * `chain_power` (theirs of 2021, an L3+), else what each board draws: `chain_powerN`, and `chain_consumptionN` of VNish.
 */

/** W of the whole machine, as far as its firmware knows; 0 says that nothing is measured. */
export function statsPowerW(stats: RawRecord): number | undefined {
  return (
    wattsIn(stats, 'total_power') ??
    wattsIn(stats, 'chain_power') ??
    boardsW(stats, /^chain_power\d{1,2}$/) ??
    boardsW(stats, /^chain_consumption\d{1,2}$/)
  );
}

/** A power in W, also as `"456.78 (AB)"` (Hiveon of 2021) or `"5000 W"` (asic-rs `antminer/src/backends/telemetry.rs`). */
export function wattsIn(section: RawRecord, name: string): number | undefined {
  const told = section.text(name);
  if (told === undefined) return undefined;
  const [, digits] = /^(\d{1,6}(?:\.\d+)?)(?:\s|W|$)/.exec(told) ?? [];
  const watts = Number(digits);
  if (digits === undefined || watts > 50_000) return section.refuse(name, 'not a power');
  return watts === 0 ? undefined : watts;
}

function boardsW(stats: RawRecord, named: RegExp): number | undefined {
  return total(
    stats
      .names()
      .filter((name) => named.test(name))
      .map((name) => wattsIn(stats, name)),
  );
}
