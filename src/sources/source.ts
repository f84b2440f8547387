import type { SourceError } from '../domain/source-error.ts';

/** What is to be asked of a provider, by whatever carries it there. No key is ever in it: the carrier adds that. */
export interface SourceRequest {
  /** Of an {@link Upstream}. */
  readonly provider: string;
  /** `GET` when absent. */
  readonly method?: 'GET' | 'POST' | undefined;
  readonly host: string;
  /** Path and query, beginning with `/`. */
  readonly path: string;
  /** Only such as the endpoint lists. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** JSON or a form; with it `contentType`. */
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
}

export interface SourceReply {
  readonly status: number;
  readonly text: string;
  /** When it came, epoch ms: the age of figures that carry no time of their own. */
  readonly receivedAtMs: number;
  /** `Retry-After` in ms, where the provider sent one. */
  readonly retryAfterMs?: number | undefined;
  /** Set where the provider fails, and the helper tells again what it said before: why there is nothing newer. */
  readonly older?: SourceError | undefined;
}

/** One question that a provider answers: what to ask, and what the answer means. No traffic of its own. */
export interface Source<Ask, Value> {
  readonly provider: string;
  readonly request: (ask: Ask) => SourceRequest;
  /**
   * The answer, in our own units. One field that is missing, renamed or null costs that field, never the others.
   * @throws SourceError where there is nothing to read
   */
  readonly parse: (reply: SourceReply, ask: Ask) => Value;
}
