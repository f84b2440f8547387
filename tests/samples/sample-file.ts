/**
 * A sample file is gzip over: the length of a JSON text (4 bytes, little end first), that text, and the bytes of the
 * typed arrays that it points to, each with the first bytes of all its elements first, which is how they compress well.
 */
interface PackedArray {
  readonly $kind: string;
  /** Offset among the bytes of all arrays. */
  readonly $at: number;
  readonly $bytes: number;
}

const KINDS = { Float64Array, Float32Array, Int32Array, Uint8Array, Uint16Array, Uint32Array } as const;
const LENGTH_BYTES = 4;

/** Packs a value of plain objects, typed arrays and buffers. Undefined fields are left out. */
export async function packSample(value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const arrays: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  const text = JSON.stringify(value, (_, each: unknown) => {
    const bytes = bytesOf(each);
    if (!bytes) return each;
    const packed: PackedArray = { $kind: Object(each).constructor.name, $at: offset, $bytes: bytes.length };
    arrays.push(transposed(bytes, bytes.length / elementBytes(each), elementBytes(each)));
    offset += bytes.length;
    return packed;
  });
  const json = new TextEncoder().encode(text);
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, json.length, true);
  const stream = new Blob([length, json, ...arrays]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The value of {@link packSample}. @throws TypeError, SyntaxError when the bytes are no sample */
export async function unpackSample(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const file = new Uint8Array(await new Response(stream).arrayBuffer());
  const arraysAt = LENGTH_BYTES + new DataView(file.buffer).getUint32(0, true);
  const text = new TextDecoder().decode(file.subarray(LENGTH_BYTES, arraysAt));
  return JSON.parse(text, (_, each: unknown) =>
    isPacked(each) ? unpacked(each, file.subarray(arraysAt)) : each,
  ) as unknown;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : undefined;
}

function elementBytes(value: unknown): number {
  const size: unknown = Object(value).BYTES_PER_ELEMENT;
  return typeof size === 'number' ? size : 1;
}

function isPacked(value: unknown): value is PackedArray {
  return typeof value === 'object' && value !== null && '$kind' in value && '$at' in value;
}

function unpacked({ $kind, $at, $bytes }: PackedArray, arrays: Uint8Array): unknown {
  const packed = arrays.subarray($at, $at + $bytes);
  if ($kind === 'ArrayBuffer') return packed.slice().buffer;
  const [, kind] = Object.entries(KINDS).find(([name]) => name === $kind) ?? [];
  if (!kind) throw new TypeError(`a sample has no ${$kind}`);
  const { BYTES_PER_ELEMENT } = kind;
  return new kind(transposed(packed, BYTES_PER_ELEMENT, $bytes / BYTES_PER_ELEMENT).buffer);
}

/** A matrix of bytes, row after row, with its rows as columns. */
function transposed(matrix: Uint8Array, rows: number, columns: number): Uint8Array<ArrayBuffer> {
  const turned = new Uint8Array(matrix.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      turned[column * rows + row] = matrix[row * columns + column] ?? 0;
  return turned;
}
