import type { SequenceDetector } from '../../../src/numerics/anomaly/sequence/sequence-detector.ts';
import { BacktestDataError } from '../bitcoin-days.ts';
import { type Confusion, confusionOf } from './confusion.ts';
import type { SkabDetector } from './skab-detectors.ts';
import type { SkabFile } from './skab-files.ts';

/** Rows at the beginning of each file that detectors are fitted to, as in the published evaluation. */
export const FITTED_ROWS = 400;

/** What a detector made of one file. */
export interface JudgedFile {
  /** Over all rows, as published; those of the fit count as called normal. */
  readonly whole: Confusion;
  /** Over the rows after those of the fit. */
  readonly after: Confusion;
  /** By sensor, in how many anomalies that were found it was furthest out. */
  readonly named: Float64Array;
  readonly fitMs: number;
  /** Of one row, on the mean. */
  readonly rowMs: number;
}

/**
 * Fits a detector to the first rows of a file and lets it call the others, row by row, none before its time.
 * @throws BacktestDataError where there is nothing to fit to
 */
export async function judgedFile(file: SkabFile, detector: SkabDetector): Promise<JudgedFile> {
  const startedMs = performance.now();
  const fitted = await fittedTo(file, detector);
  const fittedMs = performance.now();
  const scores = file.rows.slice(FITTED_ROWS).map((row) => fitted.score(row));
  const endedMs = performance.now();
  const called = scores.map(({ score }) => score > 1);
  const named = new Float64Array(file.sensors.length);
  const after = file.anomalies.slice(FITTED_ROWS);
  for (const [row, { shares }] of scores.entries()) {
    if (!called[row] || !after[row]) continue;
    const sensor = shares.indexOf(shares.reduce((most, share) => Math.max(most, share), 0));
    named[sensor] = (named[sensor] as number) + 1;
  }
  return {
    whole: confusionOf([...new Array<boolean>(FITTED_ROWS).fill(false), ...called], file.anomalies),
    after: confusionOf(called, after),
    named,
    fitMs: fittedMs - startedMs,
    rowMs: (endedMs - fittedMs) / scores.length,
  };
}

async function fittedTo(file: SkabFile, detector: SkabDetector): Promise<SequenceDetector> {
  try {
    return await detector.fit(file.rows.slice(0, FITTED_ROWS));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BacktestDataError(`${file.name}: ${error.message}`, { cause: error });
  }
}
