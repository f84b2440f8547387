/**
 * Count, mean and sum of squared deviations of what was added, joined without the cancellation of Σx² − (Σx)²/n:
 * δ = mean_B − mean_A, mean = mean_A + δ·n_B/n, M2 = M2_A + M2_B + δ²·n_A·n_B/n (Chan, Golub & LeVeque 1983).
 */
export class Moments {
  /** Rows that were there; a row may stand for many observations. */
  rows = 0;
  /** Observations. */
  count = 0;
  mean = 0;
  m2 = 0;

  clear(): void {
    this.rows = 0;
    this.count = 0;
    this.mean = 0;
    this.m2 = 0;
  }

  add(rows: number, count: number, mean: number, m2: number): void {
    if (count === 0) return;
    const total = this.count + count;
    const apart = mean - this.mean;
    const share = count / total;
    this.mean = this.count === 0 ? mean : this.mean + apart * share;
    this.m2 += m2 + (this.count === 0 ? 0 : apart * apart * this.count * share);
    this.count = total;
    this.rows += rows;
  }
}
