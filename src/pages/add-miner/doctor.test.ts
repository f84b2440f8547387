import { expect, test } from 'vitest';
import { checks, localOrigin, verdict } from './doctor.ts';

const home = { origin: 'http://localhost:8787', secure: true };

test('with helper and pairing everything works', () => {
  expect(verdict({ ...home, helper: { proxy: 'ok', version: '0.1.0' } }).kind).toBe('ready');
  expect(checks({ ...home, helper: { proxy: 'ok', version: '0.1.0' } }).every(({ fine }) => fine)).toBe(true);
});

test('a helper that does not run is told with the command that starts it', () => {
  const { kind, sentence } = verdict({ ...home, helper: { proxy: 'no-proxy' } });
  expect(kind).toBe('no-helper');
  expect(sentence).toContain('Start the helper');
});

test('a helper that does not know us is told with the link that pairs', () => {
  expect(verdict({ ...home, helper: { proxy: 'not-paired' } }).kind).toBe('not-paired');
});

test('on an insecure page nothing else is asked for first', () => {
  const insecure = {
    origin: 'http://192.168.1.5:8787',
    secure: false,
    helper: { proxy: 'not-paired' },
  } as const;
  expect(verdict(insecure).sentence).toContain('http://localhost:8787');
  expect(verdict(insecure).kind).toBe('insecure');
});

test('a page on the default HTTP port is led to the helper’s own port', () => {
  expect(localOrigin('http://192.168.1.5')).toBe('http://localhost:8787');
});

test('no verdict is given before the helper has answered', () => {
  expect(verdict({ ...home, helper: undefined }).kind).toBe('asking');
});

test('no sentence shows a browser’s or a protocol’s words', () => {
  for (const proxy of ['ok', 'no-proxy', 'not-paired'] as const) {
    expect(verdict({ ...home, helper: { proxy } }).sentence).not.toMatch(/CORS|401|fetch|token/i);
  }
});
