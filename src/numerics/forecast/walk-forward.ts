/** One fold: rows [0, trainEnd) may be learnt from, [testFrom, testTo) are forecast. */
export interface Fold {
  readonly trainEnd: number;
  readonly testFrom: number;
  readonly testTo: number;
}

export interface WalkForwardOptions {
  readonly folds: number;
  /** Rows of each test. */
  readonly testRows: number;
  /** Rows between training and test that count for neither: at least as many as a label reaches ahead. */
  readonly gap: number;
  /** Least rows to learn from. */
  readonly leastTraining: number;
}

/**
 * Folds that walk forward in time: each test lies behind all that is learnt from for it, with an embargo between (López de
 * Prado, Advances in Financial Machine Learning, 2018, chapter 7), and the last one ends where the rows end.
 * @returns fewer folds than asked for where there are too few rows; none where there are not enough for one
 */
export function walkForward(
  rows: number,
  { folds, testRows, gap, leastTraining }: WalkForwardOptions,
): readonly Fold[] {
  const found: Fold[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const testTo = rows - fold * testRows;
    const testFrom = testTo - testRows;
    const trainEnd = testFrom - gap;
    if (trainEnd < leastTraining) break;
    found.unshift({ trainEnd, testFrom, testTo });
  }
  return found;
}
