import { parseArgs } from 'node:util';
import type { SuiteReport } from './suite-report.ts';

/** Each suite is loaded only when it runs: they pull in browsers and servers. */
const suites: Readonly<Record<string, (seconds?: number) => Promise<SuiteReport>>> = {
  proxy: async () => (await import('./proxy.bench.ts')).proxySuite(),
  upstream: async () => (await import('./upstream.bench.ts')).upstreamSuite(),
  discovery: async () => (await import('./discovery.bench.ts')).discoverySuite(),
  recorder: async (seconds) => (await import('./recorder.bench.ts')).recorderSuite(seconds),
  store: async () => (await import('./store.bench.ts')).storeSuite(),
  app: async () => (await import('./app.bench.ts')).appSuite(),
};

const usage = `npm run bench -- [options]
  --suite NAME  one suite only: ${Object.keys(suites).join(', ')}
  --seconds N   how long the recorder is watched (150; the issue's hour is 3600)
  --json        end with one line of JSON: suite, figures, failures
  --help        this text`;

const values = optionsOrLeave();
if (values.suite !== undefined && !Object.hasOwn(suites, values.suite)) {
  console.error(`No suite "${values.suite}". There are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}

const reports: SuiteReport[] = [];
for (const [name, run] of Object.entries(suites)) {
  if (values.suite !== undefined && values.suite !== name) continue;
  const report = await run(values.seconds).catch((error: unknown) => broken(name, error));
  reports.push(report);
  console.log(`\n${report.suite}`);
  for (const [figure, value] of Object.entries(report.figures))
    console.log(`  ${figure.padEnd(44)} ${Number(value.toPrecision(4))}`);
  for (const failure of report.failures) console.log(`  FAILED: ${failure}`);
}

const failures = reports.flatMap((report) => report.failures);
if (values.json) console.log(JSON.stringify(joined(reports)));
process.exit(failures.length === 0 ? 0 : 1);

/** Options that make no sense end the run with a sentence and the usage. */
function optionsOrLeave() {
  try {
    const { values } = parseArgs({
      options: {
        suite: { type: 'string' },
        seconds: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
    if (seconds !== undefined && !(seconds > 0))
      throw new TypeError(`--seconds "${values.seconds}" is no number of seconds`);
    if (!values.help) return { ...values, seconds };
    console.log(usage);
    process.exit(0);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\. |\.?\n/);
    console.error(`${reason}.\n\n${usage}`);
    process.exit(2);
  }
}

/** A suite that cannot be run is a failure like any other: whoever reads the last line is told so. */
function broken(suite: string, error: unknown): SuiteReport {
  console.error(error);
  return { suite, figures: {}, failures: [`did not run: ${String(error).replaceAll('\n', ' ')}`] };
}

/** One suite is reported as it is; several as one, with the suite's name before each figure. */
function joined(all: readonly SuiteReport[]): SuiteReport {
  const [only] = all;
  if (only && all.length === 1) return only;
  return {
    suite: 'all',
    figures: Object.fromEntries(
      all.flatMap((report) =>
        Object.entries(report.figures).map(([name, value]) => [`${report.suite}.${name}`, value]),
      ),
    ),
    failures: all.flatMap((report) => report.failures),
  };
}
