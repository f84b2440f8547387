import type { ImportProblem } from '../domain/file-import/import-file.ts';
import type { ReadRow } from '../sources/files/mapped-rows.ts';
import type { ImportTally } from './backup-api.ts';

/** Problems kept of each kind: enough to look for a pattern, and no memory that a broken file could fill. */
const KEPT_OF_A_KIND = 2_000;

/** What has come of a file so far. Every line is counted once: used, refused, or passed over. */
export class Tally {
  #used = 0;
  #refused = 0;
  #figures = 0;
  #firstAtMs = Number.POSITIVE_INFINITY;
  #lastAtMs = Number.NEGATIVE_INFINITY;
  readonly #passedOver = { 'left-out': 0, empty: 0 };
  readonly #problems: ImportProblem[] = [];
  readonly #counts = new Map<string, number>();

  line({ values, problems, passedOver }: ReadRow): void {
    if (values.length > 0) this.#used += 1;
    else if (problems.length > 0) this.#refused += 1;
    else this.#passedOver[passedOver ?? 'empty'] += 1;
    this.#figures += values.length;
    for (const problem of problems) this.#note(problem);
    for (const { atMs } of values) {
      this.#firstAtMs = Math.min(this.#firstAtMs, atMs);
      this.#lastAtMs = Math.max(this.#lastAtMs, atMs);
    }
  }

  /** Lines that are none. */
  unreadable(problems: readonly ImportProblem[]): void {
    this.#refused += problems.length;
    for (const problem of problems) this.#note(problem);
  }

  told(ambiguous: number): ImportTally {
    const { 'left-out': leftOut, empty } = this.#passedOver;
    return {
      lines: this.#used + this.#refused + leftOut + empty,
      used: this.#used,
      refused: this.#refused,
      leftOut,
      empty,
      figures: this.#figures,
      problems: this.#problems.sort((a, b) => a.line - b.line),
      problemCounts: Object.fromEntries(this.#counts),
      ambiguous,
      ...(this.#figures > 0 ? { firstAtMs: this.#firstAtMs, lastAtMs: this.#lastAtMs } : {}),
    };
  }

  #note(problem: ImportProblem): void {
    const count = (this.#counts.get(problem.reason) ?? 0) + 1;
    this.#counts.set(problem.reason, count);
    if (count <= KEPT_OF_A_KIND) this.#problems.push(problem);
  }
}
