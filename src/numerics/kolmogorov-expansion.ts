/**
 * Probability that √n·Dₙ stays below z = √n·d, with Dₙ the largest distance of an empirical distribution of n values
 * from the true one: Kolmogorov's limit K₀ and three corrections, K₀ + K₁/√n + K₂/n + K₃/n^1.5 (Pelz & Good, Journal of
 * the Royal Statistical Society B 38, 1976; in the form of Simard & L'Ecuyer, Journal of Statistical Software 39(11),
 * 2011). From n = 140 right to five digits.
 */
export function kolmogorovExpansion(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  let sum = 0;
  for (let k = TERMS; k >= 0; k--) sum += 2 * halfTerm(n, z, (Math.PI * (k + 0.5)) ** 2);
  for (let k = TERMS; k >= 1; k--) sum += 2 * wholeTerm(n, z, (Math.PI * k) ** 2);
  return Math.sqrt(Math.PI / 2) * sum;
}

/** The terms fall as exp(−π²k²/(2z²)); the expansion is asked for z below 1.5. */
const TERMS = 12;

/** Terms of all four sums at h = π²(k + ½)². */
function halfTerm(n: number, z: number, h: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const k1 = h - z2;
  const k2 = 6 * z2 * z4 + 2 * z4 + h * (2 * z4 - 5 * z2) + h * h * (1 - 2 * z2);
  const k3 =
    -30 * z2 * z4 -
    90 * z4 * z4 +
    h * (135 * z4 - 96 * z2 * z4) +
    h * h * (212 * z4 - 60 * z2) +
    h ** 3 * (5 - 30 * z2);
  const corrections =
    k1 / (6 * z4) / Math.sqrt(n) + k2 / (72 * z ** 7) / n + k3 / (6480 * z ** 10) / n ** 1.5;
  return Math.exp(-h / (2 * z2)) * (1 / z + corrections);
}

/** Terms of the third and fourth sum at h = π²k². */
function wholeTerm(n: number, z: number, h: number): number {
  const k2 = -h / (36 * z ** 3);
  const k3 = (3 * h * z * z - h * h) / (216 * z ** 6);
  return Math.exp(-h / (2 * z * z)) * (k2 / n + k3 / n ** 1.5);
}
