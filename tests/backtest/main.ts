import { parseArgs } from 'node:util';
import type { SuiteReport } from '../bench/suite-report.ts';

interface Options {
  readonly folder: string;
  readonly years: number | undefined;
}

/** Each suite is loaded only when it runs. */
const suites: Readonly<Record<string, (options: Options) => Promise<SuiteReport>>> = {
  difficulty: async ({ folder }) => (await import('./difficulty.backtest.ts')).difficultySuite(folder),
  'two-meter': async ({ years }) => (await import('./two-meter.backtest.ts')).twoMeterSuite(years),
};

const usage = `npm run backtest -- [options]
  --suite NAME  one suite only: ${Object.keys(suites).join(', ')}
  --data DIR    folder with the recorded past (../shared/data); suites that simulate need none
  --years N     miner-years to simulate for false alarms at each share rate (40)
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
  const report = await run({ folder: values.data, years: values.years }).catch((error: unknown) =>
    broken(name, error),
  );
  reports.push(report);
  console.log(`\n${report.suite}`);
  for (const [figure, value] of Object.entries(report.figures))
    console.log(`  ${figure.padEnd(64)} ${Number(value.toPrecision(4))}`);
  for (const failure of report.failures) console.log(`  FAILED: ${failure}`);
}

if (values.json) console.log(JSON.stringify(joined(reports)));
process.exit(reports.every(({ failures }) => failures.length === 0) ? 0 : 1);

/** Options that make no sense end the run with a sentence and the usage. */
function optionsOrLeave() {
  try {
    const { values } = parseArgs({
      options: {
        suite: { type: 'string' },
        data: { type: 'string', default: '../shared/data' },
        years: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const years = values.years === undefined ? undefined : Number(values.years);
    if (years !== undefined && !(years > 0))
      throw new TypeError(`--years "${values.years}" is no number of years`);
    if (!values.help) return { ...values, years };
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
    failures: all.flatMap(({ suite, failures }) => failures.map((failure) => `${suite}: ${failure}`)),
  };
}
