import type { Severity } from './alert.ts';

/** What an alarm says of its alert. A channel is told of each at most once. */
export type AlarmPhase = 'opened' | 'acknowledged' | 'resolved';

/**
 * One message to the owner, the same for all channels; each cuts and writes it as its provider wants. It names miners
 * as their owner does, and holds no address, no MAC and no wallet.
 */
export interface AlarmMessage {
  /** `summary`: many alerts in one. `test`: the owner tries the channel. */
  readonly phase: AlarmPhase | 'summary' | 'test';
  readonly severity: Severity;
  /** One line. */
  readonly title: string;
  readonly text: string;
  readonly atMs: number;
  /** The same for all that is said of one alert, so that what comes later takes the place of what came before. */
  readonly tag: string;
  /** Where the owner opens Davylamp, where that was told. */
  readonly link?: string | undefined;
  /** What the channel called the first message of this tag (Telegram's message id). */
  readonly answersTo?: string | undefined;
}

/** Why a message was not delivered. */
export type DeliveryProblem =
  /** The token, password or key is not accepted. */
  | 'wrong-secret'
  /** The chat, topic, webhook or service does not exist. */
  | 'not-found'
  /** A browser's subscription has ended. */
  | 'gone'
  | 'throttled'
  | 'unreachable'
  | 'timeout'
  /** The service has trouble of its own. */
  | 'failing'
  /** It says no, and would again. */
  | 'refused'
  | 'redirected'
  | 'too-long'
  | 'bad-reply'
  | 'forbidden-target'
  /** What is kept of the channel cannot be opened: it is to be set up again. */
  | 'secret-lost'
  /** The helper ended while it was being sent: nobody knows, so it is not sent again. */
  | 'interrupted'
  /** It waited too long, or too much waited. */
  | 'given-up';

/** How one attempt ended, as the owner reads it. */
export interface DeliveryEntry {
  readonly atMs: number;
  readonly channelId: string;
  /** The name of the channel at that time. */
  readonly channel: string;
  readonly phase: AlarmMessage['phase'];
  readonly title: string;
  readonly outcome: 'delivered' | 'will-retry' | 'failed';
  readonly problem?: DeliveryProblem | undefined;
  /** What is wrong and what to do, in one or two sentences; with the provider's own words, and never with a secret. */
  readonly detail?: string | undefined;
  readonly tookMs: number;
}

/** Attempts that are remembered. */
export const MOST_DELIVERIES = 500;
