import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { readAtMost } from '../upstream/read-at-most.ts';
import { DeliveryFailed } from './delivery-failed.ts';
import { type Destination, type ReachRules, reachableAddress } from './reachable-address.ts';

/** One request to where a channel leads. */
export interface OutgoingMessage {
  readonly url: string;
  /** See {@link Destination}. */
  readonly reach: Destination['reach'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What came back; a body that is too large or breaks off is empty. */
export interface ChannelAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** @throws DeliveryFailed `unreachable`, `timeout`, `forbidden-target`, `bad-reply` */
export type NotifyFetch = (message: OutgoingMessage, signal: AbortSignal) => Promise<ChannelAnswer>;

export interface NotifyFetchOptions extends ReachRules {
  /** The authorities of a test. */
  readonly ca?: string | undefined;
}

/** Answers of these services are some hundred bytes. */
const LARGEST_ANSWER_BYTES = 64 * 1024;
const USER_AGENT = 'Davylamp (self-hosted miner monitor)';

/**
 * POST to a channel. No redirect is followed: a message and its token go where the owner said, or nowhere. No connection
 * is kept: alarms are rare.
 */
export function createNotifyFetch(options: NotifyFetchOptions): NotifyFetch {
  return async (message, signal) => {
    const url = new URL(message.url);
    const encrypted = url.protocol === 'https:';
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = Number(url.port) || (encrypted ? 443 : 80);
    const address = await within(
      signal,
      reachableAddress({ host, port, reach: message.reach, encrypted }, options),
    );
    return post(url, address, message, signal, options.ca);
  };
}

function post(
  url: URL,
  address: string,
  { headers, body }: OutgoingMessage,
  signal: AbortSignal,
  ca: string | undefined,
): Promise<ChannelAnswer> {
  return new Promise((found, failed) => {
    const encrypted = url.protocol === 'https:';
    let connected = false;
    const fail = (error: Error) => failed(spoken(error, connected, signal));
    const outgoing = (encrypted ? https : http).request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': USER_AGENT },
      agent: false,
      lookup: only(address),
      signal,
      ...(ca === undefined ? {} : { ca }),
    });
    outgoing.once('socket', (socket) => {
      socket.once(encrypted ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    outgoing.once('response', (incoming) => {
      answerOf(incoming, signal).then(found, fail);
    });
    outgoing.on('error', fail);
    // A switch to another protocol (101) ends the connection without an error.
    outgoing.on('close', () => fail(new Error('closed')));
    outgoing.end(body);
  });
}

async function answerOf(incoming: IncomingMessage, signal: AbortSignal): Promise<ChannelAnswer> {
  // Whether it was taken its status tells: words that are too many, or cut off, are done without.
  const bytes = await readAtMost(incoming, LARGEST_ANSWER_BYTES).catch(() => undefined);
  if (signal.aborted) throw new Error('aborted');
  return {
    status: incoming.statusCode ?? 0,
    retryAfter: incoming.headers['retry-after'],
    text: bytes ? new TextDecoder().decode(bytes) : '',
  };
}

/** Whatever is looked up, the address is the one that was looked at. */
function only(address: string): LookupFunction {
  const family = isIP(address);
  return (_, { all }, done) => {
    if (all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function spoken(cause: Error, mayHaveArrived: boolean, signal: AbortSignal): DeliveryFailed {
  if (signal.aborted) return new DeliveryFailed('timeout', { mayHaveArrived, cause });
  const code = 'code' in cause ? String(cause.code) : '';
  const isCertificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO)/.test(code);
  if (isCertificate)
    return new DeliveryFailed('refused', { said: `its certificate is not trusted (${code})`, cause });
  if (mayHaveArrived) return new DeliveryFailed('bad-reply', { mayHaveArrived, cause });
  return new DeliveryFailed('unreachable', { said: code || undefined, cause });
}

/** What `work` comes to, unless the signal ends first; a resolver knows no signals. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new DeliveryFailed('timeout'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
