import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import type { DeviceAdapter, ReadOptions } from '../../src/devices/adapter.ts';
import { adapterOf } from '../../src/devices/adapters.ts';
import { detect } from '../../src/devices/detect.ts';
import { isRecord } from '../../src/devices/raw-record.ts';
import { DeviceError, type DeviceErrorKind, type DeviceTransport } from '../../src/devices/transport.ts';
import { fetchAsPage } from '../support/fetch-as-page.ts';
import { type ConformanceOptions, readCommandLine, USAGE } from './command-line.ts';
import { type Comparison, compare } from './compare.ts';
import { disputed } from './disputes.ts';
import { expectedForm } from './expected-form.ts';
import { type ExternalReport, externalSuite } from './external/external-suite.ts';
import { serveRecording } from './fake-device.ts';
import { type Fixture, fixturesIn, NO_EXPECTATION } from './fixtures.ts';
import { untoldFamily } from './untold-family.ts';

/**
 * Reads recorded devices as the product does: over real sockets, through the helper, detection and adapter; and holds
 * what comes out against what each recording's `expected.json` says.
 */

const DEFAULT_FIXTURES = '../shared/fixtures/miners';
/** The usual folder of outside services' replies: where it is absent, there is nothing to read and nothing wrong. */
const USUAL_EXTERNAL = '../shared/fixtures/external';
const TOKEN = 'conformance-token-conformance-token-conform';
const NOTHING = { fixtures: 0, fields: 0, mismatches: 0, disputed: 0 };
const NO_BODIES: ExternalReport = {
  suite: 'external',
  figures: { bodies: 0, fields: 0, mismatches: 0, unread: 0 },
  failures: [],
};
const values = optionsOrLeave();
if (values.external !== undefined) readExternal(values.external);
const root = values.fixtures ?? DEFAULT_FIXTURES;
if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
  const asked = values.fixtures !== undefined;
  console.log(asked ? `There is no folder ${root}.` : `Skipped: no recordings at ${root}.`);
  finish(asked ? 2 : 0, NOTHING, asked ? [`no folder ${root}`] : []);
}
const fixtures = fixturesIn(root);
if (fixtures.every(({ skipped }) => skipped === NO_EXPECTATION)) {
  console.log(`There are no recordings in ${root}: none of its folders holds an expected.json.`);
  finish(2, NOTHING, [`no recordings in ${root}`]);
}

/** Kinds of failure by which detection says that it knows nobody there. */
const UNKNOWN: ReadonlySet<DeviceErrorKind> = new Set(['not-a-miner', 'unreadable-reply', 'unreachable']);

class UnknownDevice extends Error {
  override readonly name = 'UnknownDevice';
}

const proxy = await startProxy({ token: TOKEN, port: 0, devicePorts: '1024-65535' });
const figures = { ...NOTHING };
const failures: string[] = [];
for (const fixture of fixtures) {
  const { name, skipped, mayBeUnknown } = fixture;
  if (skipped !== undefined) {
    console.log(`skipped  ${name}: ${skipped}`);
    continue;
  }
  try {
    const { fields, mismatches: found } = await readAndCompare(proxy, fixture);
    const family = name.split('/')[0] ?? '';
    const mismatches = found.filter((each) => {
      const why = disputed(family, fixture.folder, each);
      if (why !== undefined) console.log(`disputed ${name}: ${each.field} is not null, for ${why}`);
      return why === undefined;
    });
    figures.disputed += found.length - mismatches.length;
    figures.fixtures += 1;
    figures.fields += fields;
    figures.mismatches += mismatches.length;
    console.log(
      `${mismatches.length === 0 ? 'ok      ' : 'FAILED  '} ${name}: ${fields} fields, ${mismatches.length} mismatches`,
    );
    failures.push(
      ...mismatches.map(
        ({ field, expected, got }) =>
          `${name}: ${field} expected ${JSON.stringify(expected)} got ${JSON.stringify(got)}`,
      ),
    );
  } catch (error) {
    if (error instanceof UnknownDevice && mayBeUnknown) {
      console.log(`skipped  ${name}: no adapter knows this device (${error.message})`);
      continue;
    }
    figures.fixtures += 1;
    figures.mismatches += 1;
    failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    console.log(`FAILED   ${failures.at(-1)}`);
  }
}
await proxy.close();
for (const failure of failures) console.log(`  ${failure}`);
finish(failures.length === 0 ? 0 : 1, figures, failures);

