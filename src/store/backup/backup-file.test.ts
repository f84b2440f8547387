import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BackupCipher } from './backup-cipher.ts';
import { type BackupContents, partsOf } from './backup-contents.ts';
import { BackupReader, type ByteSource } from './backup-reader.ts';
import { BackupWriter } from './backup-writer.ts';

const HEAD = { fleet: 'real', madeAtMs: 1_790_000_000_000, app: '0.1.0' } as const;
/** Few, so that tests are quick; the product's count has a test of its own. */
const ITERATIONS = 10;

const contentsOf = (records: number): BackupContents => ({
  tables: [{ table: 'miners', parts: records }],
  tail: 0,
  segments: [],
});

async function written(records: readonly Uint8Array<ArrayBuffer>[], passphrase?: string) {
  const pieces: Uint8Array[] = [];
  const sink = { write: async (bytes: Uint8Array) => void pieces.push(bytes) };
  const made = passphrase === undefined ? undefined : await BackupCipher.create(passphrase, ITERATIONS);
  const head = made ? { ...HEAD, sealing: made.sealing } : HEAD;
  const contents = contentsOf(records.length);
  const writer = await BackupWriter.begin(sink, head, contents, made?.cipher);
  for (const record of records) await writer.add(record);
  await writer.end(contents);
  return new Uint8Array(await new Blob(pieces.map((piece) => piece.slice())).arrayBuffer());
}

function sourceOf(bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return { sizeBytes: bytes.length, read: async (from, length) => bytes.slice(from, from + length) };
}

async function read(bytes: Uint8Array<ArrayBuffer>, passphrase?: string) {
  const reader = await BackupReader.open(sourceOf(bytes), passphrase);
  const records = new Map<number, Uint8Array>();
  for await (const stretch of reader.stretches())
    for (const [place, record] of stretch.records.entries()) records.set(stretch.firstRecord + place, record);
  return { reader, records };
}

const someRecords = (count: number, size: number) =>
  Array.from({ length: count }, (_, place) => new Uint8Array(size).fill(place % 251));

const anyRecords = fc.array(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
  { maxLength: 30 },
);

describe.each([undefined, 'correct horse'])('a backup under the passphrase %s', (passphrase) => {
  test('gives back what was put in, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const { reader, records: back } = await read(await written(records, passphrase), passphrase);
        expect([...back.values()].map((record) => [...record])).toEqual(records.map((record) => [...record]));
        expect([reader.ended, reader.damagedBytes]).toEqual([true, 0]);
        expect(reader.contents).toEqual(contentsOf(records.length));
      }),
      { numRuns: 30 },
    );
  });

  test('that is cut off anywhere gives all frames before the cut, and is seen to have no end', async () => {
    const records = someRecords(40, 20_000);
    const whole = await written(records, passphrase);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1_000, max: whole.length - 1 }), async (length) => {
        const { reader, records: back } = await read(whole.slice(0, length), passphrase);
        expect(reader.ended).toBe(false);
        expect(changed(back, records)).toEqual([]);
        // Two of these records are a frame.
        expect(back.size).toBeGreaterThanOrEqual(Math.floor((length - 1_500) / 40_100) * 2);
        expect(partsOf(reader.contents ?? contentsOf(0))).toHaveLength(40);
      }),
      { numRuns: 25 },
    );
  });

  test('with a damaged byte anywhere loses at most the frame that it is in', async () => {
    const records = someRecords(40, 20_000);
    const whole = await written(records, passphrase);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1_000, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const damaged = whole.slice();
          damaged[at] = (damaged[at] ?? 0) ^ flip;
          const { reader, records: back } = await read(damaged, passphrase);
          expect(changed(back, records)).toEqual([]);
          expect(back.size).toBeGreaterThanOrEqual(38);
          expect(reader.damagedBytes).toBeGreaterThan(0);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('with bytes missing in the middle goes on behind them', async () => {
    const records = someRecords(40, 20_000);
    const whole = await written(records, passphrase);
    const cut = new Uint8Array([...whole.slice(0, 205_000), ...whole.slice(215_001)]);
    const { reader, records: back } = await read(cut, passphrase);
    expect([reader.ended, back.size]).toEqual([true, 38]);
  });
});

