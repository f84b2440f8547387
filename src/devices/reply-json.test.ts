import { describe, expect, test } from 'vitest';
import { timesSlower } from '../../tests/support/machine-pace.ts';
import { webReply } from '../../tests/support/scripted-device.ts';
import { looksLike, replyJson } from './reply-json.ts';

describe('a web reply', () => {
  test('is its JSON, whatever the type it claims', () => {
    expect(replyJson(webReply('{"a":1}', { headers: { 'content-type': 'text/html' } }), '/x')).toEqual({
      a: 1,
    });
  });

  test.each([
    [401, 'refused'],
    [403, 'refused'],
    [404, 'unreadable-reply'],
    [503, 'unreadable-reply'],
  ])('with status %d is %s, though its body were JSON', (status, kind) => {
    expect(() => replyJson(webReply('{}', { status }), '/x')).toThrow(
      expect.objectContaining({ kind, detail: expect.stringContaining(`/x: `) }),
    );
  });

  test('that is no JSON keeps the parser’s complaint as its cause', () => {
    expect(() => replyJson(webReply('{"a":'), '/x')).toThrow(
      expect.objectContaining({ kind: 'unreadable-reply', cause: expect.any(SyntaxError) }),
    );
  });
});

test.each([
  ['<html><title lang="en"> My router </title>', 'a web page (“My router”)'],
  ['<!DOCTYPE html>', 'a web page'],
  ['<title></title><html>', 'a web page'],
  [' \n', 'an empty reply'],
  ['{"a":', 'a reply that is cut off'],
  ['[1,', 'a reply that is cut off'],
  ['hello', 'a reply that is no JSON'],
])('%j looks like %s', (text, words) => {
  expect(looksLike(text)).toBe(words);
});

test.each([
  ['titles that nothing closes', '<title'.repeat(700_000)],
  ['open titles', '<title>'.repeat(600_000)],
  ['one title', `<title>${'x'.repeat(4_000_000)}</title>`],
  ['blanks', ' '.repeat(4_000_000)],
])('megabytes of %s are looked through once', (_, text) => {
  const beganMs = performance.now();
  looksLike(text);
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(5_000);
});
