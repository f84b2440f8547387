export const ROOT_5 = Math.sqrt(5);

/**
 * Matérn correlation of smoothness 5/2 at a scaled distance r ≥ 0: (1 + √5 r + 5r²/3)·exp(−√5 r), 1 at 0 (Rasmussen &
 * Williams, Gaussian Processes for Machine Learning, equation 4.17).
 */
export function maternCorrelation(r: number): number {
  const x = ROOT_5 * r;
  return (1 + x + (x * x) / 3) * Math.exp(-x);
}

/** Scaled distance r of two points: r² = Σ_j ((a_j − b_j) / l_j)². */
export function scaledDistance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  lengthScales: ArrayLike<number>,
): number {
  let square = 0;
  for (let j = 0; j < lengthScales.length; j++) {
    const step = ((a[j] as number) - (b[j] as number)) / (lengthScales[j] as number);
    square += step * step;
  }
  return Math.sqrt(square);
}
