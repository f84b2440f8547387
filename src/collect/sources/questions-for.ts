import type { SourceChoice } from '../../domain/source-choice.ts';
import { marketQuestions } from './market-questions.ts';
import type { ProviderQuestions } from './provider-questions.ts';
import type { Question } from './question.ts';
import type { OutsideWants } from './wants.ts';

/** By provider id; the order decides who is preferred where several tell the same quantity. */
const QUESTIONS: Readonly<Record<string, ProviderQuestions>> = {
  ...marketQuestions,
};

/** All questions to the providers that the owner has switched on, the preferred provider of a quantity first. */
export function questionsFor(choices: readonly SourceChoice[], wants: OutsideWants): readonly Question[] {
  const enabled = new Map(choices.filter((choice) => choice.enabled).map((choice) => [choice.id, choice]));
  return Object.entries(QUESTIONS).flatMap(([id, ask]) => {
    const choice = enabled.get(id);
    return choice ? ask(wants, choice.fields) : [];
  });
}
