import type { Fault } from '../domain/reading.ts';

/** A hash board and the map of its chips, one letter a chip: `o` works, `x` does not, `-` is an empty place. */
export interface ChipMap {
  readonly board: number;
  readonly letters: string;
}

/** What the maps of chips tell of dead ones (facts, section 4: `chain_acs` x = bad chip). */
export function deadChipFaults(maps: readonly ChipMap[]): readonly Fault[] {
  return maps.flatMap(({ board, letters }) => {
    const dead = letters.match(/x/gi)?.length ?? 0;
    const placed = letters.match(/[ox]/gi)?.length ?? 0;
    return dead === 0 ? [] : [{ message: `hash board ${board}: ${dead} of ${placed} chips do not work` }];
  });
}
