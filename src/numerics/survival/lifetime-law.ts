import { normalCdf, normalQuantile } from '../normal.ts';

/** Slope and curvature of a logarithm. */
export interface LogDerivatives {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

/** The law of the error W in log T = xβ + σ W. */
export interface LifetimeLaw {
  readonly name: LifetimeLawName;
  /** Is σ 1, whatever the data? */
  readonly isScaleFixed: boolean;
  /** log of the density at z. */
  readonly density: (z: number) => LogDerivatives;
  /** log of the probability beyond z. */
  readonly tail: (z: number) => LogDerivatives;
  /** The z that W stays below with probability p. */
  readonly quantile: (p: number) => number;
}

export type LifetimeLawName = 'weibull' | 'exponential' | 'log-normal' | 'log-logistic';

/** Smallest extreme value: T is Weibull with shape 1/σ. */
const smallestExtreme = {
  density: (z: number) => ({ value: z - Math.exp(z), slope: 1 - Math.exp(z), curvature: -Math.exp(z) }),
  tail: (z: number) => ({ value: -Math.exp(z), slope: -Math.exp(z), curvature: -Math.exp(z) }),
  quantile: (p: number) => Math.log(-Math.log1p(-p)),
};

/**
 * Laws of lifetimes (Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2nd edition, section 2.2), all of them
 * log-concave, with the names and the scale of R's survreg.
 */
export const LIFETIME_LAWS: Readonly<Record<LifetimeLawName, LifetimeLaw>> = {
  weibull: { name: 'weibull', isScaleFixed: false, ...smallestExtreme },
  exponential: { name: 'exponential', isScaleFixed: true, ...smallestExtreme },
  'log-normal': {
    name: 'log-normal',
    isScaleFixed: false,
    density: (z) => ({ value: -0.5 * z * z - 0.5 * Math.log(2 * Math.PI), slope: -z, curvature: -1 }),
    tail: (z) => {
      const ratio = inverseMills(z);
      return { value: logNormalTail(z, ratio), slope: -ratio, curvature: -ratio * (ratio - z) };
    },
    quantile: normalQuantile,
  },
  'log-logistic': {
    name: 'log-logistic',
    isScaleFixed: false,
    density: (z) => {
      const p = logistic(z);
      return { value: z - 2 * softplus(z), slope: 1 - 2 * p, curvature: -2 * p * (1 - p) };
    },
    tail: (z) => {
      const p = logistic(z);
      return { value: -softplus(z), slope: -p, curvature: -p * (1 - p) };
    },
    quantile: (p) => Math.log(p) - Math.log1p(-p),
  },
};

/** Beyond this the tail's continued fraction has all digits, and Φ itself none. */
const FAR = 12;

/** φ(z) / (1 − Φ(z)): the hazard of the normal law. Far out by Laplace's continued fraction (Abramowitz & Stegun 26.2.14). */
function inverseMills(z: number): number {
  if (z < FAR) return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / normalCdf(-z);
  let fraction = z;
  for (let k = 40; k >= 1; k--) fraction = z + k / fraction;
  return fraction;
}

function logNormalTail(z: number, ratio: number): number {
  if (z < FAR) return Math.log(normalCdf(-z));
  return -0.5 * z * z - 0.5 * Math.log(2 * Math.PI) - Math.log(ratio);
}

function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}
