/**
 * The discrete Fourier transform X[k] = Σ x[n]·e^(−2πi·kn/N) of one length N, planned once and used for many series.
 *
 * Powers of two by Cooley and Tukey's decimation in time (Math. Comp. 19, 1965) over tables; any other length by
 * Bluestein's chirp (IEEE Trans. Audio Electroacoust. 18, 1970): a convolution of the next power of two that holds it,
 * so that a prime number of samples takes O(N log N) like any other.
 */
export interface ComplexTransform {
  readonly length: number;
  /** Transforms `re` + i·`im`, both of `length`, in place. */
  forward(re: Float64Array, im: Float64Array): void;
}

/** @throws RangeError where `length` is not a whole number above 0. */
export function complexTransform(length: number): ComplexTransform {
  if (!Number.isInteger(length) || length < 1)
    throw new RangeError(`a Fourier transform of ${length} values is none`);
  return (length & (length - 1)) === 0 ? new PowerOfTwoTransform(length) : new BluesteinTransform(length);
}

class PowerOfTwoTransform implements ComplexTransform {
  readonly length: number;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  private readonly swaps: Uint32Array;

  constructor(length: number) {
    this.length = length;
    // One table a stage, one after the other, so that every stage reads its factors in a row: stage `half` at `half`.
    this.cosine = new Float64Array(length);
    this.sine = new Float64Array(length);
    for (let half = 1; half < length; half *= 2) {
      for (let k = 0; k < half; k++) {
        const angle = (Math.PI * k) / half;
        this.cosine[half + k] = Math.cos(angle);
        this.sine[half + k] = -Math.sin(angle);
      }
    }
    this.swaps = bitReversalSwaps(length);
  }

  forward(re: Float64Array, im: Float64Array): void {
    const { length, swaps } = this;
    for (let pair = 0; pair < swaps.length; pair += 2) {
      const i = swaps[pair] ?? 0;
      const j = swaps[pair + 1] ?? 0;
      const realPart = re[i] ?? 0;
      re[i] = re[j] ?? 0;
      re[j] = realPart;
      const imaginaryPart = im[i] ?? 0;
      im[i] = im[j] ?? 0;
      im[j] = imaginaryPart;
    }
    for (let half = 1; half < length; half *= 2) this.stage(re, im, half);
  }

  private stage(re: Float64Array, im: Float64Array, half: number): void {
    const { length, cosine, sine } = this;
    for (let start = 0; start < length; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const upper = start + k;
        const lower = upper + half;
        const c = cosine[half + k] ?? 0;
        const s = sine[half + k] ?? 0;
        const a = re[lower] ?? 0;
        const b = im[lower] ?? 0;
        const turnedRe = a * c - b * s;
        const turnedIm = a * s + b * c;
        const keptRe = re[upper] ?? 0;
        const keptIm = im[upper] ?? 0;
        re[lower] = keptRe - turnedRe;
        im[lower] = keptIm - turnedIm;
        re[upper] = keptRe + turnedRe;
        im[upper] = keptIm + turnedIm;
      }
    }
  }
}

/** Pairs of places that change sides when the bits of their number are read backwards. */
function bitReversalSwaps(length: number): Uint32Array {
  const swaps: number[] = [];
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) swaps.push(i, j);
  }
  return Uint32Array.from(swaps);
}

/** kn = (k² + n² − (k − n)²)/2 turns the sum into a convolution with the chirp e^(πi·n²/N). */
class BluesteinTransform implements ComplexTransform {
  readonly length: number;
  private readonly inner: PowerOfTwoTransform;
  private readonly chirpRe: Float64Array;
  private readonly chirpIm: Float64Array;
  private readonly kernelRe: Float64Array;
  private readonly kernelIm: Float64Array;
  private readonly workRe: Float64Array;
  private readonly workIm: Float64Array;

  constructor(length: number) {
    this.length = length;
    let size = 1;
    while (size < 2 * length - 1) size *= 2;
    this.inner = new PowerOfTwoTransform(size);
    this.chirpRe = new Float64Array(length);
    this.chirpIm = new Float64Array(length);
    this.kernelRe = new Float64Array(size);
    this.kernelIm = new Float64Array(size);
    this.workRe = new Float64Array(size);
    this.workIm = new Float64Array(size);
    for (let n = 0; n < length; n++) {
      // n² is taken modulo 2N first: the angle of a large n² would have lost its digits.
      const angle = (Math.PI * ((n * n) % (2 * length))) / length;
      this.chirpRe[n] = Math.cos(angle);
      this.chirpIm[n] = -Math.sin(angle);
      const mirrored = n === 0 ? 0 : size - n;
      this.kernelRe[n] = Math.cos(angle) / size;
      this.kernelIm[n] = Math.sin(angle) / size;
      this.kernelRe[mirrored] = Math.cos(angle) / size;
      this.kernelIm[mirrored] = Math.sin(angle) / size;
    }
    this.inner.forward(this.kernelRe, this.kernelIm);
  }

  forward(re: Float64Array, im: Float64Array): void {
    const { length, inner, chirpRe, chirpIm, kernelRe, kernelIm, workRe, workIm } = this;
    workRe.fill(0);
    workIm.fill(0);
    for (let n = 0; n < length; n++) {
      const a = re[n] ?? 0;
      const b = im[n] ?? 0;
      const c = chirpRe[n] ?? 0;
      const s = chirpIm[n] ?? 0;
      workRe[n] = a * c - b * s;
      workIm[n] = a * s + b * c;
    }
    inner.forward(workRe, workIm);
    for (let k = 0; k < inner.length; k++) {
      const a = workRe[k] ?? 0;
      const b = workIm[k] ?? 0;
      const c = kernelRe[k] ?? 0;
      const s = kernelIm[k] ?? 0;
      workRe[k] = a * c - b * s;
      workIm[k] = a * s + b * c;
    }
    // The way back is the way there with real and imaginary part in each other's place; 1/size is in the kernel.
    inner.forward(workIm, workRe);
    for (let k = 0; k < length; k++) {
      const a = workRe[k] ?? 0;
      const b = workIm[k] ?? 0;
      const c = chirpRe[k] ?? 0;
      const s = chirpIm[k] ?? 0;
      re[k] = a * c - b * s;
      im[k] = a * s + b * c;
    }
  }
}
