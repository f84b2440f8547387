import type { SourceChoice } from '../../domain/source-choice.ts';
import type { Source } from '../../sources/source.ts';
import type { Heard, Question } from './question.ts';
import type { OutsideWants } from './wants.ts';

/** What one provider is asked, given what its owner has told of it. */
export type ProviderQuestions = (wants: OutsideWants, fields: SourceChoice['fields']) => readonly Question[];

/** A source, asked for a quantity. @param heard what of its answer is that quantity */
export function asks<Ask, Told, Value>(
  quantity: string,
  source: Source<Ask, Told>,
  ask: Ask,
  freshMs: number,
  heard: (told: Told) => Heard<Value>,
): Question<Value> {
  return {
    quantity,
    provider: source.provider,
    request: source.request(ask),
    freshMs,
    read: (reply) => heard(source.parse(reply, ask)),
  };
}
