import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import { detect } from '../../src/devices/detect.ts';
import type { DeviceTransport } from '../../src/devices/transport.ts';
import { type Comparison, compare } from './compare.ts';
import { expectedForm } from './expected-form.ts';
import { serveRecording } from './fake-device.ts';

/**
 * Reads recorded devices as the product does: over real sockets, through the helper, detection and adapter; and holds
 * what comes out against what each recording's `expected.json` says.
 */

const DEFAULT_FIXTURES = '../shared/fixtures/miners';
const TOKEN = 'conformance-token-conformance-token-conform';
/** Families with an adapter. Of others those are read whose recording tells enough over the plain cgminer API. */
const FAMILIES = new Set(['axeos', 'nerdos', 'avalon', 'hammer', 'cgminer']);
const CGMINER_ENOUGH = ['version.rpc.json', 'summary.rpc.json', 'stats.rpc.json'];
const CGMINER_FAMILIES = new Set(['antminer-stock']);

const { values } = parseArgs({ options: { fixtures: { type: 'string' }, json: { type: 'boolean' } } });
const root = values.fixtures ?? DEFAULT_FIXTURES;
if (!existsSync(root)) {
  const asked = values.fixtures !== undefined;
  console.log(asked ? `There is no folder ${root}.` : `Skipped: no recordings at ${root}.`);
  finish(asked ? 2 : 0, { fixtures: 0, fields: 0, mismatches: 0 }, asked ? [`no folder ${root}`] : []);
}

const proxy = await startProxy({ token: TOKEN, port: 0, devicePorts: '1024-65535' });
const figures = { fixtures: 0, fields: 0, mismatches: 0 };
const failures: string[] = [];
for (const name of fixturesIn(root)) {
  const folder = join(root, name);
  if (!isReadable(name, folder)) {
    console.log(`skipped  ${name}: no adapter for this family yet`);
    continue;
  }
  figures.fixtures += 1;
  try {
    const { fields, mismatches } = await readAndCompare(proxy, folder);
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
    figures.mismatches += 1;
    failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    console.log(`FAILED   ${name}: ${failures.at(-1)}`);
  }
}
await proxy.close();
for (const failure of failures) console.log(`  ${failure}`);
finish(failures.length === 0 ? 0 : 1, figures, failures);

/** `family/model` of every recording below `root`. */
function fixturesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((family) => readdirSync(join(folder, family.name)).map((model) => join(family.name, model)))
    .filter((name) => existsSync(join(folder, name, 'expected.json')));
}

function isReadable(name: string, folder: string): boolean {
  const family = name.split(/[\\/]/)[0] ?? '';
  return (
    FAMILIES.has(family) ||
    (CGMINER_FAMILIES.has(family) && CGMINER_ENOUGH.every((file) => existsSync(join(folder, file))))
  );
}

async function readAndCompare(helper: RunningProxy, folder: string): Promise<Comparison> {
  const device = await serveRecording(folder);
  try {
    const through = (port: number) =>
      proxyTransport({ baseUrl: helper.url, token: TOKEN, address: { host: '127.0.0.1', port } });
    // On a real device both doors are ports of one address; here each has a free port of its own.
    const transport: DeviceTransport = {
      http: through(device.httpPort).http,
      rpc: through(device.rpcPort).rpc,
    };
    const options = { nowMs: Date.now };
    const { adapter } = await detect(transport, options);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    return compare(expected, expectedForm(await adapter.read(transport, options)));
  } finally {
    await device.close();
  }
}

function finish(exitCode: number, counted: typeof figures, failed: readonly string[]): never {
  if (values.json) console.log(JSON.stringify({ suite: 'conformance', figures: counted, failures: failed }));
  process.exit(exitCode);
}
