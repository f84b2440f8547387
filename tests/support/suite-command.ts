import { parseArgs } from 'node:util';
import { SuiteCannotRun, type SuiteReport } from './suite-report.ts';

/** What a suite is told from the command line. */
export interface SuiteOptions {
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly numbers: Readonly<Record<string, number | undefined>>;
  /** Options without a value that were given. */
  readonly switches: ReadonlySet<string>;
}

/** An option besides `--suite`, `--json` and `--help`. With a unit it is a number above 0 of that. */
export interface SuiteOption {
  /** How the usage names its value: DIR, N. Absent: the option is a switch. */
  readonly value?: string;
  readonly help: string;
  readonly unit?: string;
}

/** A command that runs suites: `npm run bench`, `npm run backtest`. */
export interface SuiteCommand {
  readonly name: string;
  /** Each is loaded only when it runs: some pull in browsers and servers. */
  readonly suites: Readonly<Record<string, (options: SuiteOptions) => Promise<SuiteReport>>>;
  readonly options: Readonly<Record<string, SuiteOption>>;
}

/**
 * Run the suites that the command line asks for, one after the other, print what they report, and end the process: 0
 * where nothing failed, 1 where something did, 2 where the command line makes no sense.
 */
export async function runSuites(command: SuiteCommand): Promise<never> {
  const { suite: only, json, ...options } = optionsOrLeave(command);
  const reports: SuiteReport[] = [];
  for (const [name, run] of Object.entries(command.suites)) {
    if (only !== undefined && only !== name) continue;
    const report = await run(options).catch((error: unknown) => broken(name, error));
    reports.push(report);
    print(report);
  }
  if (json) console.log(JSON.stringify(joined(reports)));
  process.exit(reports.every(({ failures }) => failures.length === 0) ? 0 : 1);
}

function optionsOrLeave(command: SuiteCommand) {
  const usage = usageOf(command);
  try {
    const extra = Object.entries(command.options).map(
      ([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
    );
    const { values } = parseArgs({
      options: {
        ...Object.fromEntries(extra),
        suite: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { suite, json, help, ...given } = values;
    if (help) {
      console.log(usage);
      process.exit(0);
    }
    if (suite !== undefined && !Object.hasOwn(command.suites, suite))
      throw new TypeError(`No suite "${suite}"`);
    return { suite, json, ...suiteOptions(command, given) };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\. |\.?\n/);
    console.error(`${reason}.\n\n${usage}`);
    process.exit(2);
  }
}

function suiteOptions(command: SuiteCommand, given: Readonly<Record<string, unknown>>): SuiteOptions {
  const texts: Record<string, string> = {};
  const numbers: Record<string, number> = {};
  const switches = new Set(Object.keys(given).filter((name) => given[name] === true));
  for (const [name, { unit }] of Object.entries(command.options)) {
    const text = given[name];
    if (typeof text !== 'string') continue;
    if (unit === undefined) texts[name] = text;
    else if (Number(text) > 0 && Number.isFinite(Number(text))) numbers[name] = Number(text);
    else throw new TypeError(`--${name} "${text}" is no number of ${unit}`);
  }
  return { texts, numbers, switches };
}

function usageOf({ name, suites, options }: SuiteCommand): string {
  const lines: readonly (readonly [string, string])[] = [
    ['--suite NAME', `one suite only: ${Object.keys(suites).join(', ')}`],
    ...Object.entries(options).map(
      ([option, { value, help }]) => [`--${option}${value === undefined ? '' : ` ${value}`}`, help] as const,
    ),
    ['--json', 'end with one line of JSON: suite, figures, failures; where there are: checks, gates, notes'],
    ['--help', 'this text'],
  ];
  const width = Math.max(...lines.map(([option]) => option.length)) + 2;
  const told = lines.map(([option, help]) => `  ${option.padEnd(width)}${help}`);
  return [`npm run ${name} -- [options]`, ...told].join('\n');
}

function print({ suite, figures, failures, checks = [], gates = [], notes = [] }: SuiteReport): void {
  console.log(`\n${suite}`);
  for (const [figure, value] of Object.entries(figures))
    console.log(`  ${figure.padEnd(64)} ${Number(value.toPrecision(4))}`);
  for (const { name, value, pass, ...beside } of checks) {
    const others = Object.entries(beside).map(([what, other]) => `${what} ${Number(other.toPrecision(4))}`);
    const line = `${name.padEnd(64)} ${Number(value.toPrecision(4))} (${others.join(', ')})`;
    console.log(`  ${pass ? 'held' : 'MISSED'}: ${line}`);
  }
  for (const { target, model, error, rule, ruleError, speaks } of gates) {
    const errors = `${Number(error.toPrecision(4))} beside ${Number(ruleError.toPrecision(4))} of ${rule}`;
    console.log(`  ${speaks ? 'speaks' : 'gated off'}: ${target}, ${model}: ${errors}`);
  }
  for (const note of notes) console.log(`  Note: ${note}`);
  for (const failure of failures) console.log(`  FAILED: ${failure}`);
}

/** A suite that cannot be run is a failure like any other: whoever reads the last line is told so. */
function broken(suite: string, error: unknown): SuiteReport {
  if (!(error instanceof SuiteCannotRun)) console.error(error);
  const reason = error instanceof Error ? error.message : String(error);
  return { suite, figures: {}, failures: [`did not run: ${reason.replaceAll('\n', ' ')}`] };
}

/** One suite is reported as it is; several as one, with the suite's name before whatever each tells. */
function joined(all: readonly SuiteReport[]): SuiteReport {
  const [only] = all;
  if (only && all.length === 1) return only;
  return {
    suite: 'all',
    figures: Object.fromEntries(
      all.flatMap(({ suite, figures }) =>
        Object.entries(figures).map(([name, value]) => [`${suite}.${name}`, value]),
      ),
    ),
    failures: all.flatMap(({ suite, failures }) => failures.map((failure) => `${suite}: ${failure}`)),
    checks: all.flatMap(({ suite, checks = [] }) =>
      checks.map((check) => ({ ...check, name: `${suite}.${check.name}` })),
    ),
    gates: all.flatMap(({ suite, gates = [] }) =>
      gates.map((gate) => ({ ...gate, target: `${suite}.${gate.target}` })),
    ),
    notes: all.flatMap(({ suite, notes = [] }) => notes.map((note) => `${suite}: ${note}`)),
  };
}
