/** `npm test`: sets up a fresh machine and runs every check there is; ends with one line `N passed, M failed`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium, installDependencies, requireNode, root, tool } from './setup.mjs';

requireNode();
installDependencies();
const env = { ...process.env, CHROMIUM_PATH: ensureChromium(), FORCE_COLOR: '0' };
const reports = mkdtempSync(join(tmpdir(), 'davylamp-test-'));
const total = { passed: 0, failed: 0 };
/** What failed, said once more at the end: above it stand thousands of lines. */
const failures = [];
const MOST_LINES = 8;
const MOST_LETTERS = 800;

// Each of these keeps one core busy, so two run at a time; what is driven by a browser comes alone, since some of it is timed.
const past = '../shared/data';
const hasPast = existsSync(join(root, past));
if (!hasPast) console.log(`Skipped: no recorded past at ${past}.`);
await inPairs([
  // Simulated alarms take longest, and a quarter of the miner-years is enough to see whether something broke.
  () => backtest('two-meter', ['--years', '10']),
  // Ten homes for two months have every kind of fault once; the whole is twenty for three, or two hundred.
  () => backtest('faults', ['--fleets', '10', '--days', '60']),
  () => check('Format and lint', tool('biome'), ['check', '.']),
  () =>
    check('Dependency rule and import circles', tool('depcruise'), [
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'proxy',
      'sim',
      'tests',
    ]),
  () => check('Types', process.execPath, [join(root, 'node_modules/typescript-native/bin/tsc'), '--noEmit']),
  () => check('WebAssembly is what its source compiles to', process.execPath, ['wasm/build.mjs', '--check']),
  () => conformance('recorded devices', 'fixtures', []),
  () =>
    conformance('recorded replies of outside services', 'bodies', [
      '--external',
      '../shared/fixtures/external',
    ]),
  ...(hasPast ? [() => backtest('difficulty', ['--data', past])] : []),
  // Of M4's hundreds of series a tenth is enough to see whether something broke.
  ...(hasPast ? [() => backtest('forecast', ['--data', past, '--every', '10'])] : []),
  // One of five folds of engines that learn.
  ...(hasPast ? [() => backtest('lifetimes', ['--data', past, '--every', '5'])] : []),
  ...(hasPast ? [() => backtest('nab', ['--data', past])] : []),
  ...(hasPast ? [() => backtest('skab', ['--data', past])] : []),
  references,
  () => check('Build', tool('vite'), ['build', '--logLevel', 'warn']),
]);
await vitest();
await playwright();

rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) console.log(`\n== What failed\n${failures.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** Runs programs two at a time, in this order. */
async function inPairs(programs) {
  const left = [...programs];
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) await next();
  };
  await Promise.all([lane(), lane()]);
}

/** One command that counts as one test. */
async function check(title, command, args) {
  const { status } = await said(title, command, args);
  count(status === 0 ? 1 : 0, status === 0 ? 0 : 1);
}

async function vitest() {
  const report = join(reports, 'vitest.json');
  const { status } = await shown('Unit and browser tests', tool('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counted = readReport(report);
  for (const { name, assertionResults } of counted?.testResults ?? [])
    for (const { status: came, fullName, failureMessages } of assertionResults)
      if (came === 'failed')
        failures.push(`${name}\n  ${fullName}\n  ${shortly(failureMessages.join('\n'))}`);
  countOrFail(status, counted?.numPassedTests, counted?.numFailedTests);
}

/** @param counted the figure of its report that says how many recordings it has read */
async function conformance(title, counted, args) {
  const { status, report } = await reporting(`Conformance with ${title}`, 'tests/conformance/main.ts', args);
  countOrFail(status, report?.figures[counted], report?.failures.length);
}

/** Forecasts on the recorded past where that is at hand, alarms by simulation; each suite counts as one test. */
async function backtest(suite, args) {
  const { status, report } = await reporting(`Backtest: ${suite}`, 'tests/backtest/main.ts', [
    '--suite',
    suite,
    ...args,
  ]);
  countOrFail(status, report?.failures.length === 0 ? 1 : 0, report?.failures.length);
}

/** Numerics held against the answers of trusted implementations, where those are at hand; each problem counts. */
async function references() {
  const { status, report } = await reporting(
    'Numerics beside reference answers',
    'tests/reference/main.ts',
    [],
  );
  const { cases = 0, failed = 0 } = report?.figures ?? {};
  countOrFail(status, cases - failed, failed);
}

/** Runs a program that ends with one line of JSON. */
async function reporting(title, program, args) {
  const { status, output } = await said(title, tool('tsx'), [program, '--json', ...args]);
  const last = output.trim().split('\n').at(-1) ?? '';
  return { status, report: last.startsWith('{') ? JSON.parse(last) : undefined };
}

async function playwright() {
  const report = join(reports, 'playwright.json');
  const { status } = await shown('End-to-end tests', tool('playwright'), ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const told = readReport(report);
  for (const { file, title, tests } of (told?.suites ?? []).flatMap(specsOf))
    for (const { status: came, results } of tests)
      if (came === 'unexpected')
        failures.push(`${file}\n  ${title}\n  ${shortly(results.at(-1)?.error?.message ?? '')}`);
  const stats = told?.stats;
  countOrFail(status, stats && stats.expected + stats.flaky, stats?.unexpected);
}

/** Runs a command and shows what it said once it is over, so that two beside each other can be read. */
async function said(title, command, args) {
  const startedMs = Date.now();
  const run = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const outputs = [run.stdout, run.stderr].map((stream) => text(stream));
  const [status] = await once(run, 'close');
  const [output, problems] = await Promise.all(outputs);
  console.log(`\n== ${title}\n${output}${problems}`);
  tell(title, status, startedMs);
  return { status, output };
}

/** Runs a command that shows itself what it does. */
async function shown(title, command, args, extra = {}) {
  console.log(`\n== ${title}`);
  const startedMs = Date.now();
  const run = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...env, ...extra },
  });
  const [status] = await once(run, 'close');
  tell(title, status, startedMs);
  return { status };
}

/** @returns the walks of a suite of Playwright's report, and of those within it */
function specsOf({ specs, suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** The first lines of a failure's words, without colours. */
function shortly(words) {
  const plain = stripVTControlCharacters(words).trim();
  return plain.split('\n').slice(0, MOST_LINES).join('\n  ').slice(0, MOST_LETTERS);
}

function tell(title, status, startedMs) {
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  if (status !== 0) failures.push(title);
  console.log(`-- ${title}: ${status === 0 ? 'ok' : 'failed'} after ${seconds} s`);
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
