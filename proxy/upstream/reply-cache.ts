import type { UpstreamReply } from './upstream-exchange.ts';

/** An answer that is kept, in memory only. */
export interface KeptReply {
  readonly reply: UpstreamReply;
  /** When the provider said so, or last confirmed it. */
  readonly atMs: number;
  /** Its last refusal or failure since, and until when it is not asked again for that. */
  readonly failed?: { readonly reason: string; readonly untilMs: number } | undefined;
}

/** What an entry costs besides its bytes: objects, the marks of its provider, which are short. */
const ENTRY_BYTES = 2_048;

/** Answers by what was asked, at most so many bytes of them: the one that was not asked for longest goes first. */
export class ReplyCache {
  readonly #maxBytes: number;
  /** A Map keeps the order of insertion: the first is the one to go. */
  readonly #kept = new Map<string, KeptReply>();
  #byteCount = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get byteCount(): number {
    return this.#byteCount;
  }

  get(question: string): KeptReply | undefined {
    const kept = this.#kept.get(question);
    if (!kept) return undefined;
    this.#kept.delete(question);
    this.#kept.set(question, kept);
    return kept;
  }

  set(question: string, kept: KeptReply): void {
    this.#forget(question);
    this.#kept.set(question, kept);
    this.#byteCount += bytesOf(question, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#byteCount <= this.#maxBytes) return;
      this.#forget(oldest);
    }
  }

  #forget(question: string): void {
    const kept = this.#kept.get(question);
    if (!kept) return;
    this.#kept.delete(question);
    this.#byteCount -= bytesOf(question, kept);
  }
}

function bytesOf(question: string, { reply }: KeptReply): number {
  return 2 * (question.length + reply.contentType.length) + reply.body.length + ENTRY_BYTES;
}
