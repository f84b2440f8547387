import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import type { ProxyOptions } from '../../proxy/options.ts';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';

export const HELPER_TOKEN = 'a-token-for-tests-a-token-for-tests-a-token';

/** The helper on a loopback port of its own, and devices for it to talk to: real sockets, nobody outside. */
export class HelperHouse {
  readonly proxy: RunningProxy;
  /** Name → its addresses, one list for each time that it is resolved; the last one stays. */
  readonly names: Map<string, string[][]>;
  #ends: (() => void)[] = [];

  private constructor(proxy: RunningProxy, names: Map<string, string[][]>) {
    this.proxy = proxy;
    this.names = names;
  }

  static async open(options: Partial<ProxyOptions> = {}): Promise<HelperHouse> {
    const names = new Map<string, string[][]>();
    const resolve = async (name: string) => {
      const answers = names.get(name);
      const answer = answers && answers.length > 1 ? answers.shift() : answers?.[0];
      if (!answer) throw new Error('ENOTFOUND');
      return answer;
    };
    const house = { token: HELPER_TOKEN, port: 0, devicePorts: '1024-65535', maxReplyBytes: 1_000_000 };
    return new HelperHouse(await startProxy({ ...house, resolve, ...options }), names);
  }

  /** Ends what a test has begun: devices and connections, not the helper. */
  tidy(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  async close(): Promise<void> {
    this.tidy();
    await this.proxy.close();
  }

  /** A web device on a loopback port of its own. */
  async webDevice(handler: http.RequestListener): Promise<{ port: number; server: http.Server }> {
    const server = http.createServer(handler);
    this.#ends.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { port: await listening(server), server };
  }

  /** A device of bytes: hears each packet of a connection and does with the socket what `answer` says. */
  async device(answer: (socket: net.Socket, heard: string) => void): Promise<number> {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (heard) => answer(socket, heard.toString('latin1')));
      this.#ends.push(() => socket.destroy());
    });
    this.#ends.push(() => server.close());
    return listening(server);
  }

  /** A call as the page makes it. */
  call(path: string, init: RequestInit = {}, headers: Record<string, string> = {}): Promise<Response> {
    const own = { 'x-davylamp-token': HELPER_TOKEN, 'sec-fetch-site': 'same-origin' };
    return fetch(this.proxy.url + path, { ...init, headers: { ...own, ...headers } });
  }

  web(port: number, path = '/', headers: Record<string, string> = {}): Promise<Response> {
    return this.call(`/api/device/http/127.0.0.1:${port}${path}`, {}, headers);
  }

  rpc(
    port: number,
    body: unknown = { command: 'summary' },
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const init = { method: 'POST', body: JSON.stringify(body) };
    return this.call(`/api/device/tcp/127.0.0.1:${port}`, init, headers);
  }

  /** What the helper sends back on these bytes, until it closes the connection or has been silent for a while. */
  raw(bytes: string | Buffer, silenceMs = 400): Promise<string> {
    return new Promise((resolve) => {
      const socket = net.connect({ host: '127.0.0.1', port: this.proxy.port });
      let heard = '';
      socket.setTimeout(silenceMs, () => socket.destroy());
      socket.on('data', (chunk) => {
        heard += chunk.toString('latin1');
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => resolve(heard));
      socket.write(bytes);
    });
  }

  /** A whole request of bytes with these headers and no others. @returns the status, and the problem's type if any */
  async rawCall(line: string, headers: readonly string[]): Promise<string> {
    const request = [`${line} HTTP/1.1`, ...headers, 'connection: close', '', ''];
    const reply = await this.raw(request.join('\r\n'), 5_000);
    return [reply.slice(9, 12), /urn:davylamp:problem:([\w-]+)/.exec(reply)?.[1] ?? ''].join(' ').trim();
  }

  /** A live feed as the page opens it; `protocols` and `headers` as a test wants them. */
  feed(
    path: string,
    protocols: string[] = ['davylamp.live', HELPER_TOKEN],
    headers: Record<string, string> = { origin: `http://127.0.0.1:${this.proxy.port}` },
  ) {
    const socket = new WebSocket(`ws://127.0.0.1:${this.proxy.port}${path}`, protocols, { headers });
    const frames: string[] = [];
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    const refused = new Promise<number>((resolve) =>
      socket.on('unexpected-response', (_, reply) => {
        resolve(reply.statusCode ?? 0);
        reply.resume();
      }),
    );
    socket.on('message', (frame) => frames.push(frame.toString()));
    socket.on('error', () => socket.terminate());
    this.#ends.push(() => socket.terminate());
    return { socket, frames, closed, refused };
  }
}

/** The type of a problem, which must be whole, and must not hold the token. */
export async function problemOf(reply: Response): Promise<string> {
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(reply.headers.get('x-davylamp-speaker')).toBe('proxy');
  const problem = (await reply.json()) as { type: string; status: number; title: string; detail: string };
  expect(problem.status).toBe(reply.status);
  expect(JSON.stringify(problem)).not.toContain(HELPER_TOKEN);
  return problem.type.replace('urn:davylamp:problem:', '');
}

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
