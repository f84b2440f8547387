import { type ComplexTransform, complexTransform } from './fast-fourier-transform.ts';

/** X[0] … X[⌊N/2⌋] of a real series of N values: the other half mirrors them. */
export interface HalfSpectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The Fourier transform of real series of one length N > 0, planned once: the same numbers as NumPy's `rfft`, to about
 * 1e-15 of the largest. An even N is done as N/2 complex values and untangled (Numerical Recipes, 3rd edition, section
 * 12.3.2). A NaN or an infinity in the series makes every number NaN: fill gaps first.
 *
 * @example new RealFourierTransform(4).of([1, 2, 3, 4]) // { re: [10, −2, −2], im: [0, 2, 0] }
 */
export class RealFourierTransform {
  readonly length: number;
  private readonly complex: ComplexTransform;
  private readonly workRe: Float64Array;
  private readonly workIm: Float64Array;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;

  /** @throws RangeError where `length` is not a whole number above 0. */
  constructor(length: number) {
    const packed = length % 2 === 0 ? length / 2 : length;
    this.length = length;
    this.complex = complexTransform(packed);
    this.workRe = new Float64Array(packed);
    this.workIm = new Float64Array(packed);
    const half = Math.floor(length / 2) + 1;
    this.cosine = new Float64Array(half);
    this.sine = new Float64Array(half);
    for (let k = 0; k < half; k++) {
      this.cosine[k] = Math.cos((2 * Math.PI * k) / length);
      this.sine[k] = Math.sin((2 * Math.PI * k) / length);
    }
  }

  /** @throws RangeError where `series` has another length than the plan. */
  of(series: ArrayLike<number>): HalfSpectrum {
    if (series.length !== this.length)
      throw new RangeError(`planned for ${this.length} values, given ${series.length}`);
    const half = Math.floor(this.length / 2) + 1;
    const spectrum = { re: new Float64Array(half), im: new Float64Array(half) };
    if (this.length % 2 === 0) this.ofEven(series, spectrum);
    else this.ofOdd(series, spectrum);
    return spectrum;
  }

  private ofOdd(series: ArrayLike<number>, { re, im }: HalfSpectrum): void {
    const { workRe, workIm } = this;
    for (let n = 0; n < this.length; n++) workRe[n] = series[n] ?? Number.NaN;
    workIm.fill(0);
    this.complex.forward(workRe, workIm);
    re.set(workRe.subarray(0, re.length));
    im.set(workIm.subarray(0, im.length));
  }

  private ofEven(series: ArrayLike<number>, { re, im }: HalfSpectrum): void {
    const { workRe, workIm, cosine, sine } = this;
    const packed = this.length / 2;
    for (let n = 0; n < packed; n++) {
      workRe[n] = series[2 * n] ?? Number.NaN;
      workIm[n] = series[2 * n + 1] ?? Number.NaN;
    }
    this.complex.forward(workRe, workIm);
    for (let k = 0; k <= packed; k++) {
      const here = k === packed ? 0 : k;
      const mirrored = k === 0 ? 0 : packed - k;
      const a = workRe[here] ?? 0;
      const b = workIm[here] ?? 0;
      const c = workRe[mirrored] ?? 0;
      const d = -(workIm[mirrored] ?? 0);
      const oddRe = 0.5 * (b - d);
      const oddIm = 0.5 * (c - a);
      const cos = cosine[k] ?? 0;
      const sin = sine[k] ?? 0;
      re[k] = 0.5 * (a + c) + oddRe * cos + oddIm * sin;
      im[k] = 0.5 * (b + d) + oddIm * cos - oddRe * sin;
    }
    im[0] = 0;
    im[packed] = 0;
  }
}
