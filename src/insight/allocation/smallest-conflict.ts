/**
 * A smallest set of limits that cannot be kept together: without any one of them the rest can be. By QuickXplain (Junker
 * 2004): halves are left out as wholes where the rest is in conflict already, so that few limits of many are found with
 * few questions.
 *
 * @param canKeep whether some allocation keeps these limits
 * @returns nothing where all of them can be kept
 */
export function smallestConflict<Limit>(
  limits: readonly Limit[],
  canKeep: (limits: readonly Limit[]) => boolean,
): readonly Limit[] {
  if (canKeep(limits)) return [];
  return explained([], false, limits, canKeep);
}

function explained<Limit>(
  background: readonly Limit[],
  isChanged: boolean,
  limits: readonly Limit[],
  canKeep: (limits: readonly Limit[]) => boolean,
): readonly Limit[] {
  if (isChanged && !canKeep(background)) return [];
  if (limits.length <= 1) return limits;
  const half = Math.floor(limits.length / 2);
  const [first, second] = [limits.slice(0, half), limits.slice(half)];
  const ofSecond = explained([...background, ...first], first.length > 0, second, canKeep);
  const ofFirst = explained([...background, ...ofSecond], ofSecond.length > 0, first, canKeep);
  return [...ofFirst, ...ofSecond];
}
