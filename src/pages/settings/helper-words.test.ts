import { expect, test } from 'vitest';
import { helperSentence, recorderFailure } from './helper-words.ts';

test('a helper that answers and does not know this browser is not said to be silent', () => {
  expect(helperSentence({ proxy: 'not-paired' }, 'here')).toContain('It answers');
  expect(recorderFailure('not-paired', 'here')).not.toContain('does not answer');
  expect(recorderFailure('not-paired', 'here')).toContain('does not know this browser');
});

test('a phone is not told to start a program on itself', () => {
  expect(helperSentence({ proxy: 'no-proxy' }, 'here')).toContain('npm start');
  for (const reach of ['away', 'offline'] as const) {
    expect(helperSentence({ proxy: 'no-proxy' }, reach)).not.toContain('npm start');
    expect(recorderFailure('no-proxy', reach)).toContain('does not reach');
  }
  expect(helperSentence({ proxy: 'not-paired' }, 'away')).toContain('not let in');
});
