import { SHIPPED_POOLS } from '../domain/shipped-pools.ts';
import type { EntityRef } from '../features/definition.ts';
import type { LearnerEntity } from './learner-api.ts';
import { coinOf, type Household } from './told/household.ts';
import { followedPools } from './told/pool-told.ts';

/** The house and the fleet, of which there is one each. */
const SITE = { kind: 'site', id: 'home' } as const;
const FLEET = { kind: 'fleet', id: 'fleet' } as const;

/** What there is that has features: miners in their order, the whole, the house, coins worked for, pools followed. */
export function learnerEntities({ miners, snapshots, figures }: Household): readonly LearnerEntity[] {
  const coins = new Set(miners.flatMap((miner) => coinOf(miner, snapshots.get(miner.id)) ?? []));
  return [
    ...miners.map(({ id, name }) => ({ kind: 'miner' as const, id, name })),
    ...(miners.length > 0 ? [FLEET] : []),
    SITE,
    ...[...coins].map((symbol) => ({ kind: 'coin' as const, id: symbol, name: symbol })),
    ...followedPools(figures).map((id) => ({
      kind: 'pool' as const,
      id,
      name: SHIPPED_POOLS.find((pool) => pool.id === id)?.name ?? id,
    })),
  ];
}

/** What something is linked to: the coin that a miner works for, its house, its fleet. */
export function linkedTo(
  { kind, id }: EntityRef,
  linked: EntityRef['kind'],
  { miners, snapshots }: Household,
): EntityRef | undefined {
  if (linked === 'site') return SITE;
  if (linked === 'fleet') return FLEET;
  const miner = kind === 'miner' ? miners.find((each) => each.id === id) : undefined;
  const coin = miner && linked === 'coin' ? coinOf(miner, snapshots.get(id)) : undefined;
  return coin === undefined ? undefined : { kind: 'coin', id: coin };
}
