import { heldBack } from '../../domain/held-back.ts';
import { SourceError } from '../../domain/source-error.ts';
import { type Answer, answerKey, type Sourced } from '../../domain/sourced.ts';
import type { Upstream } from '../../domain/upstream.ts';
import type { SourceReply } from '../../sources/source.ts';
import type { Carrier } from './carrier.ts';
import { asSourceError, withoutKey } from './failure-told.ts';
import { fittingPast } from './fitting-past.ts';
import { nextAfterAnswer, nextAfterFailure } from './next-ask.ts';
import type { Heard, Question, SeriesPart } from './question.ts';
import type { SocketTalker } from './socket-talk.ts';

export interface SourceManagerPorts {
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly carry: Carrier;
  readonly talk: SocketTalker;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly upstreamOf: (id: string) => Upstream | undefined;
  readonly keyOf: (provider: string) => Promise<string | undefined>;
  /** An answer, or a failure, is to be kept and told. */
  readonly onAnswer: (answer: Answer, past: readonly SeriesPart[]) => Promise<void>;
}

/**
 * Asks providers, each no more often than its answers serve and than it allows, one question of a provider at a time.
 * The providers of a quantity stand in their order: a later one is asked only while all before it fail. An answer that
 * was heard once stays, with its age, whatever comes after.
 */
export class SourceManager {
  readonly #ports: SourceManagerPorts;
  readonly #answers = new Map<string, Answer>();
  /** By provider, when it may be asked again for what it takes at all. */
  readonly #freeAtMs = new Map<string, number>();
  readonly #running = new Map<string, Promise<Answer>>();
  /** Ends what a provider is being asked. */
  readonly #calls = new Map<string, AbortController>();
  /** Who was asked for each answer. */
  readonly #hosts = new Map<string, string>();
  /** How often a provider was forgotten: what it was asked before then is of no use. */
  readonly #forgotten = new Map<string, number>();
  #questions: readonly Question[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = new AbortController();

  constructor(ports: SourceManagerPorts, known: readonly Answer[]) {
    this.#ports = ports;
    this.learn(known);
  }

  /** What is asked from now on; the providers of one quantity in the order in which they are preferred. */
  follow(questions: readonly Question[]): void {
    this.#questions = questions;
    this.#plan();
  }

