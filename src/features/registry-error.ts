/** Definitions that do not go together, or a feature that nobody defined. Its message names every defect found. */
export class RegistryError extends Error {
  override readonly name: string = 'RegistryError';
  /** A sentence for each defect. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
