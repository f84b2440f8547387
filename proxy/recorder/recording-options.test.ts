import { expect, test } from 'vitest';
import { optionsFromEnvironment } from '../options.ts';

const base = { DAVYLAMP_TOKEN: 'x'.repeat(43), DAVYLAMP_FOLDER: '/home/ann/davylamp' };
const recordOf = (env: NodeJS.ProcessEnv) => optionsFromEnvironment({ ...base, ...env }).record;

test('nothing is recorded unless the owner asks for it', () => {
  expect(recordOf({})).toBeUndefined();
  expect(recordOf({ DAVYLAMP_RECORD_DAYS: '3' })).toBeUndefined();
});

test('a recorder keeps fourteen days and two hundred megabytes, or what the owner says', () => {
  expect(recordOf({ DAVYLAMP_RECORD: '1' })).toEqual({
    folder: '/home/ann/davylamp/recorder',
    keepDays: 14,
    maxBytes: 200_000_000,
  });
  expect(
    recordOf({ DAVYLAMP_RECORD: '1', DAVYLAMP_RECORD_DAYS: '3', DAVYLAMP_RECORD_MB: '40' }),
  ).toMatchObject({ keepDays: 3, maxBytes: 40_000_000 });
});

test.each([
  [{ DAVYLAMP_FOLDER: '' }, /needs DAVYLAMP_FOLDER/],
  [{ DAVYLAMP_RECORD_DAYS: '0' }, /--record-days 0 makes no sense/],
  [{ DAVYLAMP_RECORD_DAYS: 'week' }, /--record-days week makes no sense/],
  [{ DAVYLAMP_RECORD_MB: '-1' }, /--record-mb -1 makes no sense/],
])('%j is refused in a sentence', (env, sentence) => {
  expect(() => recordOf({ DAVYLAMP_RECORD: '1', ...env })).toThrow(sentence);
});
