import { logFactorial } from './log-factorial.ts';

/** Where a stream of random numbers stands: plain data, to be kept with what is under way. */
export interface RandomState {
  readonly bits: readonly [a: number, b: number, c: number, counter: number];
  readonly spareNormal: number | undefined;
}

/**
 * Seeded pseudo-random numbers: sfc32 (Doty-Humphrey, PractRand 2010: 128 bit of state, passes PractRand beyond 2 TB),
 * its state filled by splitmix32 so that neighbouring seeds give unrelated streams. The same seed gives the same
 * numbers in every engine, because only 32-bit integer steps and IEEE division are used to make them.
 *
 * @example
 * const random = new Random(7);
 * random.uniform(); // in [0, 1)
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spareNormal: number | undefined;

  constructor(seed: number) {
    let state = seed | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) | 0;
    };
    this.a = next();
    this.b = next();
    this.c = next();
    for (let warmUp = 0; warmUp < 12; warmUp++) this.bits();
  }

  /** A generator of its own whose stream depends on this seed and on `label`, and on nothing drawn before or after. */
  static labelled(seed: number, label: string): Random {
    // FNV-1a, 32 bit.
    let hash = 0x811c9dc5 ^ (seed | 0);
    for (let index = 0; index < label.length; index++) {
      hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
    }
    return new Random(hash);
  }

  get state(): RandomState {
    return { bits: [this.a, this.b, this.c, this.counter], spareNormal: this.spareNormal };
  }

  /** Goes on where another stream stood. */
  restore({ bits, spareNormal }: RandomState): void {
    [this.a, this.b, this.c, this.counter] = bits;
    this.spareNormal = spareNormal;
  }

  /** Uniform on [0, 1), in steps of 2⁻³². */
  uniform(): number {
    return this.bits() / 4294967296;
  }

  /** Standard normal, mean 0 and variance 1 (Marsaglia's polar method). */
  normal(): number {
    const spare = this.spareNormal;
    if (spare !== undefined) {
      this.spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.spareNormal = y * scale;
      return x * scale;
    }
  }

  /** Exponential with mean 1 (inversion). */
  exponential(): number {
    return -Math.log1p(-this.uniform());
  }

  /**
   * Number of events of a Poisson process whose mean is `mean` ≥ 0; NaN for a mean that is negative or not finite.
   * Exact for every mean: products of uniforms below 10, above that Hörmann's transformed rejection ("The transformed
   * rejection method for generating Poisson random variables", 1993, algorithm PTRS), as NumPy does.
   */
  poisson(mean: number): number {
    if (!(mean >= 0) || mean === Number.POSITIVE_INFINITY) return Number.NaN;
    return mean < 10 ? this.smallPoisson(mean) : this.largePoisson(mean);
  }

  private smallPoisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }

  private largePoisson(mean: number): number {
    const b = 0.931 + 2.53 * Math.sqrt(mean);
    const a = -0.059 + 0.02483 * b;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    const vR = 0.9277 - 3.6224 / (b - 2);
    const logMean = Math.log(mean);
    for (;;) {
      const u = this.uniform() - 0.5;
      const v = this.uniform();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= vR) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      const accept = Math.log((v * inverseAlpha) / (a / (us * us) + b));
      if (accept <= k * logMean - mean - logFactorial(k)) return k;
    }
  }

  /** The next 32 bits, as an unsigned integer. */
  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}
