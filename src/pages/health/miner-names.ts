import type { MinerView } from '../../domain/fleet-view.ts';
import { listed } from '../../ui/format/name-list.ts';

/** What is said of miners that are no longer there. */
const GONE = '–';
/** More names than these would be the whole sentence. */
const MOST_NAMES = 3;

/** The names of miners by their ids. */
export type MinerNames = ReadonlyMap<string, string>;

export function minerNames(miners: readonly MinerView[]): MinerNames {
  return new Map(miners.map(({ miner }) => [miner.id, miner.name]));
}

/** "Rack and Gamma", "Rack, Gamma, Attic, and 4 others"; a dash for what was removed. */
export function namesOf(
  minerIds: readonly string[],
  names: MinerNames,
  others: (count: number) => string,
): string {
  const known = minerIds.flatMap((id) => names.get(id) ?? []);
  if (known.length === 0) return GONE;
  if (known.length <= MOST_NAMES) return listed(known);
  return listed([...known.slice(0, MOST_NAMES), others(known.length - MOST_NAMES)]);
}
