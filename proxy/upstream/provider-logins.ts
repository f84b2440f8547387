import type { UpstreamLogin } from '../../src/domain/upstream.ts';
import { ProxyError } from '../problem.ts';
import type { Validators } from './outgoing-request.ts';
import type { UpstreamCall } from './upstream-call.ts';
import { askProvider, type ExchangeLimits, type UpstreamReply } from './upstream-exchange.ts';
import type { UpstreamFetch } from './upstream-fetch.ts';

interface Pass {
  readonly token: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What may go into a header, RFC 6750 section 2.1. */
const TOKEN = /^[\w.~+/=-]{8,4096}$/;
/** More accounts at one provider no household has. */
const MOST_PASSES = 16;

/**
 * Asks providers that want a pass for each half hour (WattTime): logs in with the owner's name and password, asks with
 * the pass that it gets, and logs in again when it ends or is refused. Passes are held in memory only.
 */
export class ProviderLogins {
  readonly #fetch: UpstreamFetch;
  /** By provider and key: nobody asks with another's pass. */
  readonly #passes = new Map<string, Pass>();
  readonly #underWay = new Map<string, Promise<string>>();

  constructor(fetch: UpstreamFetch) {
    this.#fetch = fetch;
  }

  /**
   * As askProvider does, with a pass where the provider wants one.
   * @throws ProxyError `key-needed` where it refuses name or password, and what askProvider throws
   */
  async ask(
    call: UpstreamCall,
    validators: Validators,
    limits: ExchangeLimits,
    signal: AbortSignal,
  ): Promise<UpstreamReply> {
    const login = call.upstream.key?.login;
    if (!login || call.key === undefined) return askProvider(call, validators, this.#fetch, limits, signal);
    const holder = JSON.stringify([call.upstream.id, call.key]);
    const withPass = (token: string) =>
      askProvider({ ...call, key: token }, validators, this.#fetch, limits, signal);
    const held = this.#held(holder, limits.nowMs());
    const reply = await withPass(held ?? (await this.#logIn(holder, call, login, limits, signal)));
    if (reply.status !== 401) return reply;
    this.#passes.delete(holder);
    // A pass that was refused as soon as it was given will not fare better the next time.
    if (held === undefined) return reply;
    limits.takeTurn();
    return withPass(await this.#logIn(holder, call, login, limits, signal));
  }

  #held(holder: string, nowMs: number): string | undefined {
    const pass = this.#passes.get(holder);
    // By a clock that was set back it would last for as long as that was wrong.
    return pass && nowMs >= pass.fromMs && nowMs < pass.untilMs ? pass.token : undefined;
  }

  /** One login for all who wait for it. */
  #logIn(
    holder: string,
    call: UpstreamCall,
    login: UpstreamLogin,
    limits: ExchangeLimits,
    signal: AbortSignal,
  ): Promise<string> {
    const begun = this.#underWay.get(holder);
    if (begun) return begun;
    const getting = this.#newPass(holder, call, login, limits, signal).finally(() =>
      this.#underWay.delete(holder),
    );
    this.#underWay.set(holder, getting);
    return getting;
  }

  async #newPass(
    holder: string,
    call: UpstreamCall,
    login: UpstreamLogin,
    limits: ExchangeLimits,
    signal: AbortSignal,
  ): Promise<string> {
    limits.takeTurn();
    const reply = await askProvider(loginCall(call, login), {}, this.#fetch, limits, signal);
    const token = tokenIn(call.upstream.name, reply);
    const fromMs = limits.nowMs();
    this.#passes.delete(holder);
    this.#passes.set(holder, { token, fromMs, untilMs: fromMs + login.freshMs });
    const [oldest] = this.#passes.keys();
    if (oldest !== undefined && this.#passes.size > MOST_PASSES) this.#passes.delete(oldest);
    return token;
  }
}

/** HTTP Basic, RFC 7617. It has no endpoints, so no redirect is followed with name and password. */
function loginCall(call: UpstreamCall, { host, path }: UpstreamLogin): UpstreamCall {
  const { upstream, key = '' } = call;
  const basic = upstream.key && {
    ...upstream.key,
    name: 'Authorization',
    prefix: 'Basic ',
    login: undefined,
  };
  const bytes = new TextEncoder().encode(key);
  return {
    ...call,
    upstream: { ...upstream, endpoints: [], key: basic },
    method: 'GET',
    host,
    path,
    headers: {},
    body: undefined,
    key: btoa(String.fromCodePoint(...bytes)),
  };
}

function tokenIn(name: string, { status, body, retryAfterS }: UpstreamReply): string {
  if (status === 401 || status === 403)
    throw new ProxyError('key-needed', `${name} refuses the user name or the password`);
  if (status === 429)
    throw new ProxyError('throttled', `${name} was logged in to too often`, {
      retryAfterS: retryAfterS ?? 60,
    });
  if (status === 200) {
    const token = tokenOf(new TextDecoder().decode(body));
    if (token !== undefined && TOKEN.test(token)) return token;
  }
  throw new ProxyError('bad-reply', `${name} lets nobody log in: it answers with status ${status}`);
}

/** `{"token": …}` */
function tokenOf(text: string): string | undefined {
  try {
    const told: unknown = JSON.parse(text);
    const isTold = typeof told === 'object' && told !== null && 'token' in told;
    return isTold && typeof told.token === 'string' ? told.token : undefined;
  } catch {
    return undefined;
  }
}
