import type { DeviceSession, ReadOptions } from './adapter.ts';
import { beforeSending } from './before-sending.ts';
import { jsonOf } from './evidence.ts';
import { isRecord, RawRecord } from './raw-record.ts';
import {
  DeviceError,
  type DeviceHttpReply,
  type DeviceHttpRequest,
  type DeviceTransport,
} from './transport.ts';

/** What the maker ships: no password (asic-rs, braiins `v21_09/mod.rs`). */
const SHIPPED = { username: 'root', password: '' };
const LOGIN = `mutation ($username: String!, $password: String!) {
  auth { login(username: $username, password: $password) { ... on VoidResult { void } } }
}`;
const CARD_PATH = '/cgi-bin/luci/admin/network/iface_status/lan';

/**
 * GraphQL and LuCI of Braiins OS up to 25.05, for the length of one reading. Most of GraphQL is open; whoever logs in
 * there gets a cookie, which opens LuCI as well. An empty one says that a login was of no use, and is not tried again.
 */
export class BraiinsSession {
  readonly #session: DeviceSession;
  #refusal: DeviceError | undefined;

  constructor(
    readonly transport: DeviceTransport,
    readonly options: ReadOptions,
  ) {
    this.#session = options.session ?? {};
  }

  /**
   * The `data` of a query; undefined where this version does not know what is asked.
   * @throws DeviceError `refused` where no login opens it
   */
  async query(query: string): Promise<unknown> {
    const first = await this.#post({ query });
    if (!isRefusal(first)) return dataOf(first);
    await this.#logIn();
    const again = await this.#post({ query });
    if (isRefusal(again)) throw this.#refused('/graphql: the device refuses');
    return dataOf(again);
  }

  /**
   * Logs in where nobody is yet; commands are for those who are.
   * @throws DeviceError `refused` where the password is wrong
   */
  async open(): Promise<void> {
    if (!this.#session.token) await beforeSending(() => this.#logIn());
  }

  /**
   * Sends a command, once: what is refused for want of a login was not done, and is sent again with one.
   * @returns the `data` of the reply
   * @throws DeviceError `refused` in the device's words
   */
  async mutate(query: string, variables?: Readonly<Record<string, unknown>>): Promise<RawRecord> {
    await this.open();
    const body = { query, ...(variables ? { variables } : {}) };
    const first = await this.#post(body);
    if (!isRefusal(first)) return takenData(first);
    await beforeSending(() => this.#logIn());
    const again = await this.#post(body);
    if (isRefusal(again)) throw this.#refused('/graphql: the device refuses');
    return takenData(again);
  }

  /** The network card, which alone knows the MAC; undefined where it is closed to us. */
  async card(): Promise<unknown> {
    const open = await this.#card();
    if (open !== undefined || this.#session.token === '') return open;
    try {
      await this.#logIn();
    } catch (error) {
      if (!(error instanceof DeviceError) || error.kind !== 'refused') throw error;
      this.#session.token = '';
      return undefined;
    }
    const opened = await this.#card();
    if (opened === undefined) this.#session.token = '';
    return opened;
  }

  async #card(): Promise<unknown> {
    const reply = await this.#http({ path: CARD_PATH });
    const found = reply.status === 200 ? jsonOf(reply.text) : undefined;
    return Array.isArray(found) ? found : undefined;
  }

  async #logIn(): Promise<void> {
    if (this.#refusal) throw this.#refusal;
    this.#session.token = undefined;
    const { username = SHIPPED.username, password } = this.options.credentials ?? SHIPPED;
    const reply = await this.#post({ query: LOGIN, variables: { username, password } });
    const cookie = reply.headers['set-cookie'];
    if (!cookie) throw this.#refused('/graphql: the device refuses the password');
    this.#session.token = cookie;
  }

  #refused(detail: string): DeviceError {
    this.#refusal = new DeviceError('refused', detail);
    return this.#refusal;
  }

  #post(body: object): Promise<DeviceHttpReply> {
    const headers = { 'content-type': 'application/json' };
    return this.#http({ method: 'POST', path: '/graphql', headers, body: JSON.stringify(body) });
  }

  #http(request: DeviceHttpRequest): Promise<DeviceHttpReply> {
    const { token: cookie } = this.#session;
    const { signal } = this.options;
    const headers = { ...request.headers, ...(cookie ? { cookie } : {}) };
    return this.transport.http({ ...request, headers, ...(signal ? { signal } : {}) });
  }
}

function dataOf(reply: DeviceHttpReply): unknown {
  const found = reply.status === 200 ? jsonOf(reply.text) : undefined;
  return isRecord(found) && isRecord(found.data) ? found.data : undefined;
}

/** What a command is answered with. @throws DeviceError `refused`, or `unreadable-reply` for neither yes nor no */
function takenData(reply: DeviceHttpReply): RawRecord {
  if (reply.status < 200 || reply.status >= 300)
    throw new DeviceError('refused', `the miner answers ${reply.status}`);
  const [words] = errorsIn(reply);
  if (words !== undefined) throw new DeviceError('refused', `the miner answers: ${words}`);
  const data = dataOf(reply);
  if (data === undefined) throw new DeviceError('unreadable-reply', '/graphql: neither yes nor no');
  return new RawRecord(data, []);
}

/** By its status, or with 200 and a sentence. */
function isRefusal(reply: DeviceHttpReply): boolean {
  if (reply.status === 401 || reply.status === 403) return true;
  return errorsIn(reply).some((words) => /unauthori[sz]ed|unauthenticated|not logged|log ?in/i.test(words));
}

function errorsIn(reply: DeviceHttpReply): readonly string[] {
  const found = reply.status === 200 ? jsonOf(reply.text) : undefined;
  const errors = isRecord(found) && Array.isArray(found.errors) ? found.errors : [];
  return errors.filter(isRecord).map(({ message }) => String(message));
}
