import type { PoolSetting } from './control.ts';

/** Pools that the owner has written down once, to be given to any miner. */
export interface PoolTemplate {
  readonly id: string;
  readonly name: string;
  /** In the order that a miner tries them. `{miner}` in a user stands for the miner's name (worker names). */
  readonly pools: readonly PoolSetting[];
}

/** No miner takes more. */
export const MOST_POOLS = 8;

/** The pools of a template for one miner: `bc1q….{miner}` → `bc1q….kitchen-gamma`. */
export function poolsFor(template: PoolTemplate, minerName: string): readonly PoolSetting[] {
  const worker = workerName(minerName);
  return template.pools.map((pool) => ({ ...pool, user: pool.user.replaceAll('{miner}', worker) }));
}

/** Pools take letters, digits, dash and underscore in a worker's name; everything else becomes a dash. */
function workerName(minerName: string): string {
  const plain = minerName
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain.slice(0, 32) || 'miner';
}
