/** Why nothing can be learnt or said, with what it takes to tell someone. */
export type ForecastProblem =
  /** Rows of target values: more come with time. */
  | { readonly kind: 'too-little-data'; readonly rowsNeeded: number; readonly rowsThere: number }
  /** The target never changes: there is nothing to learn. */
  | { readonly kind: 'constant-target'; readonly value: number }
  /** A column without any value at all. */
  | { readonly kind: 'missing-feature'; readonly column: string }
  /** Infinity, which no sensor and no price is. Rows count from 0. */
  | { readonly kind: 'not-finite'; readonly column: string; readonly row: number }
  /** A column that is longer or shorter than the table wants it. */
  | {
      readonly kind: 'wrong-length';
      readonly column: string;
      readonly rowsNeeded: number;
      readonly rowsThere: number;
    }
  /** Columns are not those that were learnt from. */
  | {
      readonly kind: 'features-differ';
      readonly lacking: readonly string[];
      readonly unknown: readonly string[];
    }
  /** A checkpoint of training on other data, or by another forecaster. */
  | { readonly kind: 'other-training' }
  /** A stored model that cannot be read. */
  | { readonly kind: 'damaged-model'; readonly what: string };

export type ForecastErrorKind = ForecastProblem['kind'];

/** What forecasters throw for data or files that they cannot work with. Its message is a plain sentence. */
export class ForecastError extends Error {
  override readonly name = 'ForecastError';

  constructor(
    readonly problem: ForecastProblem,
    options?: { readonly cause?: unknown },
  ) {
    super(sentenceOf(problem), options);
  }

  get kind(): ForecastErrorKind {
    return this.problem.kind;
  }
}

function sentenceOf(problem: ForecastProblem): string {
  switch (problem.kind) {
    case 'too-little-data': {
      const { rowsNeeded, rowsThere } = problem;
      return `There are ${rowsThere} values, and ${rowsNeeded} are needed: ${rowsNeeded - rowsThere} more.`;
    }
    case 'constant-target':
      return `All values are ${problem.value}: there is nothing to learn from what never changes.`;
    case 'missing-feature':
      return `"${problem.column}" has no value at all.`;
    case 'not-finite':
      return `"${problem.column}" is infinite in row ${problem.row}.`;
    case 'wrong-length':
      return `"${problem.column}" has ${problem.rowsThere} values instead of ${problem.rowsNeeded}.`;
    case 'features-differ':
      return `The data are not those the model has learnt from${listed(', lacking', problem.lacking)}${listed(', unknown', problem.unknown)}.`;
    case 'other-training':
      return 'The checkpoint is of another training.';
    case 'damaged-model':
      return `The model cannot be read: ${problem.what}.`;
  }
}

function listed(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${what}: ${names.map((name) => `"${name}"`).join(', ')}`;
}
