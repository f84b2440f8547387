import { SourceError } from '../../domain/source-error.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { awaitTurn, type TurnPorts } from './await-turn.ts';
import type { Heard, SocketErrand, Talk } from './question.ts';

export interface SocketPorts extends TurnPorts {
  readonly nowMs: () => number;
  readonly open: (url: string, protocol: string) => WebSocket;
}

/** Talks to a provider over a WebSocket until what was asked for is heard, and hangs up. */
export type SocketTalker = <T>(
  upstream: Upstream,
  errand: SocketErrand<T>,
  key: string | undefined,
  signal: AbortSignal,
) => Promise<Told<T>>;

interface Told<T> {
  readonly heard: Heard<T>;
  readonly receivedAtMs: number;
}

const TIMEOUT_MS = 30_000;
/** `WebSocket.OPEN`, WHATWG WebSockets section 3.1. */
const OPEN = 1;
/** A router that talks without end is not listened to. */
const MOST_FRAMES = 2_000;
const LONGEST_FRAME = 4 * 1024 * 1024;

/** Every failure is a SourceError. A socket is opened straight by the page: CORS does not bind it, its row names it. */
export function createSocketTalker(ports: SocketPorts): SocketTalker {
  return async (upstream, errand, key, signal) => {
    if (!upstream.sockets?.includes(new URL(errand.url).origin))
      throw new SourceError('not-found', `${errand.url} is not among its addresses`);
    // Before a socket is opened: it may want a key that nobody has.
    const first = errand.begin(key);
    await awaitTurn(ports, upstream, signal);
    return conversation(ports, opened(ports, errand), first, signal);
  };
}

function opened({ open }: SocketPorts, { url, protocol }: SocketErrand<unknown>): WebSocket {
  try {
    return open(url, protocol);
  } catch (cause) {
    throw new SourceError('unreachable', 'its socket cannot be opened', { cause });
  }
}

function conversation<T>(
  { nowMs }: SocketPorts,
  socket: WebSocket,
  first: Talk<T>,
  signal: AbortSignal,
): Promise<Told<T>> {
  return new Promise((resolve, reject) => {
    let talk = first;
    let frames = 0;
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      socket.close();
    };
    const fail = (kind: SourceError['kind'], detail: string) => {
      end();
      reject(new SourceError(kind, detail));
    };
    const timer = setTimeout(() => fail('timeout', 'it does not answer in time'), TIMEOUT_MS);
    const sendAll = () => {
      for (const frame of talk.send) if (socket.readyState === OPEN) socket.send(frame);
    };
    const hear = ({ data }: MessageEvent<unknown>) => {
      frames += 1;
      if (typeof data !== 'string' || data.length > LONGEST_FRAME || frames > MOST_FRAMES)
        return fail('unreadable-reply', 'its socket tells what cannot be read');
      talk = after(talk, data, nowMs());
      sendAll();
      if (!talk.error && !talk.heard) return;
      end();
      if (talk.heard) resolve({ heard: talk.heard, receivedAtMs: nowMs() });
      else reject(talk.error);
    };
    const whileItLasts = { signal: over.signal };
    signal.addEventListener('abort', () => fail('timeout', 'it was not waited for'), whileItLasts);
    socket.addEventListener('open', sendAll, whileItLasts);
    socket.addEventListener('error', () => fail('unreachable', 'its socket cannot be opened'), whileItLasts);
    const closed = () => fail('unreachable', 'its socket was closed before it had told');
    socket.addEventListener('close', closed, whileItLasts);
    socket.addEventListener('message', hear, whileItLasts);
  });
}

/** What it cannot make sense of ends a talk; nothing that a provider sends may leave it hanging. */
function after<T>(talk: Talk<T>, frame: string, nowMs: number): Talk<T> {
  try {
    return talk.after(frame, nowMs);
  } catch (cause) {
    const error =
      cause instanceof SourceError
        ? cause
        : new SourceError('unreadable-reply', 'what its socket tells cannot be read', { cause });
    return { ...talk, send: [], error };
  }
}
