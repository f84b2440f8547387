/** One action between −1 and 1, with how likely it was. */
export interface SquashedAction {
  readonly action: number;
  readonly logProbability: number;
}

/**
 * a = tanh(μ + σε): a normal wish cut smoothly to what may be asked, with the exact logarithm of its density by change of
 * variables, ln p = −ε²/2 − ln σ − ½·ln 2π − ln(1 − a²) (Haarnoja et al. 2018, appendix C). ln(1 − tanh²u) is taken as
 * 2(ln 2 − u − ln(1 + e^(−2u))), which keeps its digits where a is next to 1.
 */
export function squashedAction(mean: number, logDeviation: number, noise: number): SquashedAction {
  const wish = mean + Math.exp(logDeviation) * noise;
  const logSlope = 2 * (Math.LN2 - Math.abs(wish) - Math.log1p(Math.exp(-2 * Math.abs(wish))));
  const logNormal = -0.5 * noise * noise - logDeviation - 0.5 * Math.log(2 * Math.PI);
  return { action: Math.tanh(wish), logProbability: logNormal - logSlope };
}
