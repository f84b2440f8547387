import * as v from 'valibot';
import type { AwayOrders } from '../../src/domain/away.ts';
import { NO_PLAN } from '../../src/domain/away-plan.ts';
import { readActions, readChanges } from '../../src/domain/kept-action.ts';
import { readAwayPlan } from '../../src/domain/kept-plan.ts';
import type { MinerIdentity } from '../../src/domain/miner.ts';

/** More than any home has. */
const MOST_MINERS = 200;
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** Whom the helper may change, as it is told and kept. */
export const AWAY_MINER = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  name: text(200),
  address: v.object({
    host: v.pipe(v.string(), v.minLength(1), v.maxLength(253)),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  }),
  // Whether a family is known, its adapter decides.
  identity: v.custom<MinerIdentity>(
    (told) =>
      typeof told === 'object' &&
      told !== null &&
      'family' in told &&
      typeof told.family === 'string' &&
      'algorithm' in told &&
      typeof told.algorithm === 'string',
  ),
});

const orders = v.object({
  nowMs: v.pipe(v.number(), v.finite()),
  miners: v.pipe(
    v.array(
      v.object({
        ...AWAY_MINER.entries,
        credentials: v.optional(v.object({ username: v.optional(text(512)), password: text(512) })),
      }),
    ),
    v.maxLength(MOST_MINERS),
  ),
  actions: v.array(v.unknown()),
  changes: v.array(v.unknown()),
  plan: v.optional(v.unknown()),
});

/**
 * Reads what a browser hands over.
 * @throws v.ValiError when it is nothing of the kind
 */
export function parseOrders(told: unknown): AwayOrders {
  const { actions, changes, plan, ...rest } = v.parse(orders, told);
  return {
    ...rest,
    actions: readActions(actions),
    changes: readChanges(changes),
    // One that cannot be read is none: it must not be carried out in part, nor the one before it.
    ...(plan === undefined ? {} : { plan: readAwayPlan(plan) ?? NO_PLAN }),
  };
}
