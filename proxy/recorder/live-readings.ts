import type { DeviceSnapshot } from '../../src/devices/adapter.ts';
import type { DeviceError } from '../../src/devices/transport.ts';
import { LIVE_BEAT_MS, type LiveReading } from '../../src/domain/live-reading.ts';
import type { DeviceAddress } from '../../src/domain/miner.ts';
import type { BookedMiner } from './fleet-book.ts';
import type { RecorderListener } from './recorder.ts';

/** A page that has so much to catch up with is let go, bytes; it comes again, and is told how things stand. */
const LARGEST_BACKLOG_BYTES = 4 * 1024 * 1024;
/** More tabs and phones than a household has. */
const MOST_PAGES = 64;

type Page = ReadableStreamDefaultController<Uint8Array>;

/** Tells pages what the recorder hears, as server-sent events; whoever comes is told the last of each miner first. */
export class LiveReadings implements RecorderListener {
  readonly #nowMs: () => number;
  readonly #pages = new Set<Page>();
  /** By miner, as it is sent. */
  readonly #last = new Map<string, string>();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #encoder = new TextEncoder();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#timer = setInterval(() => this.#tell(this.#beat()), LIVE_BEAT_MS);
  }

  get isFull(): boolean {
    return this.#pages.size >= MOST_PAGES;
  }

  /** A stream for one page, until it goes away. */
  open(): ReadableStream<Uint8Array> {
    let page: Page;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          page = controller;
          this.#pages.add(page);
          for (const event of [this.#beat(), ...this.#last.values()]) this.#send(page, event);
        },
        cancel: () => void this.#pages.delete(page),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: LARGEST_BACKLOG_BYTES }),
    );
  }

  answered({ id }: BookedMiner, address: DeviceAddress, { identity, reading }: DeviceSnapshot): void {
    this.#note(id, { kind: 'answer', minerId: id, address, identity, reading });
  }

  failed({ id }: BookedMiner, { kind, detail }: DeviceError, atMs: number): void {
    this.#note(id, { kind: 'failure', minerId: id, failure: kind, detail, atMs });
  }

  /** Nothing is remembered of miners that nobody has any more. */
  keepOnly(minerIds: ReadonlySet<string>): void {
    for (const id of [...this.#last.keys()]) if (!minerIds.has(id)) this.#last.delete(id);
  }

  /** Ends all streams. */
  close(): void {
    clearInterval(this.#timer);
    for (const page of this.#pages) page.close();
    this.#pages.clear();
  }

  #beat(): string {
    return asEvent({ kind: 'beat', nowMs: this.#nowMs() });
  }

  #note(minerId: string, told: LiveReading): void {
    const event = asEvent(told);
    this.#last.set(minerId, event);
    this.#tell(event);
  }

  #tell(event: string): void {
    for (const page of this.#pages) this.#send(page, event);
  }

  #send(page: Page, event: string): void {
    if ((page.desiredSize ?? 0) > 0) {
      page.enqueue(this.#encoder.encode(event));
      return;
    }
    this.#pages.delete(page);
    page.error(new Error('the page does not keep up'));
  }
}

/** Server-sent events, WHATWG HTML section 9.2.6; JSON has no line breaks. */
function asEvent(told: LiveReading): string {
  return `data: ${JSON.stringify(told)}\n\n`;
}
