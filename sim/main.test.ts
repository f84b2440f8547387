import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function sim(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'sim/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

test('whoever asks for help is told the options, the faults and the commands of the control port', () => {
  const { status, stdout, stderr } = sim('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^npm run sim -- \[options\]\n/);
  for (const told of ['--control', 'GET  /state', 'POST /fault', 'POST /heal', 'POST /kill', 'POST /revive'])
    expect(stdout).toContain(told);
  expect(stdout).toContain('register-glitch');
});

test('an unknown option is named, and nothing starts', () => {
  const { status, stdout, stderr } = sim('--flet', 'demo');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain("Unknown option '--flet'");
});
