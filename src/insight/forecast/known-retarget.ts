import { chainPastOf } from './chain-past.ts';
import type { Competitor } from './competitor.ts';
import { lastBefore } from './contest-paths.ts';
import type { TargetData } from './target-data.ts';

/**
 * Forecasts difficulty, or earnings by it, from the chain's own rule and nothing learnt: it stays until the next retarget, which
 * comes when the blocks that are left are mined, and then is what the pace of the epoch makes of it (`difficultyPath`). Price and
 * fees stay as they are.
 *
 * A competitor and no rule: it has to win against "as now" like all others.
 * @returns none for other targets, and for chains whose rate, time between blocks or difficulty is not told
 */
export function knownRetarget(data: TargetData): readonly Competitor[] {
  const { quantity, horizon } = data.target;
  const chain = quantity === 'difficulty' || quantity === 'earnings' ? chainPastOf(data) : undefined;
  if (!chain) return [];
  const sign = quantity === 'earnings' ? -1 : 1;
  return [
    {
      speaker: { kind: 'model', name: 'known retarget' },
      rowsNeeded: 1,
      fits: 1,
      *learn() {
        yield;
        return {
          forecastFrom: (table, origins) =>
            origins.map((origin) => {
              const steps = chain.logSteps(origin) ?? new Float64Array(horizon);
              const last = lastBefore(table.target, origin);
              return steps.map((step) => last + sign * step);
            }),
        };
      },
    },
  ];
}
