import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthority } from '../../proxy/certificate-authority.ts';
import type { UpstreamFetchOptions } from '../../proxy/upstream-fetch.ts';

const NAMES = ['api.market.lan', 'token.energy.lan', 'eu.pool.lan', 'us.pool.lan'];

/** Providers by HTTPS on a loopback port: real sockets, real certificates, nobody outside. */
export class ProviderHouse {
  /** What came in, in order. */
  readonly heard: { readonly request: http.IncomingMessage; readonly body: string }[] = [];
  /** How the next requests are answered. */
  answer: (request: http.IncomingMessage, reply: http.ServerResponse) => void = (_, reply) => reply.end('{}');
  readonly #server: https.Server;
  readonly #ca: string;

  private constructor(server: https.Server, ca: string) {
    this.#server = server;
    this.#ca = ca;
    server.on('request', (request, reply) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        this.heard.push({ request, body });
        this.answer(request, reply);
      });
    });
  }

  static async open(): Promise<ProviderHouse> {
    const folder = mkdtempSync(join(tmpdir(), 'davylamp-provider-'));
    const authority = await openAuthority(folder, 'provider', Date.now());
    const { cert, key } = await authority.issue({ hosts: NAMES, addresses: [] }, Date.now());
    rmSync(folder, { recursive: true });
    const server = https.createServer({ cert, key });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ProviderHouse(server, new X509Certificate(authority.certificate).toString());
  }

  /** The way here: its port, whom to trust, names that lead to loopback, and that being allowed. */
  way(): Required<UpstreamFetchOptions> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      port,
      ca: this.#ca,
      resolve: async () => ['127.0.0.1'],
      admits: (address) => address === '127.0.0.1',
    };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
