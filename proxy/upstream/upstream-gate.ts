import type { CacheState } from '../../src/domain/proxy-problem.ts';
import { ProxyError } from '../problem.ts';
import { ProviderLogins } from './provider-logins.ts';
import { type KeptReply, ReplyCache } from './reply-cache.ts';
import { RequestBudget } from './request-budget.ts';
import type { UpstreamCall } from './upstream-call.ts';
import type { UpstreamReply } from './upstream-exchange.ts';
import type { UpstreamFetch } from './upstream-fetch.ts';

/** What the gate needs of the world. */
export interface UpstreamPorts {
  readonly fetch: UpstreamFetch;
  /** Epoch ms. */
  readonly nowMs: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export interface UpstreamLimits {
  readonly maxReplyBytes: number;
  readonly maxKeptBytes: number;
  /** For one question, its repetition included, ms. */
  readonly patienceMs: number;
  readonly mostUnderWay: number;
}

/** A page waits 20 s for its helper; a day of prices for all zones of ENTSO-E is 1 MB. */
export const UPSTREAM_LIMITS: UpstreamLimits = {
  maxReplyBytes: 4 * 1024 * 1024,
  maxKeptBytes: 32 * 1024 * 1024,
  patienceMs: 15_000,
  mostUnderWay: 16,
};

export interface UpstreamAnswer {
  readonly reply: UpstreamReply;
  readonly cache: CacheState;
  /** Since the provider said so. */
  readonly ageMs: number;
  /** Why nothing newer came: `status-503` or a problem's type. */
  readonly staleReason?: string | undefined;
}

/** After a failure an older answer stands so long before the provider is asked again: nobody waits for it each time. */
const REST_MS = 30_000;
/** By so much clocks are put right without anybody setting them. */
const CLOCK_SLACK_MS = 60_000;
/** Between a question that failed and its repetition: half of it to all of it. */
const RETRY_PAUSE_MS = 1_000;
/** What a provider says of itself, and not of the question: it may be asked again, and the older answer still stands. */
const isFailure = (status: number) => status >= 500 || status === 408;
/** 418 is what Binance says to whom it has told 429 too often. */
const ASKED_TOO_OFTEN = new Set([418, 429]);
const USUAL_CLOSED_S = 60;
/** Of the problems those that a second try may not meet. A timeout has used up the patience. */
const PASSING = new Set(['unreachable', 'bad-reply']);

/**
 * The one way to providers: what was said of late is said again, what is just being asked is not asked twice, nobody is
 * asked more often than its row allows, and where it fails the older answer stands, with its age.
 */
export class UpstreamGate {
  readonly #ports: UpstreamPorts;
  readonly #limits: UpstreamLimits;
  readonly #cache: ReplyCache;
  readonly #budget = new RequestBudget();
  readonly #logins: ProviderLogins;
  readonly #underWay = new Map<string, Promise<UpstreamAnswer>>();

  constructor(ports: UpstreamPorts, limits: Partial<UpstreamLimits> = {}) {
    this.#ports = ports;
    this.#limits = { ...UPSTREAM_LIMITS, ...limits };
    this.#cache = new ReplyCache(this.#limits.maxKeptBytes);
    this.#logins = new ProviderLogins(ports.fetch);
  }

  /** @throws ProxyError `throttled`, `busy`, and what ProviderLogins throws, where there is no older answer */
  answer(call: UpstreamCall): Promise<UpstreamAnswer> {
    const question = questionOf(call);
    const kept = this.#known(question);
    const ageMs = kept ? this.#ports.nowMs() - kept.atMs : Number.NaN;
    // A clock that was set back makes what is kept as good as unknown.
    if (kept && !call.renew && ageMs >= 0 && ageMs < call.endpoint.freshMs)
      return Promise.resolve({ reply: kept.reply, cache: 'hit', ageMs });
    const restMs = kept?.failed ? kept.failed.untilMs - this.#ports.nowMs() : 0;
    if (kept?.failed && !call.renew && restMs > 0 && restMs <= REST_MS)
      return Promise.resolve(this.#stale(kept, kept.failed.reason));
    const begun = this.#underWay.get(question);
    if (begun) return begun;
    const asking = this.#ask(question, call, kept).finally(() => this.#underWay.delete(question));
    this.#underWay.set(question, asking);
    return asking;
  }

  /** What is kept, unless it is from the future: then the clock was set back, and nobody knows how old it is. */
  #known(question: string): KeptReply | undefined {
    const kept = this.#cache.get(question);
    return kept && kept.atMs - this.#ports.nowMs() > CLOCK_SLACK_MS ? undefined : kept;
  }

