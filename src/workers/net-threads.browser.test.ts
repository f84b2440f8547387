import { expect, onTestFinished, test } from 'vitest';

/** What the worker that trains answers. */
interface Answer {
  readonly losses?: readonly number[];
  readonly error?: string;
}

test('a worker of the browser trains a net together with a thread of its own', async () => {
  const worker = new Worker(new URL('../../tests/support/threads-worker.ts', import.meta.url), {
    type: 'module',
  });
  onTestFinished(() => worker.terminate());
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
  });
  worker.postMessage('train');
  const { losses = [], error } = await answer;
  expect(error).toBeUndefined();
  expect(losses.length).toBeGreaterThan(5);
  expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
});
