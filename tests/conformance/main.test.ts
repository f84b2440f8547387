import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

function conformance(...args: string[]) {
  return conformanceIn(root, ...args);
}

function conformanceIn(cwd: string, ...args: string[]) {
  const program = join(root, 'tests/conformance/main.ts');
  return spawnSync(process.execPath, ['--import', tsx, program, ...args], { cwd, encoding: 'utf8' });
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

test('replies of outside services are read in a folder that is named, or not at all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const report = { suite: 'external', figures: { bodies: 0, fields: 0, mismatches: 0, unread: 0 } };
  for (const [named, words] of [
    [folder, `no recordings in ${folder}`],
    [join(folder, 'gone'), `no folder ${join(folder, 'gone')}`],
  ] as const) {
    const { status, stdout } = conformance('--external', named, '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({ ...report, failures: [words] });
  }
});

test('where the usual folder of replies is absent there is nothing to read, and nothing wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'app'));
  const usual = '../shared/fixtures/external';
  const { status, stdout } = conformanceIn(join(folder, 'app'), '--external', usual, '--json');
  expect(status).toBe(0);
  expect(stdout).toContain(`Skipped: no recordings at ${usual}.`);
});

test('one reply that is not read as expected is a failure of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const provider = join(folder, 'sentiment', 'alternative-me');
  mkdirSync(provider, { recursive: true });
  writeFileSync(join(provider, 'fng.json'), '<html>no figures today</html>');
  writeFileSync(join(provider, 'expected.json'), '{ "fng": { "value": 40 } }');
  const { status, stdout } = conformance('--external', folder, '--json');
  expect(status).toBe(1);
  const { figures, failures } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(figures).toEqual({ bodies: 1, fields: 0, mismatches: 1, unread: 0 });
  expect(failures).toEqual([
    expect.stringMatching(/^sentiment\/alternative-me\/fng: SourceError: .*web page/),
  ]);
});

test('a list may stand by itself, under a name, or be told by its length and ends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const provider = join(folder, 'market', 'binance');
  mkdirSync(provider, { recursive: true });
  const rows = [1, 2].map((at) => [at * 3_600_000, '7', '9', '6', '8', '1', 0, '8']);
  const candle = { time_ms: 3_600_000, open: 7, high: 9, low: 6, close: 8 };
  for (const name of ['klines_a', 'klines_b', 'klines_c', 'klines_none'])
    writeFileSync(
      join(provider, `${name}.json`),
      JSON.stringify(name.endsWith('none') ? [] : name.endsWith('a') ? rows.slice(0, 1) : rows),
    );
  const expected = {
    klines_a: [candle],
    klines_b: { count: 2, first: candle, last: { ...candle, time_ms: 7_200_000 } },
    klines_c: { points: [candle, { ...candle, time_ms: 7_200_000 }] },
    klines_none: { count: 0, points: [] },
  };
  writeFileSync(join(provider, 'expected.json'), JSON.stringify(expected));
  const { status, stdout } = conformance('--external', folder, '--json');
  expect({ status, ...JSON.parse(stdout.trim().split('\n').at(-1) ?? '') }).toMatchObject({
    status: 0,
    figures: { bodies: 4, mismatches: 0 },
    failures: [],
  });
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
