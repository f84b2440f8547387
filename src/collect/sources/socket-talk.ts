import { SourceError } from '../../domain/source-error.ts';
import type { Upstream } from '../../domain/upstream.ts';
import type { Heard, SocketErrand, Talk } from './question.ts';

export interface SocketPorts {
  readonly nowMs: () => number;
  readonly open: (url: string, protocol: string) => WebSocket;
}

/** Talks to a provider over a WebSocket until what was asked for is heard, and hangs up. */
export type SocketTalker = <T>(
  upstream: Upstream,
  errand: SocketErrand<T>,
  key: string | undefined,
  signal: AbortSignal,
) => Promise<{ readonly heard: Heard<T>; readonly receivedAtMs: number }>;

const TIMEOUT_MS = 30_000;
/** `WebSocket.OPEN`, WHATWG WebSockets section 3.1. */
const OPEN = 1;
/** A router that talks without end is not listened to. */
const MOST_FRAMES = 2_000;
const LONGEST_FRAME = 4 * 1024 * 1024;

/** Every failure is a SourceError. A socket is opened straight by the page: CORS does not bind it, its row names it. */
export function createSocketTalker({ nowMs, open }: SocketPorts): SocketTalker {
  return <T>(upstream: Upstream, errand: SocketErrand<T>, key: string | undefined, signal: AbortSignal) =>
    new Promise<{ readonly heard: Heard<T>; readonly receivedAtMs: number }>((resolve, reject) => {
      if (!upstream.sockets?.includes(new URL(errand.url).origin)) {
        reject(new SourceError('not-found', `${errand.url} is not among its addresses`));
        return;
      }
      const socket = open(errand.url, errand.protocol);
      let talk: Talk<T> = errand.begin(key);
      let frames = 0;
      const timer = setTimeout(() => fail('timeout', 'it does not answer in time'), TIMEOUT_MS);
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', aborted);
        socket.close();
      };
      const fail = (kind: SourceError['kind'], detail: string) => {
        end();
        reject(new SourceError(kind, detail));
      };
      const aborted = () => fail('timeout', 'it was not waited for');
      signal.addEventListener('abort', aborted);
      socket.addEventListener('open', () => {
        for (const frame of talk.send) socket.send(frame);
      });
      socket.addEventListener('error', () => fail('unreachable', 'its socket cannot be opened'));
      socket.addEventListener('close', () => fail('unreachable', 'its socket was closed before it had told'));
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        frames += 1;
        if (typeof data !== 'string' || data.length > LONGEST_FRAME || frames > MOST_FRAMES) {
          fail('unreadable-reply', 'its socket tells what cannot be read');
          return;
        }
        talk = talk.after(data, nowMs());
        for (const frame of talk.send) if (socket.readyState === OPEN) socket.send(frame);
        if (talk.error) {
          end();
          reject(talk.error);
        } else if (talk.heard) {
          end();
          resolve({ heard: talk.heard, receivedAtMs: nowMs() });
        }
      });
    });
}
