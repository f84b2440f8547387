import { classicalCompetitors, simpleRules } from './classical-competitors.ts';
import type { Competitor } from './competitor.ts';
import { constantDifficulty, knowingRetargets } from './constant-difficulty.ts';
import { knownRetarget } from './known-retarget.ts';
import type { TargetData } from './target-data.ts';

/** Who takes part in each contest of a target before any model is trained for it: rules first, as contests want it. */
export function ownCompetitors(data: TargetData): readonly Competitor[] {
  const at = constantDifficulty(data);
  return [
    ...simpleRules(data.target),
    ...knownRetarget(data),
    ...classicalCompetitors(data.target).map((each) => knowingRetargets(at, each)),
  ];
}
