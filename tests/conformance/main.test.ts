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

test('a reply that is left unread on purpose is told with its reason, and is no failure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const provider = join(folder, 'devices', 'tplink-kasa');
  mkdirSync(provider, { recursive: true });
  writeFileSync(join(provider, 'smart_plug.json'), '{ "get_energy_usage": { "current_power": 17654 } }');
  writeFileSync(join(provider, 'expected.json'), '{ "smart_plug": { "power_w": 17.654 } }');
  const { status, stdout } = conformance('--external', folder, '--json');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^skipped {2}devices\/tplink-kasa\/smart_plug: .*TP-Link account/);
  const figures = { bodies: 0, fields: 0, mismatches: 0, unread: 1 };
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ figures, failures: [] });
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
