/**
 * Probability that the largest distance Dₙ of an empirical distribution of n values from the true one is below d,
 * exactly: n!/nⁿ · (Hⁿ)ₖₖ, with n·d = k − h and 0 ≤ h < 1 (Marsaglia, Tsang & Wang, "Evaluating Kolmogorov's
 * distribution", Journal of Statistical Software 8(18), 2003). Work (n·d)³·log n.
 */
export function kolmogorovExact(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  let { matrix, exponent } = powerOf({ matrix: marsagliaMatrix(k, k - n * d), exponent: 0 }, size, n);
  let value = matrix[(k - 1) * size + k - 1] ?? 0;
  for (let i = 1; i <= n; i++) {
    value *= i / n;
    if (value < SMALL) {
      value /= SMALL;
      exponent -= 1;
    }
  }
  return value * SMALL ** -exponent;
}

/** A matrix times 1e140^exponent: its powers leave the range of the numbers otherwise. */
interface Scaled {
  readonly matrix: Float64Array;
  readonly exponent: number;
}

const SMALL = 1e-140;

function marsagliaMatrix(k: number, h: number): Float64Array {
  const size = 2 * k - 1;
  const H = new Float64Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j <= Math.min(i + 1, size - 1); j++) H[i * size + j] = 1;
  for (let i = 0; i < size; i++) {
    H[i * size] = (H[i * size] ?? 0) - h ** (i + 1);
    const last = (size - 1) * size + i;
    H[last] = (H[last] ?? 0) - h ** (size - i);
  }
  const corner = (size - 1) * size;
  H[corner] = (H[corner] ?? 0) + Math.max(0, 2 * h - 1) ** size;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= Math.min(i, size - 1); j++)
      for (let g = 1; g <= i - j + 1; g++) H[i * size + j] = (H[i * size + j] ?? 0) / g;
  return H;
}

function powerOf(base: Scaled, size: number, n: number): Scaled {
  if (n === 1) return base;
  const half = powerOf(base, size, Math.floor(n / 2));
  const square = product(half, half, size);
  return n % 2 === 0 ? square : product(square, base, size);
}

function product(a: Scaled, b: Scaled, size: number): Scaled {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = a.matrix[i * size + k] ?? 0;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++)
        matrix[i * size + j] = (matrix[i * size + j] ?? 0) + factor * (b.matrix[k * size + j] ?? 0);
    }
  const exponent = a.exponent + b.exponent;
  const middle = matrix[((size * size - 1) / 2) | 0] ?? 0;
  if (middle < 1 / SMALL) return { matrix, exponent };
  for (let at = 0; at < matrix.length; at++) matrix[at] = (matrix[at] ?? 0) * SMALL;
  return { matrix, exponent: exponent + 1 };
}
