import { agreement } from './agreement.ts';
import { hasReferences, referenceTopics, type Solution, USUAL_FOLDER } from './reference-topics.ts';

/**
 * Where an answer of ours differs from the reference answer to one problem; none, with a notice, where the reference
 * answers are not here.
 *
 * @throws RangeError where they are here without this problem
 */
export function disagreementsOf(topic: string, id: string, solution: Solution): readonly unknown[] {
  if (!hasReferences(USUAL_FOLDER)) {
    console.log(`${USUAL_FOLDER} is not here: ${topic}/${id} is not held against its reference answer`);
    return [];
  }
  const problem = referenceTopics(USUAL_FOLDER)
    .find((each) => each.topic === topic)
    ?.problems.find((each) => each.id === id);
  if (problem === undefined) throw new RangeError(`${USUAL_FOLDER} has no ${topic}/${id}`);
  return agreement(solution(problem), problem.expected.fields, problem.tolerance).disagreements;
}
