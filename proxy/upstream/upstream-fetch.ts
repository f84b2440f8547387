/** One request to a provider, as it goes out. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Where a provider sends its caller elsewhere, the caller decides. */
  readonly redirect: 'manual';
  /** Its end ends the exchange, the body included. */
  readonly signal: AbortSignal;
}

/** What comes back; the body as it is read, unpacked. */
export interface IncomingReply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/**
 * How a provider is reached. The platform's own `fetch` is one where it leads nowhere but out (Workers); on a computer
 * in a home network it is one that looks at the address first.
 */
export type UpstreamFetch = (url: string, request: OutgoingRequest) => Promise<IncomingReply>;
