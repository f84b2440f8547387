import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function reference(...args: string[]) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'tests/reference/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { ...run, last: run.stdout.trimEnd().split('\n').at(-1) ?? '' };
}

function folderWith(...topics: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'references-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  topics.forEach((topic, at) => {
    writeFileSync(join(folder, `${at}.json`), JSON.stringify(topic));
  });
  return folder;
}

const holm = {
  topic: 'statistics',
  cases: [
    {
      id: 'multiple-testing',
      inputs: { p: [0.01, 0.02] },
      expected: { holm: [0.02, 0.02], bh: [0.02, 0.5] },
      tolerance: { holm: { abs: 1e-9 }, bh: { abs: 1e-9 } },
    },
    { id: 'not-built', inputs: {}, expected: {}, tolerance: {} },
  ],
};
const later = { topic: 'alchemy', cases: [{ id: 'gold', inputs: {}, expected: {}, tolerance: {} }] };

test('an answer that is wrong is told with what was found and expected, and what nobody answers is unread', () => {
  const { status, stdout, last } = reference('--fixtures', folderWith(holm, later), '--json');
  expect(status).toBe(1);
  expect(JSON.parse(last)).toEqual({
    suite: 'reference',
    figures: { cases: 1, failed: 1, fields: 2, unread: 2 },
    failures: ['statistics/multiple-testing bh[1]: found 0.02, expected 0.5, tolerance abs 1e-9 rel 0'],
  });
  expect(stdout).toMatch(/unread +alchemy\/gold/);
});

test('one topic only, where that is asked for', () => {
  const { status, last } = reference('--fixtures', folderWith(holm, later), '--topic', 'alchemy', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(last)).toMatchObject({ figures: { cases: 0, failed: 0, unread: 1 }, failures: [] });
});

test.each([
  ['a folder that is not there', ['no/such/folder'], 'there is no folder "no/such/folder"'],
  ['a topic that nobody has', ['tests/reference', '--topic', 'luck'], 'no reference problems of luck in'],
])('%s is a failure, not a clean bill', (_, [folder = '', ...args], words) => {
  const { status, last, stderr } = reference('--fixtures', folder, ...args, '--json');
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(JSON.parse(last)).toEqual({
    suite: 'reference',
    figures: {},
    failures: [expect.stringContaining(words)],
  });
});

test('a file that is no topic is named', () => {
  const { status, last } = reference('--fixtures', folderWith({ topic: 'statistics' }), '--json');
  expect(status).toBe(1);
  expect(last).toMatch(/0\.json is no topic of reference problems: cases is no list/);
});