  /** Everything that was heard or tried, of providers that are followed. */
  get answers(): readonly Answer[] {
    const followed = new Set(this.#questions.map(keyOf));
    return [...this.#answers.values()].filter(({ key }) => followed.has(key));
  }

  /**
   * A decision or a key of a provider was changed: what failed is tried at once, what it said before is not his any more.
   * @param kept what it said that is about nobody, and stands until it is heard again
   */
  forget(provider: string, kept: readonly Answer[] = []): void {
    this.#forgotten.set(provider, (this.#forgotten.get(provider) ?? 0) + 1);
    // What waits for its turn, or to be repeated, is not sent any more.
    this.#calls.get(provider)?.abort();
    for (const answer of [...this.#answers.values()])
      if (answer.provider === provider) this.#answers.delete(answer.key);
    for (const { failure: _, ...answer } of kept)
      this.#answers.set(answer.key, { ...answer, failures: 0, nextAtMs: 0 });
    this.#plan();
  }

  /** Takes over what another tab has asked since. */
  learn(known: readonly Answer[]): void {
    for (const answer of known)
      if (answer.askedAtMs > (this.#answers.get(answer.key)?.askedAtMs ?? Number.NEGATIVE_INFINITY)) {
        this.#answers.set(answer.key, answer);
        // Also who reloads his page all the time asks nobody more often than is allowed.
        const freeAtMs = answer.askedAtMs + this.#paceMs(answer.provider);
        this.#freeAtMs.set(answer.provider, Math.max(this.#freeAtMs.get(answer.provider) ?? 0, freeAtMs));
      }
  }

  /** Asks all of it now, whoever is preferred, until one fails or a provider is forgotten. @returns what came of it */
  async ask(questions: readonly Question[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    const before = new Map(this.#forgotten);
    const stands = ({ provider }: Question) => this.#forgotten.get(provider) === before.get(provider);
    for (const question of questions) {
      if (stands(question)) answers.push(await this.#ask(question, () => stands(question), true));
      // Who does not answer the first has no need of the others.
      if (answers.at(-1)?.failure) break;
    }
    this.#plan();
    return answers;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped.abort();
    this.#questions = [];
  }

  /** Sleeps until the next question is due. */
  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stopped.signal.aborted || this.#questions.length === 0) return;
    const nowMs = this.#ports.nowMs();
    const dueAtMs = Math.min(...this.#questions.map((question) => this.#dueAtMs(question)));
    if (dueAtMs === Number.POSITIVE_INFINITY) return;
    // Clocks are set: whatever they say, it looks again within a quarter of an hour.
    this.#timer = setTimeout(() => this.#turn(), Math.min(Math.max(dueAtMs - nowMs, 0), LONGEST_SLEEP_MS));
  }

  /** Asks each provider the first thing that it is due for; what else it is due for follows when it may be asked again. */
  #turn(): void {
    const nowMs = this.#ports.nowMs();
    for (const question of this.#questions)
      if (this.#dueAtMs(question) <= nowMs)
        void this.#ask(question, () => this.#isFollowed(question)).then(() => this.#plan());
    this.#plan();
  }

  /** Epoch ms; never while its provider or enough others are being asked, or while one that is preferred serves. */
  #dueAtMs(question: Question): number {
    if (this.#running.has(question.provider) || this.#running.size >= MOST_AT_ONCE)
      return Number.POSITIVE_INFINITY;
    const { quantity } = question;
    const before = this.#questions.slice(0, this.#questions.indexOf(question));
    const preferred = before.filter((other) => other.quantity === quantity);
    const serves = preferred.some((other) => (this.#answers.get(keyOf(other))?.failures ?? 0) === 0);
    if (serves && question.vouchMs === undefined) return Number.POSITIVE_INFINITY;
    const answer = this.#answers.get(keyOf(question));
    // One from the future was asked by a clock that was set back since: it would serve for as long as that was wrong.
    const stands = answer !== undefined && answer.askedAtMs <= this.#ports.nowMs();
    const vouchAtMs = serves && stands ? answer.askedAtMs + (question.vouchMs ?? 0) : 0;
    const nextAtMs = stands ? Math.max(answer.nextAtMs, vouchAtMs) : 0;
    return Math.max(nextAtMs, this.#freeAt(question.provider));
  }

  /** When a provider may be asked again; written back, so that a clock that was set back does not lock it. */
  #freeAt(provider: string): number {
    const freeAtMs = Math.min(this.#freeAtMs.get(provider) ?? 0, this.#ports.nowMs() + SLOWEST_PACE_MS);
    this.#freeAtMs.set(provider, freeAtMs);
    return freeAtMs;
  }

  /** The least time between two questions to a provider, ms. */
  #paceMs(provider: string): number {
    return 60_000 / (this.#ports.upstreamOf(provider)?.requestsPerMinute ?? 1);
  }

  /** What other providers that are followed said of the same quantity; who only tests follows nobody. */
  #othersThan({ quantity, provider }: Question): readonly Answer[] {
    const known = this.#questions.length > 0 ? this.answers : [...this.#answers.values()];
    return known.filter((answer) => answer.quantity === quantity && answer.provider !== provider);
  }

  #isFollowed(question: Question): boolean {
    return this.#questions.some((each) => keyOf(each) === keyOf(question));
  }

  /** One question of a provider at a time: whoever comes meanwhile waits for its turn. */
  async #ask(question: Question, isWanted: () => boolean, asTest = false): Promise<Answer> {
    const { provider } = question;
    while (this.#running.has(provider)) await this.#running.get(provider);
    const asking = this.#inTurn(question, isWanted, asTest).finally(() => this.#running.delete(provider));
    this.#running.set(provider, asking);
    return asking;
  }

  async #inTurn(question: Question, isWanted: () => boolean, asTest: boolean): Promise<Answer> {
    const waitMs = this.#freeAt(question.provider) - this.#ports.nowMs();
    if (waitMs > 0) await this.#ports.pause(waitMs, this.#stopped.signal);
    return this.#answerTo(question, isWanted, asTest);
  }

  async #answerTo(question: Question, isWanted: () => boolean, asTest: boolean): Promise<Answer> {
    const { provider, quantity } = question;
    const key = keyOf(question);
    const askedAtMs = this.#ports.nowMs();
    const before = this.#answers.get(key);
    const forgotten = this.#forgotten.get(provider);
    let answer: Answer;
    let past: readonly SeriesPart[] = [];
    try {
      const renew = asTest || before?.failure?.kind === 'unreadable-reply';
      const {
        heard: told,
        past: points,
        older,
        more,
      } = await this.#hear(question, before?.heard, isWanted, renew);
      const { heard, doubts } = heldBack(quantity, told, before?.heard, this.#othersThan(question));
      const isHeld = doubts.some(({ counted }) => !counted);
      past = isHeld ? [] : fittingPast(points ?? [], this.answers, askedAtMs);
      const nextAtMs = more ? askedAtMs : nextAfterAnswer(askedAtMs, question.freshMs, this.#ports.random);
      const host = this.#hosts.get(key);
      const base = { key, quantity, provider, askedAtMs, host, ...(doubts.length > 0 ? { doubts } : {}) };
      answer = older
        ? this.#failed(base, before, older, newer(heard, before?.heard, askedAtMs))
        : { ...base, heard, failures: 0, nextAtMs };
    } catch (error) {
      const { doubts } = before ?? {};
      const base = { key, quantity, provider, askedAtMs, host: this.#hosts.get(key) ?? before?.host, doubts };
      answer = this.#failed(base, before, asSourceError(error), before?.heard);
    }
    // It may have been forgotten, or stopped, while it was asked.
    const isOfBefore = this.#forgotten.get(provider) !== forgotten;
    if (this.#stopped.signal.aborted || !isWanted() || isOfBefore) return answer;
    this.#answers.set(key, answer);
    await this.#ports.onAnswer(answer, past);
    return answer;
  }

  #failed(
    base: Omit<Answer, 'heard' | 'failures' | 'failure' | 'nextAtMs'>,
    before: Answer | undefined,
    error: SourceError,
    heard: Sourced<unknown> | undefined,
  ): Answer {
    const { kind, detail } = error;
    const failures = (before?.failures ?? 0) + 1;
    const nextAtMs = nextAfterFailure(base.askedAtMs, error, failures, this.#ports.random);
    return { ...base, heard, failures, failure: { kind, detail, atMs: base.askedAtMs }, nextAtMs };
  }

  async #hear(
    question: Question,
    before: Sourced<unknown> | undefined,
    isWanted: () => boolean,
    renew: boolean,
  ): Promise<
    Pick<Heard<unknown>, 'past' | 'more'> & Pick<SourceReply, 'older'> & { readonly heard: Sourced<unknown> }
  > {
    const { provider } = question;
    const upstream = this.#ports.upstreamOf(provider);
    if (!upstream) throw new SourceError('not-found', 'this version of Davylamp does not know it');
    const key = await this.#ports.keyOf(provider);
    // It may have waited for its turn, and have been switched off meanwhile.
    if (this.#stopped.signal.aborted || !isWanted())
      throw new SourceError('not-found', 'it was switched off before it was asked');
    this.#freeAtMs.set(provider, this.#ports.nowMs() + this.#paceMs(provider));
    const told = await this.#told(upstream, question, before?.value, key, renew).catch((error: unknown) => {
      throw withoutKey(asSourceError(error), key);
    });
    const { value, atMs, receivedAtMs, ...others } = told;
    const heard = { value, provider, receivedAtMs, atMs: Math.min(atMs ?? receivedAtMs, receivedAtMs) };
    return { heard, ...others };
  }

  async #told<T>(
    upstream: Upstream,
    question: Question<T>,
    before: unknown,
    key: string | undefined,
    renew: boolean,
  ): Promise<Heard<T> & Pick<SourceReply, 'receivedAtMs' | 'older'>> {
    const errand = question.errandAt(this.#ports.nowMs(), key, before);
    this.#hosts.set(keyOf(question), 'begin' in errand ? new URL(errand.url).host : errand.request.host);
    const call = new AbortController();
    this.#calls.set(question.provider, call);
    const signal = AbortSignal.any([this.#stopped.signal, call.signal]);
    if ('begin' in errand) {
      const { heard, receivedAtMs } = await this.#ports.talk(upstream, errand, key, signal);
      return { ...heard, receivedAtMs };
    }
    const reply = await this.#ports.carry(upstream, errand.request, key, signal, renew);
    return { ...errand.read(reply), receivedAtMs: reply.receivedAtMs, older: reply.older };
  }
}

/** The helper answers sixteen questions at a time, all tabs and telephones together. */
const MOST_AT_ONCE = 6;
const LONGEST_SLEEP_MS = 15 * 60_000;
/** Of all rows: one question a minute. */
const SLOWEST_PACE_MS = 60_000;

/** What a clock that was ahead has dated is newer than nothing. */
function newer(
  heard: Sourced<unknown>,
  before: Sourced<unknown> | undefined,
  nowMs: number,
): Sourced<unknown> {
  const isNewer = before && before.receivedAtMs > heard.receivedAtMs && before.receivedAtMs <= nowMs;
  return isNewer ? before : heard;
}

function keyOf({ quantity, provider }: Question): string {
  return answerKey(quantity, provider);
}
