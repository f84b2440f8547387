import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { isFields } from '../../../src/sources/fields.ts';

/** One recorded body, and what is expected of it. */
export interface RecordedBody {
  /** `market/coingecko/simple_price`. */
  readonly title: string;
  readonly kind: string;
  readonly provider: string;
  /** The file's name without its extension. */
  readonly name: string;
  readonly text: string;
  /** All bodies of the provider, by name. */
  readonly beside: ReadonlyMap<string, string>;
  /** Undefined where the recordings say nothing of it: it must be read without an exception of ours. */
  readonly expected: unknown;
}

const EXPECTED = 'expected.json';

/** All bodies below `<root>/<kind>/<provider>/`, by name. A folder of one provider alone is read as well. */
export function recordedBodies(root: string): readonly RecordedBody[] {
  return foldersIn(root).flatMap((kind) =>
    foldersIn(join(root, kind)).flatMap((provider) => bodiesOf(root, kind, provider)),
  );
}

function bodiesOf(root: string, kind: string, provider: string): readonly RecordedBody[] {
  const folder = join(root, kind, provider);
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const expected = files.some(({ name }) => name === EXPECTED) ? expectedIn(join(folder, EXPECTED)) : {};
  const texts = files
    .map(({ name }) => name)
    .filter((file) => file !== EXPECTED && /\.(json|jsonl|xml|txt|csv|html)$/.test(file))
    .sort()
    .map((file) => [parse(file).name, readFileSync(join(folder, file), 'utf8')] as const);
  const beside = new Map(texts);
  return texts.map(([name, text]) => ({
    title: `${kind}/${provider}/${name}`,
    kind,
    provider,
    name,
    text,
    beside,
    expected: expected[name],
  }));
}

function expectedIn(path: string): Readonly<Record<string, unknown>> {
  const told: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isFields(told)) throw new Error(`${path} is no object`);
  return told;
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
