import type { JsonWebKey } from 'node:crypto';
import * as v from 'valibot';
import type { ChannelKind, ChannelSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage, DeliveryProblem } from '../../src/domain/notification.ts';
import { DeliveryFailed } from './delivery-failed.ts';
import type { ChannelAnswer, NotifyFetch } from './notify-fetch.ts';
import type { ReachRules } from './reachable-address.ts';
import { saidBy } from './said-by.ts';

/** What channels need of the world. */
export interface ChannelPorts {
  readonly fetch: NotifyFetch;
  readonly rules: ReachRules;
  readonly nowMs: () => number;
  /** Signs what goes to browsers: see vapid.ts. */
  readonly vapidKey: JsonWebKey;
}

/** What the channel calls the message, where it tells. */
export interface Delivered {
  readonly reference?: string | undefined;
}

/** One way to tell the owner. */
export interface Channel<Kind extends ChannelKind> {
  readonly kind: Kind;
  /** Does a later message with the same tag take the place of an earlier one, so that one sent twice is seen once? */
  readonly repeatReplaces: boolean;
  /** Is it told that an alert was acknowledged? Only where that makes no second message. */
  readonly tellsAcknowledged: boolean;
  /** @throws DeliveryFailed */
  deliver(
    message: AlarmMessage,
    settings: Extract<ChannelSettings, { kind: Kind }>,
    ports: ChannelPorts,
    signal: AbortSignal,
  ): Promise<Delivered>;
}

/** What most services mean by a status (RFC 9110, section 15). */
const PROBLEM_OF_STATUS: Readonly<Record<number, DeliveryProblem>> = {
  401: 'wrong-secret',
  403: 'wrong-secret',
  404: 'not-found',
  410: 'not-found',
  413: 'too-long',
  429: 'throttled',
};

export interface AnswerReading {
  readonly nowMs: number;
  readonly secrets: readonly (string | undefined)[];
  /** What the service says of its failure, in its own form; undefined where it says nothing that can be read. */
  readonly said?: (text: string) => string | undefined;
  /** Seconds that it names in its body. */
  readonly waitS?: (text: string) => number | undefined;
  /** Where its statuses mean something else. */
  readonly problems?: Readonly<Record<number, DeliveryProblem>>;
}

/**
 * Nothing, where the service took the message.
 * @throws DeliveryFailed else
 */
export function requireTaken(answer: ChannelAnswer, reading: AnswerReading): void {
  const { status, text, retryAfter } = answer;
  if (status >= 200 && status < 300) return;
  const secrets = reading.secrets.filter((secret) => secret !== undefined);
  const said = saidBy(reading.said?.(text), secrets) ?? `status ${status}`;
  if (status >= 300 && status < 400) throw new DeliveryFailed('redirected', { said });
  const waitS = reading.waitS?.(text) ?? secondsOf(retryAfter, reading.nowMs);
  const usual = PROBLEM_OF_STATUS[status] ?? (status >= 500 ? 'failing' : 'refused');
  const problem = reading.problems?.[status] ?? usual;
  // Who is overloaded and says when to come again has not taken it; of any other failure of a server nobody knows.
  const mayHaveArrived = status >= 500 && !(status === 503 && waitS !== undefined);
  throw new DeliveryFailed(problem, { said, waitS, mayHaveArrived });
}

/** @throws DeliveryFailed `bad-reply`: something else answers there, a login page perhaps */
export function parsedAnswer<Shape extends v.GenericSchema>(
  text: string,
  shape: Shape,
): v.InferOutput<Shape> {
  const told = jsonIn(text, shape);
  if (told === undefined)
    throw new DeliveryFailed('bad-reply', {
      said: 'what answers there is not that service',
      mayHaveArrived: true,
    });
  return told;
}

/** What a text holds, if it is JSON of that shape. */
export function jsonIn<Shape extends v.GenericSchema>(
  text: string,
  shape: Shape,
): v.InferOutput<Shape> | undefined {
  try {
    return v.parse(shape, JSON.parse(text));
  } catch {
    return undefined;
  }
}

const LONGEST_WAIT_S = 86_400;

/** RFC 9110, section 10.2.3: seconds, or a date. */
function secondsOf(retryAfter: string | undefined, nowMs: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - nowMs) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(0, Math.ceil(seconds)), LONGEST_WAIT_S);
}
