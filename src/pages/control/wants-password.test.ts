import { expect, test } from 'vitest';
import type { Reading } from '../../domain/reading.ts';
import { wantsPassword } from './wants-password.ts';

const reading = (...fields: string[]): Reading => ({
  atMs: 0,
  fans: [],
  shares: {},
  boards: [],
  pools: [],
  faults: [],
  oddities: fields.map((field) => ({ field, problem: 'odd', found: '' })),
});
const failed = (kind: 'refused' | 'timeout') => ({ failure: true, kind, detail: '', atMs: 0 }) as const;

test('a miner wants a password when it refuses the whole of a reading, or a part of it', () => {
  expect(wantsPassword({ failure: failed('refused') })).toBe(true);
  expect(wantsPassword({ reading: reading('temp', 'login') })).toBe(true);
  expect(wantsPassword({ reading: reading('temp') })).toBe(false);
  expect(wantsPassword({})).toBe(false);
  // Who is gone may have wanted one yesterday.
  expect(wantsPassword({ failure: failed('timeout'), reading: reading('login') })).toBe(false);
});
