import type { PoolState } from '../domain/pool-state.ts';
import type { Sourced } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';

/** A pool is told in parts, as an account is: `pool:ocean`, `pool:ocean:blocks`. */
export function poolStateOf(
  figures: SourcesView['figures'],
  provider: string,
): Pick<PoolState, 'hashrates' | 'blocks' | 'blocksLast24h'> {
  const parts = Object.entries(figures)
    .filter(([quantity]) => quantity === `pool:${provider}` || quantity.startsWith(`pool:${provider}:`))
    .map(([, figure]) => (figure as Sourced<Partial<PoolState>>).value);
  return {
    hashrates: parts.flatMap(({ hashrates = [] }) => hashrates),
    blocks: parts.flatMap(({ blocks = [] }) => blocks),
    blocksLast24h: parts.find(({ blocksLast24h }) => blocksLast24h !== undefined)?.blocksLast24h,
  };
}
