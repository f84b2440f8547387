/** Steps of one or more episodes, one after the other. */
export interface Rollout {
  readonly rewards: ArrayLike<number>;
  /** What each state was thought to be worth, and after them the state that the last step led to. */
  readonly values: ArrayLike<number>;
  /** Not 0 where an episode ends with the step: what follows is another one. */
  readonly ends: ArrayLike<number>;
}

export interface Advantages {
  /** How much better each step was than its state was thought to be. */
  readonly advantages: Float64Array;
  /** What each state turned out to be worth. */
  readonly returns: Float64Array;
}

/**
 * Generalised advantage estimation: A_t = δ_t + γλ·A_{t+1}, δ_t = r_t + γ·V_{t+1} − V_t, cut where an episode ends (Schulman et
 * al. 2016, equations 11 to 16).
 */
export function generalisedAdvantages(
  { rewards, values, ends }: Rollout,
  gamma: number,
  lambda: number,
): Advantages {
  const steps = rewards.length;
  const advantages = new Float64Array(steps);
  const returns = new Float64Array(steps);
  let next = 0;
  for (let t = steps - 1; t >= 0; t--) {
    const goesOn = ends[t] ? 0 : 1;
    const value = values[t] as number;
    const surprise = (rewards[t] as number) + gamma * goesOn * (values[t + 1] as number) - value;
    next = surprise + gamma * lambda * goesOn * next;
    advantages[t] = next;
    returns[t] = next + value;
  }
  return { advantages, returns };
}
