import { parseArgs } from 'node:util';

export const USAGE = `npm run conformance -- [options]
  --fixtures DIR  folder of recordings to read (../shared/fixtures/miners)
  --external DIR  read a folder of recorded replies of outside services instead
  --json          end with one line of JSON: suite, figures, failures
  --help          this text`;

export interface ConformanceOptions {
  /** Folder of recordings; the usual one when absent. */
  readonly fixtures?: string | undefined;
  /** Folder of recorded replies of outside services: these are read, and no devices. */
  readonly external?: string | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
}

/**
 * What the command line asks of the conformance run.
 * @throws TypeError whose first line says what is wrong with it
 */
export function readCommandLine(args: readonly string[]): ConformanceOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fixtures: { type: 'string' },
      external: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  return values;
}
