/** A loss and its slope by each of the numbers that it is made of. */
export interface SlopedLoss {
  readonly loss: number;
  readonly slopes: Float64Array;
}

export interface ClippedLoss extends SlopedLoss {
  /** How much likelier each action is now than when it was taken. */
  readonly ratios: Float64Array;
  /** Part of the actions whose ratio is beyond the clip. */
  readonly clippedPart: number;
}

/**
 * The clipped surrogate of proximal policy optimisation, as a loss: −mean min(ρA, clip(ρ, 1 − ε, 1 + ε)·A) (Schulman et al.
 * 2017, equation 7), with its slope by each logarithm of a probability. An action that has gone beyond the clip to its own
 * advantage pulls no further.
 */
export function clippedPolicyLoss(
  logProbabilities: ArrayLike<number>,
  oldLogProbabilities: ArrayLike<number>,
  advantages: ArrayLike<number>,
  clip: number,
): ClippedLoss {
  const count = logProbabilities.length;
  const ratios = new Float64Array(count);
  const slopes = new Float64Array(count);
  let [loss, clipped] = [0, 0];
  for (let i = 0; i < count; i++) {
    const ratio = Math.exp((logProbabilities[i] as number) - (oldLogProbabilities[i] as number));
    const advantage = advantages[i] as number;
    const bounded = Math.min(1 + clip, Math.max(1 - clip, ratio));
    ratios[i] = ratio;
    if (Math.abs(ratio - 1) > clip) clipped++;
    loss -= Math.min(ratio * advantage, bounded * advantage) / count;
    // The slope of a ratio by the logarithm of its probability is the ratio itself.
    if (ratio * advantage <= bounded * advantage) slopes[i] = (-advantage * ratio) / count;
  }
  return { loss, slopes, ratios, clippedPart: clipped / count };
}

/** mean ½(v − R)², and its slope by each value. */
export function valueLoss(values: ArrayLike<number>, returns: ArrayLike<number>): SlopedLoss {
  const count = values.length;
  const slopes = new Float64Array(count);
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const off = (values[i] as number) - (returns[i] as number);
    loss += (0.5 * off * off) / count;
    slopes[i] = off / count;
  }
  return { loss, slopes };
}
