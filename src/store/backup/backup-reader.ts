import { BackupCipher } from './backup-cipher.ts';
import { type BackupContents, decodeContents } from './backup-contents.ts';
import { BackupError } from './backup-error.ts';
import { decodeFrameHead, FRAME_HEAD_BYTES, type FrameHead, frameBody, frameBytes } from './backup-frame.ts';
import { type BackupHead, decodeHead, LARGEST_HEAD_BYTES } from './backup-head.ts';
import { boundIn } from './backup-writer.ts';

/** A file of which any stretch can be read. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** At most so many bytes from a place on: fewer only at the end. */
  read(from: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Records that follow each other in a backup. */
export interface BackupStretch {
  readonly firstRecord: number;
  readonly records: readonly Uint8Array<ArrayBuffer>[];
  /** How much of the file lies before the end of them, 0..1. */
  readonly done: number;
}

/** Looked through at once for the next whole frame behind a damaged one. */
const WINDOW_BYTES = 1024 * 1024;

/** Reads a backup frame by frame; what is damaged is passed over. */
export class BackupReader {
  readonly head: BackupHead;
  readonly #source: ByteSource;
  readonly #fileHead: Uint8Array<ArrayBuffer>;
  readonly #cipher: BackupCipher | undefined;
  #contents: BackupContents | undefined;
  #ended = false;
  #damagedBytes = 0;

  private constructor(
    source: ByteSource,
    head: BackupHead,
    fileHead: Uint8Array<ArrayBuffer>,
    cipher: BackupCipher | undefined,
  ) {
    this.#source = source;
    this.head = head;
    this.#fileHead = fileHead;
    this.#cipher = cipher;
  }

  /** @throws BackupError where there is nothing to be read */
  static async open(source: ByteSource, passphrase?: string): Promise<BackupReader> {
    const first = await source.read(0, LARGEST_HEAD_BYTES);
    const { head, lengthBytes } = decodeHead(first);
    const { sealing } = head;
    if (sealing && !passphrase) throw new BackupError('needs-passphrase', 'the backup is encrypted');
    const cipher = sealing && (await BackupCipher.open(passphrase ?? '', sealing));
    return new BackupReader(source, head, first.slice(0, lengthBytes), cipher);
  }

  /** What it holds, or should; undefined while none was read whole. */
  get contents(): BackupContents | undefined {
    return this.#contents;
  }

  /** Was its end found? */
  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes that were passed over. */
  get damagedBytes(): number {
    return this.#damagedBytes;
  }

  /** All records that are whole, in their order. */
  async *stretches(): AsyncGenerator<BackupStretch> {
    let at = this.#fileHead.length;
    let expected = 0;
    while (at < this.#source.sizeBytes) {
      const head = decodeFrameHead(await this.#source.read(at, FRAME_HEAD_BYTES));
      const plain = head && (await this.#plain(at, head));
      // One that stands there twice, or before its turn, was put there by somebody.
      if (!head || !plain || head.sequence < expected) {
        const next = await this.#nextFrame(at + 1);
        this.#damagedBytes += next - at;
        at = next;
        continue;
      }
      expected = head.sequence + 1;
      at += frameBytes(head);
      if (head.kind === 'records') {
        const records = recordsIn(plain, head.records);
        if (records) yield { firstRecord: head.firstRecord, records, done: at / this.#source.sizeBytes };
        else this.#damagedBytes += frameBytes(head);
        continue;
      }
      this.#contents = decodeContents(plain) ?? this.#contents;
      this.#ended ||= head.kind === 'end';
    }
  }

  async #plain(at: number, head: FrameHead): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const frame = await this.#source.read(at, frameBytes(head));
    const body = frame.length === frameBytes(head) ? frameBody(frame) : undefined;
    if (!body || !this.#cipher) return body;
    return this.#cipher.open(body, head.sequence, head.kind === 'end', boundIn(this.#fileHead, head));
  }

  /** Where the next head of a frame stands, or the end of the file. */
  async #nextFrame(from: number): Promise<number> {
    for (let at = from; at < this.#source.sizeBytes; at += WINDOW_BYTES) {
      const window = await this.#source.read(at, WINDOW_BYTES + FRAME_HEAD_BYTES);
      for (let place = 0; place < Math.min(WINDOW_BYTES, window.length); place += 1) {
        // `D` of `DVLF`: only there is it worth reckoning a checksum.
        if (window[place] === 0x44 && decodeFrameHead(window.subarray(place, place + FRAME_HEAD_BYTES)))
          return at + place;
      }
    }
    return this.#source.sizeBytes;
  }
}

/** The records in the bytes of a frame; undefined where they do not add up. */
function recordsIn(bytes: Uint8Array<ArrayBuffer>, count: number): Uint8Array<ArrayBuffer>[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const records: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + view.getUint32(at, true);
    if (end > bytes.length) return undefined;
    records.push(bytes.slice(at + 4, end));
    at = end;
  }
  return at === bytes.length && records.length === count ? records : undefined;
}