describe('an encrypted backup', () => {
  test('tells a wrong passphrase from damage', async () => {
    const whole = await written(someRecords(3, 10), 'right');
    await expect(read(whole, 'wrong')).rejects.toMatchObject({ kind: 'wrong-passphrase' });
    await expect(read(whole)).rejects.toMatchObject({ kind: 'needs-passphrase' });
  });

  test('takes a letter with an accent however it was typed', async () => {
    const whole = await written(someRecords(1, 10), 'caf\u00e9');
    expect((await read(whole, 'cafe\u0301')).records.size).toBe(1);
  });

  test('shows nothing of what is in it', async () => {
    const secret = new TextEncoder().encode('bc1qexampleexampleexample');
    const text = new TextDecoder('latin1').decode(await written([secret], 'right'));
    expect(text).not.toContain('bc1q');
    expect(new TextDecoder('latin1').decode(await written([secret]))).toContain('bc1q');
  });

  test('cannot be put together anew from its own frames', async () => {
    const whole = await written(someRecords(14, 20_000), 'right');
    // Contents, seven frames of two records, end: the first two change places.
    const starts = [...whole.keys()].filter((at) => at + 4 <= whole.length && isFrameAt(whole, at));
    const [, first = 0, second = 0, third = 0] = starts;
    const swapped = new Uint8Array([
      ...whole.slice(0, first),
      ...whole.slice(second, third),
      ...whole.slice(first, second),
      ...whole.slice(third),
    ]);
    const { records } = await read(swapped, 'right');
    expect([...records.keys()]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  test('of which somebody has changed the head is not believed', async () => {
    const pieces: Uint8Array[] = [];
    const { cipher, sealing } = await BackupCipher.create('right', ITERATIONS);
    const sink = { write: async (bytes: Uint8Array) => void pieces.push(bytes) };
    const writer = await BackupWriter.begin(sink, { ...HEAD, sealing }, contentsOf(1), cipher);
    await writer.add(new Uint8Array(10));
    await writer.end(contentsOf(1));
    const other: Uint8Array[] = [];
    await BackupWriter.begin(
      { write: async (bytes) => void other.push(bytes) },
      { ...HEAD, madeAtMs: 1, sealing },
      contentsOf(1),
      cipher,
    );
    const forged = await new Blob(
      [other[0] ?? '', ...pieces.slice(1)].map((piece) => piece.slice()),
    ).arrayBuffer();
    expect((await read(new Uint8Array(forged), 'right')).records.size).toBe(0);
  });

  test('costs whoever guesses at least 600,000 rounds a guess', async () => {
    expect((await BackupCipher.create('x')).sealing.iterations).toBeGreaterThanOrEqual(600_000);
  });
});

describe('what is no backup', () => {
  test('is refused as such, and a newer form by its name', async () => {
    const whole = await written(someRecords(1, 10));
    await expect(read(new Uint8Array(100))).rejects.toMatchObject({ kind: 'no-backup' });
    await expect(read(whole.slice(0, 30))).rejects.toMatchObject({ kind: 'no-backup' });
    const newer = whole.slice();
    newer[8] = 2;
    await expect(read(newer)).rejects.toMatchObject({ kind: 'newer-version' });
  });
});

function isFrameAt(bytes: Uint8Array, at: number): boolean {
  return [0x44, 0x56, 0x4c, 0x46].every((byte, place) => bytes[at + place] === byte);
}

/** Numbers of records that are not what they were; Vitest's own comparison takes seconds for so many bytes. */
function changed(back: ReadonlyMap<number, Uint8Array>, records: readonly Uint8Array[]): number[] {
  return [...back].flatMap(([number, record]) =>
    records[number] && Buffer.compare(record, records[number]) === 0 ? [] : [number],
  );
}
