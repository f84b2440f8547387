import { unpackSample } from './sample-file.ts';
import type { Sample } from './sample-page.ts';

const urls = import.meta.glob<string>('./kept/*.sample', { query: '?url', import: 'default', eager: true });

/** The names of all samples that are kept, e.g. `telemetry-1-entities-1`. */
export const SAMPLE_NAMES: readonly string[] = Object.keys(urls).map((path) =>
  path.replace(/^.*\/|\.sample$/g, ''),
);

/** One of them, for tests in a browser. @throws TypeError when it is none */
export async function keptSample(name: string): Promise<Sample> {
  const url = urls[`./kept/${name}.sample`];
  if (url === undefined) throw new TypeError(`no sample is kept as ${name}`);
  const reply = await fetch(url);
  const sample = await unpackSample(new Uint8Array(await reply.arrayBuffer()));
  if (!isSample(sample)) throw new TypeError(`${name} is no sample`);
  return sample;
}

function isSample(value: unknown): value is Sample {
  return typeof value === 'object' && value !== null && 'telemetry' in value && 'expected' in value;
}
