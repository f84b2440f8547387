import { pelt } from '../../../src/numerics/time-series/pelt.ts';
import type { Solution } from '../reference-topics.ts';

/** The least length of a segment stands in words. */
export const changePoints: Solution = ({ inputs, expected, what }) => {
  const y = inputs.numbers('y');
  const leastLength = Number(/min segment (\d+)/.exec(what)?.[1] ?? 2);
  return {
    results: expected.list('results').map((each) => {
      const penalty = each.number('penalty');
      const { ends, objective } = pelt(y, { penalty, leastLength });
      return { penalty, segment_ends: ends, objective };
    }),
  };
};
