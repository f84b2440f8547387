import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SuiteCannotRun } from '../support/suite-report.ts';
import { Given } from './given.ts';

/** Where the reference answers lie beside a checkout. */
export const USUAL_FOLDER = '../shared/fixtures/numerics';

/** One problem of a topic, with the answer of a trusted implementation. */
export interface ReferenceProblem {
  readonly id: string;
  /** What is computed, in words: parameters that are no data stand here alone. */
  readonly what: string;
  readonly inputs: Given;
  /** The reference answer: to compare with, and for parameters that only the answer names. */
  readonly expected: Given;
  /** A parameter: an input of this name, or the first number that the problem's words give it, or the convention. */
  readonly stated: (name: string, words: RegExp, convention: number) => number;
  /** Of each field of the answer, how near is near enough. */
  readonly tolerance: Readonly<Record<string, unknown>>;
}

/** Our answer to a problem: the fields of its `expected`, computed from its inputs. */
export type Solution = (problem: ReferenceProblem) => Readonly<Record<string, unknown>>;

export interface ReferenceTopic {
  readonly topic: string;
  readonly problems: readonly ReferenceProblem[];
}

/** Is there a folder of reference answers? */
export function hasReferences(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * The topics of a folder, one a JSON file, in order of their names.
 *
 * @throws SuiteCannotRun where a file is no topic
 */
export function referenceTopics(folder: string): readonly ReferenceTopic[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => topicOf(join(folder, file)));
}

function topicOf(file: string): ReferenceTopic {
  try {
    const source = new Given(JSON.parse(readFileSync(file, 'utf8')));
    const byId = new Map<string, Given>();
    const problems = source.list('cases').map((each) => {
      const id = each.text('id');
      const inputs = each.record('inputs', byId);
      byId.set(id, inputs);
      const expected = each.record('expected');
      const what = each.has('what') ? each.text('what') : '';
      const stated = statedIn(inputs, what);
      return { id, what, inputs, expected, stated, tolerance: each.record('tolerance').fields };
    });
    return { topic: source.text('topic'), problems };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SuiteCannotRun(`${file} is no topic of reference problems: ${reason}`, { cause });
  }
}

function statedIn(inputs: Given, what: string): ReferenceProblem['stated'] {
  return (name, words, convention) => {
    const [, inWords] = words.exec(what) ?? [];
    return inputs.numberOr(name, inWords === undefined ? convention : Number(inWords));
  };
}
