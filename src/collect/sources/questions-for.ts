import { fieldsOfProvider } from '../../domain/fields-of-providers.ts';
import { isTold } from '../../domain/provider-fields.ts';
import type { SourceChoice } from '../../domain/source-choice.ts';
import { energyQuestions } from './energy-questions.ts';
import { marketQuestions } from './market-questions.ts';
import { networkQuestions } from './network-questions.ts';
import { poolQuestions } from './pool-questions.ts';
import type { ProviderQuestions } from './provider-questions.ts';
import type { Question } from './question.ts';
import { surroundingsQuestions } from './surroundings-questions.ts';
import type { OutsideWants } from './wants.ts';
import { workQuestions } from './work-questions.ts';

/** By provider id; the order decides who is preferred where several tell the same quantity. */
const QUESTIONS: Readonly<Record<string, ProviderQuestions>> = {
  ...marketQuestions,
  ...networkQuestions,
  ...energyQuestions,
  ...workQuestions,
  ...poolQuestions,
  ...surroundingsQuestions,
};

/**
 * All questions to the providers that the owner has switched on, the preferred provider of a quantity first.
 * @param withKey providers that a key is kept for in this browser
 */
export function questionsFor(
  choices: readonly SourceChoice[],
  withKey: ReadonlySet<string>,
  wants: OutsideWants,
): readonly Question[] {
  const enabled = new Map(choices.filter((choice) => choice.enabled).map((choice) => [choice.id, choice]));
  return Object.entries(QUESTIONS).flatMap(([id, ask]) => {
    const choice = enabled.get(id);
    // Who must be told where the owner lives or who he is there is asked nothing before.
    return choice && isTold(fieldsOfProvider(id), choice.fields)
      ? ask(wants, choice.fields, withKey.has(id))
      : [];
  });
}
