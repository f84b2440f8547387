import type { ByteSink } from '../store/backup/backup-writer.ts';

/** A file on its way. */
export interface FileSink extends ByteSink {
  readonly bytes: number;
  /** The whole file; undefined where it lies at the place that its owner chose. */
  close(): Promise<Blob | undefined>;
  /** Leaves no file, and what was at that place as it was. */
  abandon(): Promise<void>;
}

/** Bytes kept in memory before they become a Blob, which browsers put on the disk. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** Writes to the place that its owner chose, or, where no browser's window can ask for one, into pieces of a Blob. */
export function openFileSink(handle: FileSystemFileHandle | undefined, type: string): Promise<FileSink> {
  return handle ? intoFile(handle) : Promise.resolve(intoBlob(type));
}

async function intoFile(handle: FileSystemFileHandle): Promise<FileSink> {
  // Written beside the file, and put in its place when it is closed: whoever stops midway keeps what he had.
  const stream = await handle.createWritable();
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    async write(piece) {
      bytes += piece.length;
      await stream.write(piece);
    },
    async close() {
      await stream.close();
      return undefined;
    },
    abandon: () => stream.abort(),
  };
}

function intoBlob(type: string): FileSink {
  const blobs: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  let bytes = 0;
  const settle = () => {
    if (waiting > 0) blobs.push(new Blob(pieces));
    pieces = [];
    waiting = 0;
  };
  return {
    get bytes() {
      return bytes;
    },
    async write(piece) {
      pieces.push(piece);
      waiting += piece.length;
      bytes += piece.length;
      if (waiting >= PIECE_BYTES) settle();
    },
    async close() {
      settle();
      return new Blob(blobs, { type });
    },
    async abandon() {
      blobs.length = 0;
      pieces = [];
    },
  };
}
