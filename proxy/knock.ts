import net from 'node:net';
import { hasCode } from './error-code.ts';
import { ProxyError } from './problem.ts';

/** What stands behind a port: a listener; a computer that refuses; nobody, as far as can be told in time. */
export type Answer = 'open' | 'refused' | 'silent';

/** Asks once whether somebody listens. */
export type Knock = (address: string, port: number, signal: AbortSignal) => Promise<Answer>;

/**
 * Longest wait for a sign of life, ms. An ESP32 that saves power hears its access point every 300 ms, once for the
 * address resolution and once for the connection; a lost packet is sent again after a second only.
 */
export const KNOCK_MS = 900;

/**
 * Opens a TCP connection and closes it again without a word.
 * @throws ProxyError `bad-reply` when this computer has no connections left to open
 */
export const knockByTcp: Knock = (address, port, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return resolve('silent');
    const socket = net.connect({ host: address, port });
    const leave = () => settle('silent');
    const timer = setTimeout(leave, KNOCK_MS);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      socket.destroy();
      resolve(answer);
    };
    signal.addEventListener('abort', leave, { once: true });
    socket.once('connect', () => settle('open'));
    socket.on('error', (cause) => {
      if (hasCode(cause, 'EMFILE', 'ENFILE', 'ENOBUFS'))
        reject(new ProxyError('bad-reply', 'this computer has no connections left', { cause }));
      settle(hasCode(cause, 'ECONNREFUSED', 'ECONNRESET') ? 'refused' : 'silent');
    });
  });
