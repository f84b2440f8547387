import { SourceError } from '../../domain/source-error.ts';
import { fieldsOf, rowsOf, textOf } from '../fields.ts';
import { signChallenge } from './wamp-cra.ts';

/** The WebSocket subprotocol of WAMP 2 with JSON. */
export const WAMP_SUBPROTOCOL = 'wamp.2.json';

export interface WampLogin {
  readonly realm: string;
  readonly authId: string;
  readonly secret: string;
}

/** What the router said, in the terms of the caller. */
export type WampNews =
  | { readonly kind: 'open' }
  | { readonly kind: 'result'; readonly procedure: string; readonly args: readonly unknown[] }
  | { readonly kind: 'subscribed'; readonly topic: string }
  | { readonly kind: 'event'; readonly topic: string; readonly args: readonly unknown[] }
  /** A procedure or a topic is refused; the session goes on. `of` names it. */
  | { readonly kind: 'failed'; readonly of: string; readonly error: SourceError }
  /** Nothing more will come. Without an error it was we who left, or the router did in peace. */
  | { readonly kind: 'closed'; readonly error?: SourceError | undefined };

/**
 * A WAMP 2 session as caller and subscriber, as far as messages go (wamp-proto.org, basic profile; login by WAMP-CRA).
 * It holds no socket: every step takes what came and gives what to send, and what it means.
 */
export interface WampSession {
  readonly phase: 'joining' | 'open' | 'closing' | 'closed';
  readonly login: WampLogin;
  /** Of the next request: counted from 1 by the session, as the protocol wants. */
  readonly next: number;
  /** Requests without an answer. */
  readonly pending: ReadonlyMap<number, Pending>;
  /** Topics by the number that the router gave them. */
  readonly topics: ReadonlyMap<number, string>;
}

type Pending = { readonly code: 32 | 48; readonly name: string };

export interface WampStep {
  readonly session: WampSession;
  /** Text frames, in this order. */
  readonly send: readonly string[];
  readonly news: readonly WampNews[];
}

const CODE = {
  hello: 1,
  welcome: 2,
  abort: 3,
  challenge: 4,
  authenticate: 5,
  goodbye: 6,
  error: 8,
  subscribe: 32,
  subscribed: 33,
  event: 36,
  call: 48,
  result: 50,
} as const;

/** The first step, once the socket is open. */
export function join(login: WampLogin): WampStep {
  const session: WampSession = { phase: 'joining', login, next: 1, pending: new Map(), topics: new Map() };
  const details = {
    roles: { caller: {}, subscriber: {} },
    authmethods: ['wampcra'],
    authid: login.authId,
  };
  return { session, send: [message(CODE.hello, login.realm, details)], news: [] };
}

/**
 * Calls a procedure; its result comes as news of that name.
 * @throws Error where the session is not open: a mistake of the caller
 */
export function call(session: WampSession, procedure: string, args: readonly unknown[]): WampStep {
  return ask(session, { code: CODE.call, name: procedure }, args.length > 0 ? [args] : []);
}

/** Subscribes to a topic; its events come as news of that name. @throws Error where the session is not open */
export function subscribe(session: WampSession, topic: string): WampStep {
  return ask(session, { code: CODE.subscribe, name: topic }, []);
}

/** Leaves in peace; the router answers, and then the socket can be closed. */
export function leave(session: WampSession): WampStep {
  if (session.phase === 'closed' || session.phase === 'closing') return quiet(session);
  const goodbye = message(CODE.goodbye, {}, 'wamp.close.system_shutdown');
  return { session: { ...session, phase: 'closing' }, send: [goodbye], news: [] };
}

/** Takes a text frame of the router. What breaks the protocol ends the session: an ABORT to the router, and news of it. */
export function receive(session: WampSession, frame: string): WampStep {
  if (session.phase === 'closed') return quiet(session);
  const parts = partsOf(frame);
  if (parts === undefined) return violated(session, 'its frame is no message of WAMP');
  const [code, ...rest] = parts;
  switch (code) {
    case CODE.challenge:
      return session.phase === 'joining' ? challenged(session, rest) : violated(session, 'a late challenge');
    case CODE.welcome:
      return session.phase === 'joining'
        ? { session: { ...session, phase: 'open' }, send: [], news: [{ kind: 'open' }] }
        : violated(session, 'a second welcome');
    case CODE.abort:
      return closed(session, [], failureOf(rest[1], rest[0]));
    case CODE.goodbye:
      return parted(session, rest);
    case CODE.result:
      return answered(session, rest, CODE.call);
    case CODE.subscribed:
      return answered(session, rest, CODE.subscribe);
    case CODE.error:
      return refused(session, rest);
    case CODE.event:
      return told(session, rest);
    default:
      return violated(session, `message ${JSON.stringify(code)} is none for a caller`);
  }
}

