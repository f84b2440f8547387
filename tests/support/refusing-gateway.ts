import http, { type IncomingMessage, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** Chromium asks its maker by itself for updates, autofill and accounts; no provider of ours lives there. */
const OF_CHROMIUM = /^(http:\/\/)?[a-z0-9.-]+\.(google|googleapis|gvt1)\.com(:|\/)/;

/**
 * The way out of the house for a whole browser: pages, workers, service workers and sockets. It notes who is asked for,
 * and lets nobody through.
 */
export class RefusingGateway {
  /** `host:port`, in order. */
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    const note = (url = '') => {
      if (!OF_CHROMIUM.test(url)) this.asked.push(url);
    };
    server.on('connect', ({ url }: IncomingMessage, socket: Duplex) => {
      note(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    server.on('request', ({ url }, reply) => {
      note(url);
      reply.writeHead(403).end();
    });
  }

  static async open(): Promise<RefusingGateway> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new RefusingGateway(server);
  }

  /** For Chromium, which never takes it to loopback. */
  get argument(): string {
    return `--proxy-server=http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Notes every address outside of this computer that a socket of this process is connected to, until it is ended. */
export function noteConnections(): { readonly made: readonly string[]; end(): void } {
  const made: string[] = [];
  const whole = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect');
  const connect: unknown = whole?.value;
  if (!whole || typeof connect !== 'function') throw new Error('this Node connects in another way');
  Object.defineProperty(net.Socket.prototype, 'connect', {
    ...whole,
    value(this: net.Socket, ...how: unknown[]): unknown {
      this.on('connectionAttempt', (address: string, port: number) => {
        if (!/^(127\.|::1$)/.test(address)) made.push(`${address}:${port}`);
      });
      return Reflect.apply(connect, this, how);
    },
  });
  return { made, end: () => Object.defineProperty(net.Socket.prototype, 'connect', whole) };
}
