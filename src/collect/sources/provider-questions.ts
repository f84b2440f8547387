import type { SourceChoice } from '../../domain/source-choice.ts';
import type { Source } from '../../sources/source.ts';
import type { Heard, Question } from './question.ts';
import type { OutsideWants } from './wants.ts';

/** What one provider is asked, given what its owner has told of it, and whether a key for it is kept. */
export type ProviderQuestions = (
  wants: OutsideWants,
  fields: SourceChoice['fields'],
  hasKey: boolean,
) => readonly Question[];

/**
 * A source, asked for a quantity.
 * @param ask what it is at the moment of asking
 * @param heard what of its answer is that quantity
 */
export function asks<Ask, Told, Value>(
  quantity: string,
  source: Source<Ask, Told>,
  ask: (nowMs: number, key?: string) => Ask,
  freshMs: number,
  heard: (told: Told, receivedAtMs: number) => Heard<Value>,
): Question<Value> {
  return {
    quantity,
    provider: source.provider,
    freshMs,
    errandAt(nowMs, key) {
      const asked = ask(nowMs, key);
      return {
        request: source.request(asked),
        read: (reply) => heard(source.parse(reply, asked), reply.receivedAtMs),
      };
    },
  };
}
