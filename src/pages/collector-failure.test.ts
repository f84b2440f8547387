import { expect, test, vi } from 'vitest';
import { collectorFailure } from './collector-failure.ts';

test('what the collector says of a device is told as it is', () => {
  const told = { failure: true, kind: 'timeout', detail: 'no answer in 5 s', atMs: 1 } as const;
  expect(collectorFailure(told, 2)).toBe(told);
});

test('a fault of our own is not blamed on the browser’s storage or on a device', () => {
  const console = vi.spyOn(globalThis.console, 'error').mockImplementation(() => {});
  const thrown = new DOMException('could not be cloned', 'DataCloneError');
  expect(collectorFailure(thrown, 2)).toEqual({
    failure: true,
    kind: 'internal',
    detail: 'could not be cloned',
    atMs: 2,
  });
  expect(console).toHaveBeenCalledWith(expect.any(String), thrown);
  console.mockRestore();
});
