import http from 'node:http';
import https from 'node:https';
import { decodedBody } from './decoded-body.ts';
import { exchangeError } from './exchange-error.ts';
import type { ForwardedHeaders } from './forwarded-headers.ts';
import { ProxyError } from './problem.ts';
import { ReplyBytes } from './reply-bytes.ts';
import { hostAndPort, type Target } from './target.ts';

export type Scheme = 'http' | 'https';

export interface DeviceRequest {
  readonly method: string;
  /** It changes something at the device, though it is a GET. */
  readonly once?: true;
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly headers: ForwardedHeaders;
  readonly body: Buffer | undefined;
  /** Ends the exchange: time limit, or the page went away. */
  readonly signal: AbortSignal;
}

/** Whatever may change something at a device is sent once, and to that device alone. */
export function isCommand({ method, once }: Pick<DeviceRequest, 'method' | 'once'>): boolean {
  return method !== 'GET' || once === true;
}

/** A device's answer, whole. */
export interface DeviceReply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Questions that follow each other at once share a connection; two seconds later it is closed, because an ESP32 has a
 * handful of sockets and its owner's other tools want them too.
 */
const CONNECTION = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1, timeout: 2_000 };

/**
 * Miners sign their own certificates, and nobody else can vouch for a device in a garage; control boards of 2019 know
 * no younger TLS than 1.0 and bring RSA keys of 1024 bits.
 */
const DEVICE_TLS = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const;

/** Small web servers send `100 Continue` unasked; whoever sends more than a few replies of 1xx has nothing to say. */
const MOST_PROMISES = 8;

/** Talks HTTP with devices, one request and its whole reply at a time. */
export class HttpExchange {
  readonly #maxReplyBytes: number;
  readonly #agents = {
    http: new http.Agent(CONNECTION),
    https: new https.Agent({ ...CONNECTION, ...DEVICE_TLS }),
  };

  constructor(maxReplyBytes: number) {
    this.#maxReplyBytes = maxReplyBytes;
  }

  /**
   * One request to the target's checked address.
   * @throws ProxyError `unreachable`, `timeout`, `too-large`, `bad-reply`
   */
  async ask(scheme: Scheme, target: Target, request: DeviceRequest): Promise<DeviceReply> {
    try {
      const incoming = await this.#send(scheme, target, request);
      const body = await this.#wholeBody(incoming);
      // Where only closing ends a body, our own closing would pass for its end.
      request.signal.throwIfAborted();
      return {
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        body: await decodedBody(body, incoming.headers['content-encoding'], this.#maxReplyBytes),
      };
    } catch (error) {
      throw exchangeError(error, request.signal);
    }
  }

  /** Closes all kept connections. */
  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  #send(scheme: Scheme, target: Target, request: DeviceRequest): Promise<http.IncomingMessage> {
    const { method, path, headers, body, signal } = request;
    return new Promise((resolve, reject) => {
      const outgoing = (scheme === 'https' ? https : http).request({
        // The checked address, not the name: it is not resolved a second time.
        host: target.address,
        port: target.port,
        method,
        path,
        agent: this.#agents[scheme],
        headers: {
          ...headers,
          host: hostAndPort(target, scheme === 'https' ? 443 : 80),
          ...(body ? { 'content-length': body.length } : {}),
        },
        signal,
      });
      refuseEndlessPromises(outgoing);
      let settled = false;
      outgoing.once('response', (incoming) => {
        settled = true;
        resolve(incoming);
      });
      outgoing.on('error', (error) => {
        // The device closed the kept connection just as it was used again: it never heard the question, which may be
        // asked anew. A command never is.
        const unheard = outgoing.reusedSocket && !settled && isReset(error) && !signal.aborted;
        settled = true;
        if (unheard && !isCommand(request)) this.#send(scheme, target, request).then(resolve, reject);
        else reject(error);
      });
      // A switch to another protocol (101) ends the connection without an error.
      outgoing.on('close', () => {
        if (!settled) reject(new ProxyError('bad-reply', 'the device ended the connection without a reply'));
      });
      outgoing.end(body);
    });
  }

  async #wholeBody(incoming: http.IncomingMessage): Promise<Buffer> {
    const bytes = new ReplyBytes(this.#maxReplyBytes);
    // Leaving the loop by an error destroys the stream, and with it the connection.
    for await (const chunk of incoming as AsyncIterable<Buffer>) bytes.add(chunk);
    return bytes.whole;
  }
}

/** Ends a request that gets replies of 1xx, and never the one that was asked for. */
function refuseEndlessPromises(outgoing: http.ClientRequest): void {
  let promises = 0;
  outgoing.on('information', () => {
    promises += 1;
    if (promises > MOST_PROMISES)
      outgoing.destroy(new ProxyError('bad-reply', 'the device promises a reply without end'));
  });
}

function isReset(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNRESET';
}
