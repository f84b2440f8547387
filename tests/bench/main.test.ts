import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function bench(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'tests/bench/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

test('whoever asks for help is told the options and the suites', () => {
  const { status, stdout, stderr } = bench('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(
    /--suite NAME .*proxy, upstream, discovery, recorder, store, store-kills, features, learn, learn-quick, .*anomaly, .*app/,
  );
});

test.each([
  [['--fast'], "Unknown option '--fast'."],
  [['--suite'], "Option '--suite <value>' argument missing."],
  [['--suite', 'toString'], 'No suite "toString".'],
])('%j is answered by a sentence, not by a stack', (args, sentence) => {
  const { status, stderr } = bench(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
});
