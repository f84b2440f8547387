import { cbc } from '@noble/ciphers/aes.js';
import { bytesToHex, utf8ToBytes } from '@noble/ciphers/utils.js';
import type { DeviceSession, ReadOptions } from './adapter.ts';
import { beforeSending } from './before-sending.ts';
import { loginOf } from './login.ts';
import { isRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';
import {
  DeviceError,
  type DeviceErrorKind,
  type DeviceHttpReply,
  type DeviceTransport,
} from './transport.ts';

/** What Goldshell ships (facts, section 10). */
const SHIPPED = { username: 'admin', password: '123456789' };

const SILENT: ReadonlySet<DeviceErrorKind> = new Set(['timeout', 'unreachable', 'busy', 'too-large']);
const FINAL: ReadonlySet<DeviceErrorKind> = new Set(['no-proxy', 'not-paired', 'forbidden-target']);

/**
 * The web API of a Goldshell for the length of one reading, one request at a time: some fifteen a second end its web
 * server, and of requests in flight together it refuses some at random (goldshell-box-tools `docs/firmware-api.md`).
 * So a refusal is believed only after a login and a second try; a token never expires, and is kept.
 */
export class GoldshellWeb {
  readonly #session: DeviceSession;
  #hasLoggedIn = false;
  #failure: DeviceError | undefined;

  constructor(
    readonly transport: DeviceTransport,
    readonly options: ReadOptions,
  ) {
    this.#session = options.session ?? {};
  }

  /** The last thing that went wrong, should nothing at all be told. */
  get failure(): DeviceError | undefined {
    return this.#failure;
  }

  /**
   * The JSON at `path`; undefined where the device does not tell it. Once it has fallen silent it is asked no more.
   * @throws DeviceError when the way to the device is closed
   */
  async told(path: string): Promise<unknown> {
    if (this.#failure && SILENT.has(this.#failure.kind)) return undefined;
    try {
      return await this.json(path);
    } catch (error) {
      if (!(error instanceof DeviceError) || FINAL.has(error.kind)) throw error;
      // That it wants a password says more than that it does not know a page.
      if (this.#failure?.kind !== 'refused') this.#failure = error;
      return undefined;
    }
  }

  /** The JSON at `path`. @throws DeviceError `refused` where no login opens it, `unreadable-reply` where there is none */
  async json(path: string): Promise<unknown> {
    const reply = await this.#get(path, this.#session.token);
    if (!isRefusal(reply) || this.#hasLoggedIn) return replyJson(reply, path);
    this.#session.token = await this.#logIn();
    return replyJson(await this.#get(path, this.#session.token), path);
  }

  /**
   * Sends a command, which is carried out once: what is refused for want of a login was not done, and is sent again.
   * @throws DeviceError `refused` where no login opens it
   */
  async command(path: string, body?: object): Promise<DeviceHttpReply> {
    const { signal } = this.options;
    const send = (token: string) =>
      this.transport.http({
        method: 'PUT',
        path,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        ...(signal ? { signal } : {}),
      });
    this.#session.token ??= await beforeSending(() => this.#logIn());
    const first = await send(this.#session.token);
    if (!isRefusal(first)) return first;
    this.#session.token = await beforeSending(() => this.#logIn());
    return send(this.#session.token);
  }

  /** Old firmware takes the password as it is; newer answers 500 to that, and wants it encrypted. */
  async #logIn(): Promise<string> {
    this.#hasLoggedIn = true;
    const { username, password } = loginOf(this.options.credentials, SHIPPED);
    for (const [shown, cipher] of [
      [password, 'false'],
      [encrypted(password), 'true'],
    ]) {
      const form = new URLSearchParams({ username, password: shown ?? '', cipher: cipher ?? '' });
      const { signal } = this.options;
      const token = tokenIn(
        await this.transport.http({
          path: `/user/login?${form}`,
          headers: {},
          secret: true,
          ...(signal ? { signal } : {}),
        }),
      );
      if (token !== undefined) return token;
    }
    throw new DeviceError('refused', 'login: the device refuses the password');
  }

  #get(path: string, token: string | undefined): Promise<DeviceHttpReply> {
    const { signal } = this.options;
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return this.transport.http({ path, headers, ...(signal ? { signal } : {}) });
  }
}

const KEY = utf8ToBytes('!'.repeat(16));

/**
 * The password as the login page of newer firmware sends it: AES-128-CBC under a key that every miner shares, from an
 * IV of zeros, filled up with zeros, in hex. It keeps nothing secret.
 */
export function encrypted(password: string): string {
  const text = utf8ToBytes(password);
  const padded = new Uint8Array(Math.ceil(text.length / 16) * 16);
  padded.set(text);
  return bytesToHex(cbc(KEY, new Uint8Array(16), { disablePadding: true }).encrypt(padded));
}

function isRefusal({ status }: DeviceHttpReply): boolean {
  return status === 401 || status === 403;
}

function tokenIn({ status, text }: DeviceHttpReply): string | undefined {
  if (status !== 200) return undefined;
  try {
    const found: unknown = JSON.parse(text);
    const token = isRecord(found) ? found['JWT Token'] : undefined;
    return typeof token === 'string' && /^[\x21-\x7e]{1,4096}$/.test(token) ? token : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
