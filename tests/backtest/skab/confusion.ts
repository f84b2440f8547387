/** How many rows were called what, and what they were. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** By row, whether it was called an anomaly and whether it was one. */
export function confusionOf(called: readonly boolean[], were: readonly boolean[]): Confusion {
  const count = (call: boolean, was: boolean) =>
    were.filter((each, row) => each === was && (called[row] ?? false) === call).length;
  return {
    truePositives: count(true, true),
    falsePositives: count(true, false),
    falseNegatives: count(false, true),
    trueNegatives: count(false, false),
  };
}

/** Counts over several files, as SKAB's table has them: rows are added up, not rates. */
export function pooled(all: readonly Confusion[]): Confusion {
  const sum = (name: keyof Confusion) => all.reduce((total, each) => total + each[name], 0);
  return {
    truePositives: sum('truePositives'),
    falsePositives: sum('falsePositives'),
    falseNegatives: sum('falseNegatives'),
    trueNegatives: sum('trueNegatives'),
  };
}

/** TP / (TP + (FN + FP) / 2); NaN where there was nothing to find and nothing was called. */
export function f1(of: Confusion): number {
  return of.truePositives / (of.truePositives + (of.falseNegatives + of.falsePositives) / 2);
}

/** False alarm rate: share of normal rows that were called anomalies, percent. */
export function falseAlarmPercent(of: Confusion): number {
  return (100 * of.falsePositives) / (of.falsePositives + of.trueNegatives);
}

/** Missing alarm rate: share of anomalies that were not found, percent. */
export function missedPercent(of: Confusion): number {
  return (100 * of.falseNegatives) / (of.falseNegatives + of.truePositives);
}
