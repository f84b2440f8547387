import { BlockDamage } from './block-damage.ts';
import { type Directory, type Entry, MOST_ROWS, readDirectory, writeDirectory } from './block-directory.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { type Column, type Neighbour, readColumn, writeColumn } from './column.ts';
import { crc32 } from './crc32.ts';
import { SameColumn } from './same-column.ts';

/**
 * Columns of equal length as one block of bytes, exactly (only that all NaN are one). Names are unique.
 * @throws RangeError for a column of another length, or too many rows
 */
export function encodeBlock(rows: number, columns: readonly Column[]): Uint8Array {
  if (rows > MOST_ROWS) throw new RangeError(`${rows} rows are too many for a block`);
  const payloads = new ByteWriter();
  const earlier = new SameColumn();
  const entries = columns.map((column, place): Entry => {
    const { name, values } = column;
    if (values.length !== rows) throw new RangeError(`${name} has ${values.length} values for ${rows} rows`);
    if (isConstant(values)) return { name, kind: 'constant', value: values[0] ?? Number.NaN };
    const same = earlier.find(values, place);
    if (same !== undefined) return { name, kind: 'same', place: same };
    const from = payloads.length;
    writeColumn(payloads, column, neighbourOf(columns, place));
    const payload = payloads.written().subarray(from);
    return { name, kind: 'written', length: payload.length, crc: crc32(payload) };
  });
  const block = new ByteWriter();
  writeDirectory(block, rows, entries);
  block.bytes(payloads.written());
  return block.written().slice();
}

/**
 * Decodes the columns asked for (all when `only` is undefined); others are absent in the map. Damage of a column that
 * is not needed for them is not noticed.
 * @throws BlockDamage with what is wrong and where
 */
export function decodeBlock(
  bytes: Uint8Array,
  only?: (name: string) => boolean,
): { readonly rows: number; readonly columns: ReadonlyMap<string, Float64Array> } {
  const directory = readDirectory(bytes);
  const { rows, entries } = directory;
  const payloads = payloadsOf(bytes, directory);
  const decoded = new Map<number, Float64Array>();
  const decode = (place: number): Float64Array => {
    const there = decoded.get(place);
    if (there) return there;
    const entry = entries[place];
    const payload = payloads[place];
    if (!entry || !payload) throw new BlockDamage(`no column ${place}`, directory.payloadsAt);
    const values = valuesOf(entry, payload, rows, (before) => {
      if (before >= place) throw new BlockDamage(`${entry.name} beside a column after it`, payload.from);
      return decode(before);
    });
    decoded.set(place, values);
    return values;
  };
  const columns = new Map<string, Float64Array>();
  entries.forEach(({ name }, place) => {
    if (!only || only(name)) columns.set(name, decode(place));
  });
  return { rows, columns };
}

/**
 * Checks the structure and every checksum, without decoding.
 * @throws BlockDamage with what is wrong and where
 */
export function checkBlock(bytes: Uint8Array): void {
  const directory = readDirectory(bytes);
  const payloads = payloadsOf(bytes, directory);
  directory.entries.forEach((entry, place) => {
    const payload = payloads[place];
    if (payload) checkPayload(entry, payload);
  });
}

/** The bytes of a column, and where they begin in the block. */
interface Payload {
  readonly bytes: Uint8Array;
  readonly from: number;
}

function payloadsOf(bytes: Uint8Array, { entries, payloadsAt }: Directory): readonly Payload[] {
  let from = payloadsAt;
  return entries.map((entry) => {
    const length = entry.kind === 'written' ? entry.length : 0;
    const payload = { bytes: bytes.subarray(from, from + length), from };
    from += length;
    return payload;
  });
}

function valuesOf(
  entry: Entry,
  payload: Payload,
  rows: number,
  columnAt: (place: number) => Float64Array,
): Float64Array {
  if (entry.kind === 'constant') return new Float64Array(rows).fill(entry.value);
  // A copy: whoever asks for columns may change them, or hand them to another thread.
  if (entry.kind === 'same') return columnAt(entry.place).slice();
  checkPayload(entry, payload);
  return readColumn(new ByteReader(payload.bytes, payload.from), rows, columnAt);
}

function checkPayload(entry: Entry, { bytes, from }: Payload): void {
  if (entry.kind === 'written' && crc32(bytes) !== entry.crc)
    throw new BlockDamage(`${entry.name} with a wrong checksum`, from);
}

function neighbourOf(columns: readonly Column[], place: number): Neighbour | undefined {
  const near = columns[place]?.near;
  if (near === undefined) return undefined;
  const at = columns.findIndex(({ name }, other) => other < place && name === near);
  const values = columns[at]?.values;
  return values && { place: at, values };
}

/** Are all values the same, or all missing? */
function isConstant(values: Float64Array): boolean {
  const first = values[0];
  return values.every((value) => Object.is(value, first));
}
