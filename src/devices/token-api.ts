import type { DeviceCredentials } from '../domain/credentials.ts';
import type { DeviceSession, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { refuseBlank } from './blank-reading.ts';
import { isRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';
import { DeviceError, type DeviceHttpReply, type DeviceTransport } from './transport.ts';

/** How a family hands out the tokens that open its web API. */
export interface TokenLogin {
  /** Where the web API has a port of its own. */
  readonly port?: number;
  /** What the maker ships: tried where the owner stored nothing. */
  readonly shipped: DeviceCredentials;
  /** Where to log in, and with what. */
  form(credentials: DeviceCredentials): { readonly path: string; readonly body: object };
  /** The token in the reply to the login; undefined where there is none. */
  tokenIn(reply: Readonly<Record<string, unknown>>): unknown;
  /** The header that carries the token. */
  header(token: string): Readonly<Record<string, string>>;
}

/**
 * A web API behind a login, for the length of one reading. It asks first and logs in when it is refused, so that what
 * is open stays readable, and a token that holds no more is renewed once. A wrong password is tried once a reading:
 * firmware locks its door after a few.
 */
export class TokenApi {
  readonly #session: DeviceSession;
  #refusal: DeviceError | undefined;

  constructor(
    readonly transport: DeviceTransport,
    readonly login: TokenLogin,
    readonly options: ReadOptions,
  ) {
    this.#session = options.session ?? {};
  }

  /** Why the device let nobody in, should it have come to that. */
  get refusal(): DeviceError | undefined {
    return this.#refusal;
  }

  /**
   * The JSON at `path`.
   * @throws DeviceError `refused` where no login opens it, `unreadable-reply` where there is none
   */
  async json(path: string): Promise<unknown> {
    const reply = await this.#get(path);
    if (!isRefusal(reply)) return replyJson(reply, path);
    await this.#logIn();
    const again = await this.#get(path);
    if (isRefusal(again)) throw this.#refused(`${path}: the device refuses (${again.status})`);
    return replyJson(again, path);
  }

  /** The same where a device may not know the path, or not open it: then it is just not there. */
  async jsonIfKnown(path: string): Promise<unknown> {
    try {
      return await this.json(path);
    } catch (error) {
      if (error instanceof DeviceError && (error.kind === 'unreadable-reply' || error.kind === 'refused'))
        return undefined;
      throw error;
    }
  }

  /**
   * Sends a command, which is carried out once: what a device refuses for want of a login it has not done, and gets again
   * with one. Any other answer is the device's.
   * @throws DeviceError `refused` where no login opens it
   */
  async command(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<DeviceHttpReply> {
    const send = () => {
      const { token } = this.#session;
      return this.#http({
        method,
        path,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : this.login.header(token)),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    };
    if (this.#session.token === undefined) await this.#logIn();
    const reply = await send();
    if (!isRefusal(reply)) return reply;
    await this.#logIn();
    const again = await send();
    if (isRefusal(again)) throw this.#refused(`${path}: the device refuses (${again.status})`);
    return again;
  }

  /**
   * A reading that says what the login cost it.
   * @throws DeviceError `refused` where nothing that a miner measures could be read without a login
   */
  told(snapshot: DeviceSnapshot, what: string): DeviceSnapshot {
    if (this.#refusal === undefined) return refuseBlank(snapshot, what);
    try {
      return withLoginRefused(refuseBlank(snapshot, what));
    } catch {
      throw this.#refusal;
    }
  }

  #get(path: string): Promise<DeviceHttpReply> {
    const { token } = this.#session;
    return this.#http({ path, headers: token === undefined ? {} : this.login.header(token) });
  }

  #http(request: {
    path: string;
    method?: 'POST' | 'PUT';
    headers: Readonly<Record<string, string>>;
    body?: string;
  }) {
    const { signal } = this.options;
    const { port } = this.login;
    return this.transport.http({ ...request, ...(port ? { port } : {}), ...(signal ? { signal } : {}) });
  }

  async #logIn(): Promise<void> {
    if (this.#refusal !== undefined) throw this.#refusal;
    this.#session.token = undefined;
    const { path, body } = this.login.form(this.options.credentials ?? this.login.shipped);
    const headers = { 'content-type': 'application/json' };
    const reply = await this.#http({ method: 'POST', path, headers, body: JSON.stringify(body) });
    const token = reply.status < 400 ? tokenIn(reply, this.login) : undefined;
    if (token === undefined)
      throw this.#refused(`${path}: the device refuses the password (${reply.status})`);
    this.#session.token = token;
  }

  #refused(detail: string): DeviceError {
    this.#session.token = undefined;
    this.#refusal = new DeviceError('refused', detail);
    return this.#refusal;
  }
}

/** A reading whose rest stands behind a password says so among what could not be read. */
export function withLoginRefused(snapshot: DeviceSnapshot): DeviceSnapshot {
  const oddity = {
    field: 'login',
    problem: 'the device refuses the password, more would be told',
    found: '',
  };
  const { reading } = snapshot;
  return { ...snapshot, reading: { ...reading, oddities: [...reading.oddities, oddity] } };
}

function isRefusal({ status }: DeviceHttpReply): boolean {
  return status === 401 || status === 403;
}

function tokenIn(reply: DeviceHttpReply, login: TokenLogin): string | undefined {
  const found = replyJson(reply, 'login');
  const token = isRecord(found) ? login.tokenIn(found) : undefined;
  return typeof token === 'string' && /^[\x21-\x7e]{1,4096}$/.test(token) ? token : undefined;
}
