import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function backtest(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'tests/backtest/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

test('whoever asks for help is told the options and the suites', () => {
  const { status, stdout, stderr } = backtest('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(
    /--suite NAME .*difficulty, faults, forecast, .*lifetimes, nab, planner, .*two-meter/,
  );
  expect(stdout).toMatch(/--every N .*CI takes 10/);
  expect(stdout).toMatch(/--full +train and judge nets and trees too/);
});

test.each([
  [['--fast'], "Unknown option '--fast'."],
  [['--suite'], "Option '--suite <value>' argument missing."],
  [['--suite', 'toString'], 'No suite "toString".'],
  [['--years', 'many'], '--years "many" is no number of years.'],
  [['--full=yes'], "Option '--full' does not take an argument."],
])('%j is answered by a sentence, not by a stack', (args, sentence) => {
  const { status, stderr } = backtest(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('data that are not there are a failure of the suite, told in the last line', () => {
  const { status, stdout, stderr } = backtest('--suite', 'difficulty', '--data', 'no/such/folder', '--json');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(1);
  expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual({
    suite: 'difficulty',
    figures: {},
    failures: [expect.stringContaining('there is no folder "no/such/folder"')],
  });
});