  async #ask(question: string, call: UpstreamCall, kept: KeptReply | undefined): Promise<UpstreamAnswer> {
    const standBy = (reason: string): UpstreamAnswer | undefined => {
      if (!kept) return undefined;
      const failed = { reason, untilMs: this.#ports.nowMs() + Math.min(REST_MS, call.endpoint.freshMs) };
      this.#cache.set(question, { ...kept, failed });
      return this.#stale(kept, reason);
    };
    try {
      const reply = await this.#reply(call, kept);
      const reason = whyNot(reply);
      if (reason === undefined) return this.#keep(question, reply, kept);
      return standBy(reason) ?? { reply, cache: 'miss', ageMs: 0 };
    } catch (error) {
      const older = error instanceof ProxyError ? standBy(error.type) : undefined;
      if (older) return older;
      throw error;
    }
  }

  #keep(question: string, reply: UpstreamReply, kept: KeptReply | undefined): UpstreamAnswer {
    const atMs = this.#ports.nowMs();
    if (reply.status === 304 && kept) {
      this.#cache.set(question, { reply: kept.reply, atMs });
      return { reply: kept.reply, cache: 'revalidated', ageMs: 0 };
    }
    // Refusals and what is not there yet are told, and not kept: the next question may fare better.
    if (reply.status === 200) this.#cache.set(question, { reply, atMs });
    return { reply, cache: 'miss', ageMs: 0 };
  }

  #stale({ reply, atMs }: KeptReply, staleReason: string): UpstreamAnswer {
    return { reply, cache: 'stale', ageMs: Math.max(0, this.#ports.nowMs() - atMs), staleReason };
  }

  /** The provider's answer; where a reading question fails in passing, that to its one repetition. */
  async #reply(call: UpstreamCall, kept: KeptReply | undefined): Promise<UpstreamReply> {
    const signal = AbortSignal.timeout(this.#limits.patienceMs);
    try {
      const first = await this.#once(call, kept, signal);
      if (!isFailure(first.status) || first.retryAfterS !== undefined) return first;
      return (await this.#again(call, kept, signal)) ?? first;
    } catch (error) {
      const passing = error instanceof ProxyError && PASSING.has(error.type);
      const second = passing ? await this.#again(call, kept, signal) : undefined;
      if (second) return second;
      throw error;
    }
  }

  /** @returns undefined where there must be no second try: it may do something, or has no token left */
  async #again(
    call: UpstreamCall,
    kept: KeptReply | undefined,
    signal: AbortSignal,
  ): Promise<UpstreamReply | undefined> {
    if (call.method !== 'GET') return undefined;
    await this.#ports.pause(RETRY_PAUSE_MS * (0.5 + 0.5 * this.#ports.random()));
    if (signal.aborted || this.#budget.take(call.upstream, this.#ports.nowMs()) > 0) return undefined;
    return this.#asked(call, kept, signal);
  }

  #once(call: UpstreamCall, kept: KeptReply | undefined, signal: AbortSignal): Promise<UpstreamReply> {
    // Each may hold a whole answer in memory.
    if (this.#underWay.size >= this.#limits.mostUnderWay)
      throw new ProxyError('busy', 'too many providers are just being asked');
    this.#takeTurn(call);
    return this.#asked(call, kept, signal);
  }

  /** @throws ProxyError `throttled` */
  #takeTurn({ upstream }: UpstreamCall): void {
    const waitMs = this.#budget.take(upstream, this.#ports.nowMs());
    if (waitMs > 0)
      throw new ProxyError('throttled', `${upstream.name} is asked as often as it allows`, {
        retryAfterS: Math.ceil(waitMs / 1000),
      });
  }

  async #asked(call: UpstreamCall, kept: KeptReply | undefined, signal: AbortSignal): Promise<UpstreamReply> {
    const { nowMs } = this.#ports;
    const { maxReplyBytes } = this.#limits;
    const limits = { maxReplyBytes, nowMs, takeTurn: () => this.#takeTurn(call) };
    // What will not do must not be confirmed.
    const validators = call.method === 'GET' && !call.renew ? kept?.reply : undefined;
    const reply = await this.#logins.ask(call, validators ?? {}, limits, signal);
    if (ASKED_TOO_OFTEN.has(reply.status)) {
      const forS = reply.retryAfterS ?? USUAL_CLOSED_S;
      this.#budget.close(call.upstream, 1000 * forS, nowMs());
    }
    return reply;
  }
}

/** Why an older answer is worth more than this one; undefined where it is not. */
function whyNot({ status, body }: UpstreamReply): string | undefined {
  if (isFailure(status) || ASKED_TOO_OFTEN.has(status)) return `status-${status}`;
  // Who guards a provider, or mends it, says so by a web page, and often with status 200. (By its first letters: some
  // providers call their JSON a web page.)
  const first = new TextDecoder().decode(body.subarray(0, 100));
  return status === 200 && /^\s*($|<!doctype html|<html)/i.test(first) ? 'no-answer' : undefined;
}

/** Two calls are one question when they would go out alike, key included: nobody gets what another's key was told. */
function questionOf({ upstream, method, host, path, headers, body, key }: UpstreamCall): string {
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([upstream.id, method, host, path, sorted, body?.contentType, body?.text, key]);
}
