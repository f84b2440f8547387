import type { ReferenceProblem } from './reference-topics.ts';

/** Our answer to a problem: the fields of its `expected`, computed from its inputs. */
export type Solution = (problem: ReferenceProblem) => Readonly<Record<string, unknown>>;

/** What we can answer, by topic and problem. A topic or problem that is not here is reported as unread. */
export const SOLUTIONS: Readonly<Record<string, Readonly<Record<string, Solution>>>> = {
  statistics: {},
  explain: {},
};
