/** `npm test`: sets up a fresh machine and runs every check there is; ends with one line `N passed, M failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium, installDependencies, requireNode, root, tool } from './setup.mjs';

requireNode();
installDependencies();
const env = { ...process.env, CHROMIUM_PATH: ensureChromium(), FORCE_COLOR: '0' };
const reports = mkdtempSync(join(tmpdir(), 'davylamp-test-'));
const total = { passed: 0, failed: 0 };

check('Format and lint', tool('biome'), ['check', '.']);
check('Dependency rule and import circles', tool('depcruise'), [
  '--config',
  '.dependency-cruiser.cjs',
  'src',
  'proxy',
  'sim',
  'tests',
]);
check('Types', tool('tsc'), ['--noEmit']);
check('WebAssembly is what its source compiles to', process.execPath, ['wasm/build.mjs', '--check']);
vitest();
conformance('recorded devices', 'fixtures', []);
conformance('recorded replies of outside services', 'bodies', ['--external', '../shared/fixtures/external']);
backtests();
references();
check('Build', tool('vite'), ['build', '--logLevel', 'warn']);
playwright();

rmSync(reports, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** One command that counts as one test. */
function check(title, command, args) {
  const ok = run(title, command, args) === 0;
  count(ok ? 1 : 0, ok ? 0 : 1);
}

function vitest() {
  const report = join(reports, 'vitest.json');
  const status = run('Unit and browser tests', tool('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counted = readReport(report);
  countOrFail(status, counted?.numPassedTests, counted?.numFailedTests);
}

/** @param counted the figure of its report that says how many recordings it has read */
function conformance(title, counted, args) {
  const { status, report } = reporting(`Conformance with ${title}`, 'tests/conformance/main.ts', args);
  countOrFail(status, report?.figures[counted], report?.failures.length);
}

/** Forecasts on the recorded past where that is at hand, alarms by simulation; each suite counts as one test. */
function backtests() {
  const past = '../shared/data';
  const suites = existsSync(join(root, past)) ? ['difficulty', 'two-meter', 'forecast'] : ['two-meter'];
  if (suites.length === 1) console.log(`\nSkipped: no recorded past at ${past}.`);
  for (const suite of suites) {
    // Of M4's hundreds of series a tenth is enough to see whether something broke.
    const args = ['--suite', suite, '--data', past, '--every', '10'];
    const { status, report } = reporting(`Backtest: ${suite}`, 'tests/backtest/main.ts', args);
    countOrFail(status, report?.failures.length === 0 ? 1 : 0, report?.failures.length);
  }
}

/** Numerics held against the answers of trusted implementations, where those are at hand; each problem counts. */
function references() {
  const { status, report } = reporting('Numerics beside reference answers', 'tests/reference/main.ts', []);
  const { cases = 0, failed = 0 } = report?.figures ?? {};
  countOrFail(status, cases - failed, failed);
}

/** Runs a program that ends with one line of JSON, and shows what it said. */
function reporting(title, program, args) {
  const startedMs = Date.now();
  const { status, stdout, stderr } = spawnSync(tool('tsx'), [program, '--json', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  console.log(`\n== ${title}\n${stdout}${stderr}`);
  console.log(`-- ${title}: ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { status, report: last.startsWith('{') ? JSON.parse(last) : undefined };
}

function playwright() {
  const report = join(reports, 'playwright.json');
  const status = run('End-to-end tests', tool('playwright'), ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const stats = readReport(report)?.stats;
  countOrFail(status, stats && stats.expected + stats.flaky, stats?.unexpected);
}

function run(title, command, args, extra = {}) {
  console.log(`\n== ${title}`);
  const startedMs = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...extra },
  });
  console.log(
    `-- ${title}: ${status === 0 ? 'ok' : 'failed'} after ${((Date.now() - startedMs) / 1000).toFixed(1)} s`,
  );
  return status;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`No report of this run: ${error.message}`);
    return undefined;
  }
}

/** A runner that fails without naming a failed test (it crashed, or could not start) still counts as one failure. */
function countOrFail(status, passed = 0, failed = 0) {
  count(passed, status !== 0 && failed === 0 ? 1 : failed);
}

function count(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}
