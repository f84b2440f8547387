import type { BackupCipher } from './backup-cipher.ts';
import { TAG_BYTES } from './backup-cipher.ts';
import { type BackupContents, encodeContents } from './backup-contents.ts';
import { encodeFrame, encodeFrameHead, type FrameHead, type FrameKind } from './backup-frame.ts';
import { type BackupHead, encodeHead } from './backup-head.ts';

/** Where the bytes of a file go. */
export interface ByteSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** So much is collected before a frame is written: what one damaged byte costs at most, beside the memory. */
const FRAME_BYTES = 32 * 1024;
const MOST_RECORDS = 0xffff;

/** Writes a backup, piece by piece: head, contents, records in the order of the contents, contents again. */
export class BackupWriter {
  readonly #sink: ByteSink;
  readonly #cipher: BackupCipher | undefined;
  readonly #head: Uint8Array<ArrayBuffer>;
  #sequence = 0;
  #firstRecord = 0;
  #records: Uint8Array<ArrayBuffer>[] = [];
  #collectedBytes = 0;

  private constructor(sink: ByteSink, head: BackupHead, cipher: BackupCipher | undefined) {
    this.#sink = sink;
    this.#cipher = cipher;
    this.#head = encodeHead(head);
  }

  /** Begins a file. */
  static async begin(
    sink: ByteSink,
    head: BackupHead,
    contents: BackupContents,
    cipher?: BackupCipher,
  ): Promise<BackupWriter> {
    const writer = new BackupWriter(sink, head, cipher);
    await sink.write(writer.#head);
    await writer.#frame('contents', encodeContents(contents), 0);
    return writer;
  }

  /** The next record. */
  async add(record: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#records.push(record);
    this.#collectedBytes += record.length + 4;
    if (this.#collectedBytes >= FRAME_BYTES || this.#records.length === MOST_RECORDS) await this.#flush();
  }

  /** The last bytes: whoever finds them knows that the file is whole. */
  async end(contents: BackupContents): Promise<void> {
    await this.#flush();
    await this.#frame('end', encodeContents(contents), 0);
  }

  async #flush(): Promise<void> {
    const records = this.#records;
    if (records.length === 0) return;
    const bytes = new Uint8Array(this.#collectedBytes);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const record of records) {
      view.setUint32(at, record.length, true);
      bytes.set(record, at + 4);
      at += 4 + record.length;
    }
    this.#records = [];
    this.#collectedBytes = 0;
    await this.#frame('records', bytes, records.length);
    this.#firstRecord += records.length;
  }

  async #frame(kind: FrameKind, plain: Uint8Array<ArrayBuffer>, records: number): Promise<void> {
    const head: FrameHead = {
      kind,
      records,
      sequence: this.#sequence,
      firstRecord: this.#firstRecord,
      lengthBytes: plain.length + (this.#cipher ? TAG_BYTES : 0),
    };
    const body = this.#cipher
      ? await this.#cipher.seal(plain, head.sequence, kind === 'end', boundIn(this.#head, head))
      : plain;
    this.#sequence += 1;
    await this.#sink.write(encodeFrame(head, body));
  }
}

/** What is bound into the seal of a frame: who changes the date in the head of the file, say, is found out. */
export function boundIn(fileHead: Uint8Array, frameHead: FrameHead): Uint8Array<ArrayBuffer> {
  const about = encodeFrameHead(frameHead);
  const both = new Uint8Array(fileHead.length + about.length);
  both.set(fileHead);
  both.set(about, fileHead.length);
  return both;
}
