import type { SentimentPoint } from '../../domain/sentiment.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, fieldsOf, isoOf, listOf, secondsOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

const PROVIDER = 'alternative-me';

/** The Fear & Greed Index of the last days, one a day, oldest first. 0 days asks for all there are, since February 2018. */
export const fearAndGreed: Source<{ readonly days: number }, readonly SentimentPoint[]> = {
  provider: PROVIDER,
  request: ({ days }) => ({ provider: PROVIDER, host: 'api.alternative.me', path: `/fng/?limit=${days}` }),
  parse: (reply) => {
    const told = fieldsOf(jsonOf(reply));
    const words = textOf(fieldsOf(told.metadata).error);
    if (words !== undefined) throw new SourceError('provider-failed', words);
    return inOrder(
      listOf(told.data).flatMap((row) => {
        const index = amountOf(row.value);
        // Text where the question names a `date_format`; of the four only those that begin with the year are plain.
        const atMs = secondsOf(row.timestamp) ?? isoOf(textOf(row.timestamp)?.replaceAll('/', '-'));
        if (index === undefined || index > 100 || atMs === undefined) return [];
        return [{ atMs, index, label: textOf(row.value_classification) }];
      }),
    );
  },
};
