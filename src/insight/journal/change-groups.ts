import type { MinerChange } from '../../domain/change-effect.ts';

const QUARTER_MS = 15 * 60_000;
/** After a change heat takes so long to settle; devices and their means take less. */
export const SETTLES_MS = 30 * 60_000;
/** Two hours on either side are the least that anything is said of. */
export const LEAST_QUARTERS = 8;
/** Changes that leave less than the least between them can only be told together. */
export const TOGETHER_MS = SETTLES_MS + (LEAST_QUARTERS + 1) * QUARTER_MS;

/** Changes in their order, those that only their effect together can be told of side by side. */
export function togetherOf(changes: readonly MinerChange[]): readonly (readonly MinerChange[])[] {
  const groups: MinerChange[][] = [];
  for (const change of changes.toSorted((a, b) => startOf([a]) - startOf([b]))) {
    const last = groups.at(-1);
    if (last && gapBetween(last, [change]) < TOGETHER_MS) last.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => group.sort((a, b) => a.atMs - b.atMs));
}

export function startOf(group: readonly MinerChange[]): number {
  return Math.min(...group.map(({ atMs, withinMs = 0 }) => atMs - withinMs));
}

export function endOf(group: readonly MinerChange[]): number {
  return Math.max(...group.map(({ atMs, withinMs = 0 }) => atMs + withinMs));
}

/** Time between two groups, whichever comes first; below 0 where they overlap. */
export function gapBetween(one: readonly MinerChange[], other: readonly MinerChange[]): number {
  return Math.max(startOf(other) - endOf(one), startOf(one) - endOf(other));
}