async function readAndCompare(helper: RunningProxy, fixture: Fixture): Promise<Comparison> {
  const { name, folder } = fixture;
  const device = await serveRecording(folder, name.split('/')[0] ?? '');
  try {
    const through = (port: number) =>
      proxyTransport({
        baseUrl: helper.url,
        token: TOKEN,
        fetch: fetchAsPage,
        address: { host: '127.0.0.1', port },
      });
    // On a real device both doors are ports of one address; here each has a free port of its own.
    const transport: DeviceTransport = {
      http: through(device.httpPort).http,
      rpc: through(device.rpcPort).rpc,
      message: (message) =>
        through(message.framing === 'cgminer' ? device.rpcPort : device.framedPort).message(message),
    };
    const options = { nowMs: Date.now };
    const expected = expectedOf(folder);
    const adapter = await adapterFor(fixture, transport, options);
    return compare(expected, expectedForm(await adapter.read(transport, options)));
  } finally {
    await device.close();
  }
}

async function adapterFor(
  { name, folder }: Fixture,
  transport: DeviceTransport,
  options: ReadOptions,
): Promise<DeviceAdapter> {
  const untold = untoldFamily(name.split('/')[0] ?? '', readdirSync(folder));
  if (untold) {
    console.log(`untold   ${name}: who it is was not recorded, so it is read as its folder says`);
    return adapterOf(untold);
  }
  const { adapter } = await detect(transport, options).catch((cause: unknown) => {
    if (!(cause instanceof DeviceError) || !UNKNOWN.has(cause.kind)) throw cause;
    throw new UnknownDevice(cause.message, { cause });
  });
  return adapter;
}

function expectedOf(folder: string): Readonly<Record<string, unknown>> {
  const expected: unknown = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  if (!isRecord(expected)) throw new Error('expected.json is no object');
  return expected;
}

/** Recorded replies of outside services need no sockets: their parsers read text. */
function readExternal(folder: string): never {
  const isThere = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isThere && folder === USUAL_EXTERNAL) {
    console.log(`Skipped: no recordings at ${folder}.`);
    finishExternal(0, NO_BODIES);
  }
  const report = isThere ? externalSuite(folder, console.log) : NO_BODIES;
  if (report.figures.bodies + report.figures.unread === 0) {
    const words = isThere ? `no recordings in ${folder}` : `no folder ${folder}`;
    console.log(`There ${isThere ? 'are' : 'is'} ${words}.`);
    finishExternal(2, { ...NO_BODIES, failures: [words] });
  }
  for (const failure of report.failures) console.log(`  ${failure}`);
  finishExternal(report.failures.length === 0 ? 0 : 1, report);
}

function finishExternal(exitCode: number, report: ExternalReport): never {
  if (values.json) console.log(JSON.stringify(report));
  process.exit(exitCode);
}

/** Options that make no sense end the run with one sentence. */
function optionsOrLeave(): ConformanceOptions {
  try {
    const options = readCommandLine(process.argv.slice(2));
    if (!options.help) return options;
    console.log(USAGE);
    process.exit(0);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\. |\.?\n/);
    console.error(`${reason}. See npm run conformance -- --help.`);
    process.exit(2);
  }
}

function finish(exitCode: number, counted: typeof figures, failed: readonly string[]): never {
  if (values.json) console.log(JSON.stringify({ suite: 'conformance', figures: counted, failures: failed }));
  process.exit(exitCode);
}
