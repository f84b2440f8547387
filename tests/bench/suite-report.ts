/** What every suite reports; with `--json` it is the last line printed. */
export interface SuiteReport {
  readonly suite: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}
