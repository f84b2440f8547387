import { expect, test } from 'vitest';
import { Adwin } from '../../src/numerics/stream/adwin.ts';
import { hasReferences, referenceTopics, USUAL_FOLDER } from './reference-topics.ts';

/** Where the mean of the reference stream rises. */
const RISE = 150;

test('ADWIN with buckets drops nothing before the reference stream rises, and what is older soon after', () => {
  if (!hasReferences(USUAL_FOLDER)) {
    console.log(`Skipped: no reference problems at ${USUAL_FOLDER}.`);
    return;
  }
  const statistics = referenceTopics(USUAL_FOLDER).find(({ topic }) => topic === 'statistics');
  const stream = statistics?.problems.find(({ id }) => id === 'stream-drift')?.inputs.numbers('x') ?? [];
  const window = new Adwin({ delta: 0.002 });
  const drops = Array.from(stream, (x) => window.push(x)).flatMap((hasDropped, at) =>
    hasDropped ? [at] : [],
  );
  expect(drops[0]).toBeGreaterThanOrEqual(RISE);
  expect(drops[0]).toBeLessThan(RISE + 60);
  expect(window.length).toBeLessThan(stream.length - 100);
});
