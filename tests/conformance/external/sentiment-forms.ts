import { fearAndGreed } from '../../../src/sources/sentiment/alternative-me.ts';
import type { ExternalForms } from './external-form.ts';
import { replyOf } from './reply-of.ts';

/** Recorded replies of indices of mood: it tells the newest first. */
export const sentimentForms: ExternalForms = {
  'alternative-me': (_, text) => ({
    points: fearAndGreed
      .parse(replyOf(text), { days: 0 })
      .toReversed()
      .map(({ atMs, index, label }) => ({ time_ms: atMs, value: index, label })),
  }),
};
