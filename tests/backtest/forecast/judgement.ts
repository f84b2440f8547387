import { basename } from 'node:path';
import { type Check, failuresOf, type Gate } from '../../support/suite-report.ts';
import { BacktestDataError } from '../bitcoin-days.ts';

/** What one set of recorded series showed. */
export interface Judgement {
  readonly figures: Readonly<Record<string, number>>;
  readonly checks: readonly Check[];
  readonly gates?: readonly Gate[];
  readonly notes?: readonly string[];
  /** What could not be judged for a fault of the data; checks that did not pass are not repeated here. */
  readonly faults?: readonly string[];
}

/** Several as one. */
export function together(judgements: readonly Judgement[]): Required<Judgement> {
  return {
    figures: Object.assign({}, ...judgements.map(({ figures }) => figures)),
    checks: judgements.flatMap(({ checks }) => checks),
    gates: judgements.flatMap(({ gates = [] }) => gates),
    notes: judgements.flatMap(({ notes = [] }) => notes),
    faults: judgements.flatMap(({ faults = [] }) => faults),
  };
}

/** All that failed: checks by their limits, and faults. */
export function failuresIn({ checks, faults }: Required<Judgement>): readonly string[] {
  return [...failuresOf(checks), ...faults];
}

/** Judges file by file; one that cannot be used is a fault of its own and keeps no other from being judged. */
export function eachFile(files: readonly string[], judge: (file: string) => Judgement): Judgement {
  return together(
    files.map((file) => {
      try {
        return judge(file);
      } catch (error) {
        if (!(error instanceof BacktestDataError || error instanceof RangeError)) throw error;
        const fault = error.message.includes(file) ? error.message : `${basename(file)}: ${error.message}`;
        return { figures: {}, checks: [], faults: [fault] };
      }
    }),
  );
}

/** What is said of a kind of series that is not there. */
export function notJudged(what: string, folder: string): Judgement {
  return { figures: {}, checks: [], notes: [`no ${what} in "${folder}": not judged`] };
}
