import { expect, test, vi } from 'vitest';
import { patiently } from './patiently.ts';

const late = { name: 'LearnerFailure', kind: 'time-limit', message: '2 s' };
const pause = vi.fn(async () => {});

test('what was late is asked for again, until it comes', async () => {
  const ask = vi.fn<() => Promise<number>>().mockRejectedValueOnce(late).mockRejectedValueOnce(late);
  ask.mockResolvedValue(7);
  expect(await patiently(ask, pause)).toBe(7);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('what is always late fails in the end', async () => {
  const ask = vi.fn(() => Promise.reject(late));
  await expect(patiently(ask, pause)).rejects.toBe(late);
  expect(ask).toHaveBeenCalledTimes(5);
});

test('any other failure is told at once', async () => {
  const ask = vi.fn(() => Promise.reject(new Error('no')));
  await expect(patiently(ask, pause)).rejects.toThrow('no');
  expect(ask).toHaveBeenCalledOnce();
});
