/** How much two labellings of the same things have in common, in nats. */
export interface SharedInformation {
  /** I(A; B) = H(A) + H(B) − H(A, B), 0 where they are independent. */
  readonly mutual: number;
  /** I over the mean of both entropies, 0 … 1; 1 where both say nothing. */
  readonly normalised: number;
  readonly entropyA: number;
  readonly entropyB: number;
}

/**
 * Entropy of labels in nats, −Σ p·ln p over the shares of the labels that occur (Shannon 1948). NaN is no label and is
 * left out; of nothing it is NaN.
 *
 * @example entropy([0, 1, 0, 1]) // 0.6931471805599453, which is ln 2
 */
export function entropy(labels: ArrayLike<number>): number {
  const known = Array.from(labels).filter((label) => !Number.isNaN(label));
  return entropyOf(countsOf(known), known.length);
}

/**
 * Mutual information of two discrete variables (Cover & Thomas, Elements of Information Theory, section 2.3). Agrees with
 * scikit-learn's `mutual_info_score` and, normalised by the arithmetic mean, `normalized_mutual_info_score`.
 *
 * @param a labels, any numbers; things of which one label is NaN are left out.
 * @returns NaN where no thing has both labels.
 * @throws RangeError where there are not as many labels of both.
 */
export function mutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): SharedInformation {
  if (a.length !== b.length) throw new RangeError(`${a.length} labels beside ${b.length}`);
  const knownA: number[] = [];
  const knownB: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const first = a[i] ?? Number.NaN;
    const second = b[i] ?? Number.NaN;
    if (Number.isNaN(first) || Number.isNaN(second)) continue;
    knownA.push(first);
    knownB.push(second);
  }
  const total = knownA.length;
  const codesA = codesOf(knownA);
  const codesB = codesOf(knownB);
  const countsA = countsOf(codesA);
  const countsB = countsOf(codesB);
  const width = countsB.size;
  const pairs = countsOf(codesA.map((code, i) => code * width + (codesB[i] ?? 0)));
  let mutual = total === 0 ? Number.NaN : 0;
  for (const [pair, count] of pairs) {
    const expected = (countsA.get(Math.floor(pair / width)) ?? 0) * (countsB.get(pair % width) ?? 0);
    mutual += (count / total) * Math.log((count * total) / expected);
  }
  // Rounding can leave independent labels a trace below 0.
  mutual = Math.max(0, mutual);
  const entropyA = entropyOf(countsA, total);
  const entropyB = entropyOf(countsB, total);
  const mean = (entropyA + entropyB) / 2;
  return { mutual, normalised: mean === 0 ? 1 : Math.min(1, mutual / mean), entropyA, entropyB };
}

/** Labels numbered in the order in which they first occur. */
function codesOf(labels: readonly number[]): number[] {
  const codes = new Map<number, number>();
  return labels.map((label) => {
    const code = codes.get(label) ?? codes.size;
    codes.set(label, code);
    return code;
  });
}

function countsOf(labels: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function entropyOf(counts: ReadonlyMap<number, number>, total: number): number {
  if (total === 0) return Number.NaN;
  let sum = 0;
  for (const count of counts.values()) sum -= (count / total) * Math.log(count / total);
  // One label alone makes −0.
  return sum === 0 ? 0 : sum;
}
