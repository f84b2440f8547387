import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LanPresence } from '../../proxy/app.ts';
import type { LanPlace } from '../../proxy/lan-place.ts';
import type { ProxyOptions } from '../../proxy/options.ts';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import type { ClaimReply, PairedDevice, PairingOffer } from '../../src/domain/pairing.ts';
import { pairingDigits, tokenHashOf } from '../../src/domain/pairing-digits.ts';

export const OWNER_TOKEN = 'the-token-of-the-owner-the-token-of-the-owne';

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** The problem's type, where it is one. */
  readonly problem: string | undefined;
}

export interface Ask {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Besides, or in place of, those that a page of the house sends. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A device as it stands before the door: with a token of its own making, accepted or not. */
export interface Newcomer {
  readonly token: string;
  readonly reply: Reply;
  /** The six digits that it shows, where its claim was taken. */
  readonly digits: string;
}

/** A reply without an end, as a page that listens holds it. */
export interface OpenReply {
  /** Everything so far. */
  heard(): string;
  isOpen(): boolean;
  /** Resolves when the helper, or {@link hangUp}, has ended it. */
  readonly ended: Promise<void>;
  hangUp(): void;
}

/** A helper whose door for the home network is open, on loopback, and whose clock a test can turn. */
export class LanHouse {
  readonly folder = mkdtempSync(join(tmpdir(), 'davylamp-lan-'));
  place: LanPlace = { computer: 'box', addresses: ['127.0.0.1'] };
  /** How far its clock has been turned, ms. */
  laterMs = 0;
  #proxy: RunningProxy | undefined;

  static async open(options: Partial<ProxyOptions> = {}, place?: LanPlace): Promise<LanHouse> {
    const house = new LanHouse();
    if (place) house.place = place;
    await house.start(options);
    return house;
  }

  /** Starts the helper (again) over what is kept. */
  async start(options: Partial<ProxyOptions> = {}): Promise<void> {
    await this.#proxy?.close();
    this.#proxy = await startProxy({
      token: OWNER_TOKEN,
      port: 0,
      devicePorts: '1024-65535',
      folder: this.folder,
      nowMs: () => Date.now() + this.laterMs,
      lan: { port: 0, certificatePort: 0, listenOn: '127.0.0.1', place: () => this.place },
      ...options,
    });
  }

  get proxy(): RunningProxy {
    if (!this.#proxy) throw new Error('the house is not open');
    return this.#proxy;
  }

  get lan(): LanPresence {
    const lan = this.proxy.lan();
    if (!lan) throw new Error('the house has no door for the network');
    return lan;
  }

  get certificateUrl(): string {
    return this.lan.certificate.urls[0] ?? '';
  }

  async close(): Promise<void> {
    await this.#proxy?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A call by HTTPS that trusts the authority of the house and nothing else. */
  call(path: string, ask: Ask = {}): Promise<Reply> {
    return replyTo(this.#request(path, ask), ask);
  }

  /** The same, and what is heard is not waited for. */
  listen(path: string, ask: Ask = {}): OpenReply {
    const request = this.#request(path, ask);
    let heard = '';
    request.on('response', (response) => {
      response.on('data', (chunk) => {
        heard += String(chunk);
      });
      response.on('error', () => response.destroy());
    });
    // A reply that is cut off is an error of the request, too.
    request.on('error', () => request.destroy());
    const ended = new Promise<void>((resolve) => request.once('close', resolve));
    request.end();
    return { heard: () => heard, isOpen: () => !request.closed, ended, hangUp: () => request.destroy() };
  }

  #request(path: string, ask: Ask): http.ClientRequest {
    const ca = readFileSync(join(this.folder, 'ca.crt'));
    // Else Node would compare the certificate with the `Host` header, which a test may forge.
    const servername = `${this.place.computer}.local`;
    const host = `${this.place.addresses[0] ?? servername}:${this.lan.port}`;
    const options = { ca, servername, agent: false as const, ...asPage(host, 'https', ask) };
    return https.request(`https://127.0.0.1:${this.lan.port}${path}`, options);
  }

  /** The same at the computer itself, where the owner sits. */
  ownerCall(path: string, ask: Ask = {}): Promise<Reply> {
    const host = `localhost:${this.proxy.port}`;
    const own = { token: OWNER_TOKEN, ...ask };
    const request = http.request(`http://127.0.0.1:${this.proxy.port}${path}`, {
      agent: false,
      ...asPage(host, 'http', own),
    });
    return replyTo(request, own);
  }

  async offer(): Promise<PairingOffer> {
    return JSON.parse((await this.ownerCall('/api/pairing/offers', { method: 'POST' })).text);
  }

  /** A device claims a code. */
  async claim(code: string, name = 'Phone'): Promise<Newcomer> {
    const token = randomBytes(32).toString('base64url');
    const tokenHash = await tokenHashOf(token);
    const reply = await this.call('/api/pairing/claim', { method: 'POST', body: { code, tokenHash, name } });
    const { nonce = '' } = JSON.parse(reply.text) as Partial<ClaimReply>;
    return { token, reply, digits: await pairingDigits({ code, tokenHash, nonce }) };
  }

  /** The owner types digits. */
  confirm(id: string, digits: string, miners: readonly object[] = []): Promise<Reply> {
    return this.ownerCall(`/api/pairing/offers/${id}`, { method: 'POST', body: { digits, miners } });
  }

  /** Lets a device in, the whole way. @returns its token and id */
  async letIn(name = 'Phone'): Promise<{ readonly token: string; readonly id: string }> {
    const { id, code } = await this.offer();
    const { token, digits } = await this.claim(code, name);
    await this.confirm(id, digits);
    const device = (await this.devices()).at(-1);
    if (!device) throw new Error('no device was let in');
    return { token, id: device.id };
  }

  async devices(): Promise<readonly PairedDevice[]> {
    return JSON.parse((await this.ownerCall('/api/devices')).text);
  }
}

function asPage(
  host: string,
  scheme: string,
  { method = 'GET', token, body, headers }: Ask,
): http.RequestOptions {
  return {
    method,
    headers: {
      host,
      'sec-fetch-site': 'same-origin',
      ...(method === 'GET' ? {} : { origin: `${scheme}://${host}` }),
      ...(token === undefined ? {} : { 'x-davylamp-token': token }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  };
}

function replyTo(request: http.ClientRequest, { body }: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        const problem = /urn:davylamp:problem:([\w-]+)/.exec(text)?.[1];
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, problem });
      });
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
