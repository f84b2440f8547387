import { SuiteCannotRun, type SuiteReport } from '../support/suite-report.ts';
import { agreement } from './agreement.ts';
import {
  hasReferences,
  type ReferenceProblem,
  referenceTopics,
  type Solution,
  USUAL_FOLDER,
} from './reference-topics.ts';
import { SOLUTIONS } from './solutions.ts';

/** Of one problem, no more disagreements than these are told one by one. */
const MOST_TOLD = 8;

/**
 * Our numerics hold against the reference answers of a folder: `cases` were computed, `failed` of them disagree
 * somewhere, `unread` are of topics or problems that we do not answer.
 *
 * @throws SuiteCannotRun where a folder is named that is not there, or that has nothing of the topic
 */
export function referenceSuite(folder: string | undefined, only: string | undefined): SuiteReport {
  const figures = { cases: 0, failed: 0, fields: 0, unread: 0 };
  const failures: string[] = [];
  if (!hasReferences(folder ?? USUAL_FOLDER)) {
    if (folder !== undefined) throw new SuiteCannotRun(`there is no folder "${folder}"`);
    console.log(`Skipped: no reference problems at ${USUAL_FOLDER}.`);
    return { suite: 'reference', figures, failures };
  }
  const topics = referenceTopics(folder ?? USUAL_FOLDER).filter(
    ({ topic }) => only === undefined || topic === only,
  );
  if (topics.length === 0)
    throw new SuiteCannotRun(
      `no reference problems${only ? ` of ${only}` : ''} in ${folder ?? USUAL_FOLDER}`,
    );
  for (const { topic, problems } of topics) {
    for (const problem of problems) {
      const name = `${topic}/${problem.id}`;
      const solution = SOLUTIONS[topic]?.[problem.id];
      if (!solution) {
        figures.unread += 1;
        console.log(`unread   ${name}`);
        continue;
      }
      const { fields, found } = held(problem, solution);
      figures.cases += 1;
      figures.fields += fields;
      if (found.length > 0) figures.failed += 1;
      console.log(`${found.length === 0 ? 'ok      ' : 'FAILED  '} ${name}: ${fields} fields`);
      failures.push(...found.slice(0, MOST_TOLD).map((each) => `${name} ${each}`));
      if (found.length > MOST_TOLD) failures.push(`${name} and ${found.length - MOST_TOLD} more`);
    }
  }
  return { suite: 'reference', figures, failures };
}

/** How many fields were compared, and each disagreement as a sentence. */
function held(problem: ReferenceProblem, solution: Solution): { fields: number; found: readonly string[] } {
  try {
    const { fields, disagreements } = agreement(
      solution(problem),
      problem.expected.fields,
      problem.tolerance,
    );
    const found = disagreements.map(
      ({ field, found: ours, expected, tolerance: { abs, rel } }) =>
        `${field}: found ${shown(ours)}, expected ${shown(expected)}, tolerance abs ${abs} rel ${rel}`,
    );
    return { fields, found };
  } catch (error) {
    return { fields: 0, found: [error instanceof Error ? `${error.name}: ${error.message}` : String(error)] };
  }
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value instanceof Float64Array ? Array.from(value) : value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
