import { describe, expect, it } from 'vitest';
import { asStoreError, guarded, StoreError } from './store-error.ts';

function dexieError(name: string, inner?: Error): Error {
  return Object.assign(new Error(name, {}), { name, inner });
}

describe('what a database throws', () => {
  const meanings: readonly [what: string, thrown: unknown, kind: string][] = [
    ['a full disk', new DOMException('full', 'QuotaExceededError'), 'quota'],
    [
      'a full disk beneath an aborted transaction of Dexie',
      dexieError('AbortError', dexieError('QuotaExceededError')),
      'quota',
    ],
    ['data of a newer version', new DOMException('newer', 'VersionError'), 'newer-version'],
    [
      'a connection that another tab closed',
      new DOMException('closed', 'InvalidStateError'),
      'newer-version',
    ],
    ['the same of Dexie', dexieError('DatabaseClosedError'), 'newer-version'],
    ['a read that fails', new DOMException('lost', 'DataError'), 'unreadable'],
    ['a defect', new TypeError('x is undefined'), 'unreadable'],
    ['no error at all', 'gone', 'unreadable'],
  ];
  for (const [what, thrown, kind] of meanings)
    it(`is ${kind} for ${what}, with its cause`, () => {
      expect(asStoreError(thrown)).toMatchObject({ name: 'StoreError', kind, cause: thrown });
    });

  it('is not wrapped twice', () => {
    const error = new StoreError('blocked', 'an older tab');
    expect(asStoreError(error)).toBe(error);
  });

  it('is told by its name even when it goes round in circles', () => {
    const first: Error & { cause?: unknown } = new Error('first');
    first.cause = new Error('second', { cause: first });
    expect(asStoreError(first).kind).toBe('unreadable');
  });
});

it('guarded work gives its outcome, or a StoreError', async () => {
  expect(await guarded(async () => 7)).toBe(7);
  const failing = guarded(() => Promise.reject(new DOMException('full', 'QuotaExceededError')));
  await expect(failing).rejects.toMatchObject({ name: 'StoreError', kind: 'quota' });
});
