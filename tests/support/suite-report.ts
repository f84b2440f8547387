/** What every suite reports; with `--json` it is the last line printed. */
export interface SuiteReport {
  readonly suite: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** What a suite needs is not here. Its message says all there is to say: no stack helps. */
export class SuiteCannotRun extends Error {
  override readonly name: string = 'SuiteCannotRun';
}
