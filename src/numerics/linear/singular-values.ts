/** A = U·Σ·Vᵀ without its U. */
export interface SingularValues {
  /** Falling. */
  readonly values: Float64Array;
  /** The right singular vectors, one for each value, each as long as A has columns. */
  readonly vectors: readonly Float64Array[];
}

/**
 * Singular values and right singular vectors by one-sided Jacobi rotations (Hestenes 1958; Golub & Van Loan, Matrix
 * Computations, 4th edition, section 8.6.3): pairs of columns are turned until all are orthogonal. Small values keep
 * their digits beside large ones. Meant for small square matrices: reduce a tall one by `triangularFactor` first.
 *
 * @param columns of A, all of one length and finite; they are overwritten.
 */
export function singularValues(columns: readonly Float64Array[]): SingularValues {
  const vectors = columns.map((_, j) => Float64Array.from(columns, (_column, i) => (i === j ? 1 : 0)));
  // It converges quadratically after a few sweeps; the bound only keeps rounding from turning for ever.
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (const [i, a] of columns.entries()) {
      for (let j = i + 1; j < columns.length; j++) {
        const b = columns[j];
        const u = vectors[i];
        const v = vectors[j];
        if (b === undefined || u === undefined || v === undefined) continue;
        const turn = orthogonalising(a, b);
        if (turn === undefined) continue;
        rotate(a, b, turn);
        rotate(u, v, turn);
        turned = true;
      }
    }
    if (!turned) break;
  }
  const norms = columns.map((column) => Math.sqrt(dot(column, column)));
  const order = norms.map((_, j) => j).sort((i, j) => (norms[j] ?? 0) - (norms[i] ?? 0));
  return {
    values: Float64Array.from(order, (j) => norms[j] ?? 0),
    vectors: order.map((j) => vectors[j] ?? new Float64Array(columns.length)),
  };
}

interface Turn {
  readonly cosine: number;
  readonly sine: number;
}

/** The turn that makes two columns orthogonal; undefined where they are so, to the last digit. */
function orthogonalising(a: Float64Array, b: Float64Array): Turn | undefined {
  const alpha = dot(a, a);
  const beta = dot(b, b);
  const gamma = dot(a, b);
  if (!(Math.abs(gamma) > Number.EPSILON * Math.sqrt(alpha) * Math.sqrt(beta))) return undefined;
  const zeta = (beta - alpha) / (2 * gamma);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  return { cosine, sine: cosine * tangent };
}

function rotate(a: Float64Array, b: Float64Array, { cosine, sine }: Turn): void {
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