function ask(session: WampSession, pending: Pending, rest: readonly unknown[]): WampStep {
  if (session.phase !== 'open') throw new Error(`${pending.name} is asked of a session that is not open`);
  const request = session.next;
  const waiting = new Map(session.pending).set(request, pending);
  return {
    session: { ...session, next: request + 1, pending: waiting },
    send: [message(pending.code, request, {}, pending.name, ...rest)],
    news: [],
  };
}

function challenged(session: WampSession, [method, extra]: readonly unknown[]): WampStep {
  if (method !== 'wampcra') return violated(session, 'it wants a login of a kind nobody offered');
  try {
    const signature = signChallenge(session.login.secret, extra);
    return { session, send: [message(CODE.authenticate, signature, {})], news: [] };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return closed(session, [message(CODE.abort, {}, 'wamp.error.cannot_authenticate')], error);
  }
}

/** RESULT [id, details, args?] and SUBSCRIBED [id, subscription]; an answer nobody waits for is left aside. */
function answered(session: WampSession, rest: readonly unknown[], code: Pending['code']): WampStep {
  const [request, second, args] = rest;
  const asked = waiting(session, request);
  if (asked?.code !== code) return quiet(session);
  const after = { ...session, pending: without(session, request) };
  if (code === CODE.call)
    return {
      session: after,
      send: [],
      news: [{ kind: 'result', procedure: asked.name, args: rowsOf(args) }],
    };
  if (typeof second !== 'number') return violated(session, 'a subscription without a number');
  const topics = new Map(session.topics).set(second, asked.name);
  return { session: { ...after, topics }, send: [], news: [{ kind: 'subscribed', topic: asked.name }] };
}

/** ERROR [kind of request, id, details, uri, args?]. */
function refused(session: WampSession, [, request, , uri, args]: readonly unknown[]): WampStep {
  const asked = waiting(session, request);
  if (asked === undefined) return quiet(session);
  const error = failureOf(uri, { message: rowsOf(args)[0] });
  const news: WampNews = { kind: 'failed', of: asked.name, error };
  return { session: { ...session, pending: without(session, request) }, send: [], news: [news] };
}

/** EVENT [subscription, publication, details, args?]. */
function told(session: WampSession, [subscription, , , args]: readonly unknown[]): WampStep {
  const topic = typeof subscription === 'number' ? session.topics.get(subscription) : undefined;
  if (topic === undefined) return quiet(session);
  return { session, send: [], news: [{ kind: 'event', topic, args: rowsOf(args) }] };
}

/** GOODBYE: the other side's is answered, the answer to ours is not. */
function parted(session: WampSession, [details, reason]: readonly unknown[]): WampStep {
  if (session.phase === 'closing') return closed(session, [], undefined);
  const reply = message(CODE.goodbye, {}, 'wamp.close.goodbye_and_out');
  const inPeace = typeof reason === 'string' && reason.startsWith('wamp.close.');
  return closed(session, [reply], inPeace ? undefined : failureOf(reason, details));
}

function violated(session: WampSession, detail: string): WampStep {
  const abort = message(CODE.abort, {}, 'wamp.error.protocol_violation');
  return closed(session, [abort], new SourceError('unreadable-reply', detail));
}

function closed(session: WampSession, send: readonly string[], error: SourceError | undefined): WampStep {
  const after: WampSession = { ...session, phase: 'closed', pending: new Map(), topics: new Map() };
  return { session: after, send, news: [{ kind: 'closed', error }] };
}

function quiet(session: WampSession): WampStep {
  return { session, send: [], news: [] };
}

function waiting({ pending }: WampSession, request: unknown): Pending | undefined {
  return typeof request === 'number' ? pending.get(request) : undefined;
}

function without({ pending }: WampSession, request: unknown): ReadonlyMap<number, Pending> {
  return new Map([...pending].filter(([id]) => id !== request));
}

/** By the URIs of the specification. A router may repeat a topic in its words, and topics may hold a key. */
function failureOf(uri: unknown, details: unknown): SourceError {
  const reason = withoutKeys(textOf(uri) ?? 'no reason given');
  const words = textOf(fieldsOf(details).message);
  const kind = /auth|no_such_realm|no_such_principal/.test(reason)
    ? 'refused'
    : reason === 'wamp.error.no_such_procedure'
      ? 'not-found'
      : 'provider-failed';
  return new SourceError(kind, words === undefined ? reason : `${reason}: ${withoutKeys(words)}`);
}

function withoutKeys(words: string): string {
  return words.replaceAll(/[0-9a-z]{24,}/gi, '…');
}

function message(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

function partsOf(frame: string): readonly unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(frame);
    return Array.isArray(parts) ? parts : undefined;
  } catch {
    // What is no JSON is no message; the caller says so.
    return undefined;
  }
}
