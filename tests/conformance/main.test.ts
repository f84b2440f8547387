import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function conformance(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'tests/conformance/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

test('a folder without recordings is a failure, not a clean bill', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'axeos', 'gamma'), { recursive: true });
  const { status, stdout } = conformance('--fixtures', folder, '--json');
  expect(status).toBe(2);
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
    suite: 'conformance',
    figures: { fixtures: 0, fields: 0, mismatches: 0, disputed: 0 },
    failures: [`no recordings in ${folder}`],
  });
});

test('a file is no folder of recordings', () => {
  const { status, stdout } = conformance('--fixtures', 'package.json');
  expect({ status, stdout }).toEqual({ status: 2, stdout: 'There is no folder package.json.\n' });
});

test.each([[['--fixtures']], [['--fixtures', '--json']], [['--no-such-option']]])(
  '%j is answered by one sentence',
  (args) => {
    const { status, stdout, stderr } = conformance(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^[^\n]*'--(?:fixtures|no-such-option)[^\n]*\. See npm run conformance -- --help\.\n$/,
    );
  },
);
