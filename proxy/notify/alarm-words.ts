import type { Alert, AlertKind } from '../../src/domain/alert.ts';
import { actionOf, clueOf, evidenceOf } from '../../src/domain/alert-clues.ts';
import { ALERT_TITLES } from '../../src/domain/alert-titles.ts';
import type { AlarmMessage, AlarmPhase, DeliveryProblem } from '../../src/domain/notification.ts';
import { withoutPrivateMarks } from './private-marks.ts';

/** All texts of the helper's alarms. Whatever a miner or a device says of itself passes {@link withoutPrivateMarks}. */

/** Titles, what miners share and what to do are the pages' words, too: see src/domain/alert-clues.ts. */
const OPEN: Readonly<Record<AlertKind, string>> = {
  'silent-death': 'Says that it hashes, and finds no shares.',
  'restart-in-vain': 'Finds no shares still, however often it was restarted.',
  unreachable: 'Does not answer any more: power, Wi-Fi, or a new address.',
  'not-hashing': 'Answers, says that it does not hash, and nobody paused it.',
  'low-hashrate': 'Hashes less than its clock allows.',
  'domain-stalled': 'A part of a chip stands still. A weak power supply is the usual reason.',
  'chip-hot': 'Dust, a tired fan or a warm room are the usual reasons.',
  'vr-hot': 'The regulator is hotter than it should be.',
  'fan-stopped': 'A fan is told to turn, and stands still.',
  overheated: 'It protected itself from heat.',
  'device-fault': 'The device reports a fault',
  'pool-failover': 'Its first pool did not answer, or it did not go back to it.',
  finding: 'The mining watch finds that something has changed.',
};

/** `45 s`, `14 min`, `3 h 5 min`, `2 days`. */
function lasting(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}

/** "Kitchen", "Kitchen and Attic", "Kitchen, Attic and 2 more". */
function namesOf(names: readonly string[]): string {
  const [first = 'A miner', second, ...others] = names.map(
    (name) => withoutPrivateMarks(name).slice(0, 60) || 'A miner',
  );
  if (second === undefined) return first;
  if (others.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${others.length} more`;
}

/** How a miner did at the end of its trouble. */
const ENDED = {
  paused: 'It was paused',
  'not-hashing': 'It stopped hashing',
  grown: 'It grew worse',
} as const;

function endOf({ endedBy, openedAtMs, resolvedAtMs, evidence }: Alert, nowMs: number): string {
  const from = Math.min(openedAtMs, evidence.sinceMs);
  const how = endedBy === undefined ? 'Over' : ENDED[endedBy];
  return `${how} after ${lasting((resolvedAtMs ?? nowMs) - from)}.`;
}

function bodyOf(alert: Alert, phase: AlarmPhase, nowMs: number): string {
  if (phase === 'resolved') return endOf(alert, nowMs);
  const { kind, evidence, confidence } = alert;
  const said = kind === 'device-fault' && evidence.text ? `: “${withoutPrivateMarks(evidence.text)}”.` : '';
  const sure = confidence === undefined ? '' : ` ${sureness(confidence)} sure.`;
  const since = ` For ${lasting(nowMs - evidence.sinceMs)} now.`;
  const also = alert.also
    ? ` It also shows: ${alert.also.map((each) => ALERT_TITLES[each]).join(', ')}.`
    : '';
  const told = withoutNetwork(alert);
  return `${evidenceOf(told) ?? OPEN[kind]}${said}${sure}${since}${also} ${actionOf(told)}`;
}

/** Of several with something in common: "3 miners: No answer, looks like your router". */
function titleOf(alert: Alert, over: string, names: readonly string[]): string {
  const clue = over === '' ? clueOf(withoutNetwork(alert)) : undefined;
  const who = clue !== undefined && names.length > 2 ? `${names.length} miners` : namesOf(names);
  return `${who}: ${over}${ALERT_TITLES[alert.kind]}${clue === undefined ? '' : `, ${clue}`}`;
}

/** An address is no message's business, nor are the marks in what an owner or a pool is called. */
function withoutNetwork(alert: Alert): Alert {
  if (!alert.shared) return alert;
  const { by, name, plugAnswers } = alert.shared;
  const clean = (text: string | undefined) => (text === undefined ? undefined : withoutPrivateMarks(text));
  const shared = {
    ...alert.shared,
    name: by === 'network' ? undefined : clean(name),
    plugAnswers: clean(plugAnswers),
  };
  return { ...alert, shared };
}

/** Never 100 %. */
function sureness(confidence: number): string {
  return `${Math.min(99.99, Math.floor(confidence * 1e4) / 100)} %`;
}

export interface AlarmContext {
  /** What the owner calls the alert's miners. */
  readonly names: readonly string[];
  readonly tag: string;
  readonly nowMs: number;
  readonly link?: string | undefined;
  readonly answersTo?: string | undefined;
}

/** One alert as a message. It tells durations, no times of day: the reader may be in another time zone. */
export function alarmMessage(
  alert: Alert,
  phase: AlarmPhase,
  { names, tag, nowMs, link, answersTo }: AlarmContext,
): AlarmMessage {
  const over = { opened: '', acknowledged: 'seen, ', resolved: 'over, ' }[phase];
  return {
    phase,
    severity: alert.severity,
    title: titleOf(alert, over, names),
    text: bodyOf(alert, phase, nowMs),
    atMs: nowMs,
    tag,
    link,
    answersTo,
  };
}

/** Many alerts as one message: "812 alarms, 5 over". */
export function summaryMessage(
  alerts: readonly { readonly alert: Alert; readonly phase: AlarmPhase; readonly names: readonly string[] }[],
  { tag, nowMs, link }: Omit<AlarmContext, 'names'>,
): AlarmMessage {
  const open = alerts.filter(({ phase }) => phase === 'opened');
  const overCount = alerts.filter(({ phase }) => phase === 'resolved').length;
  const told = open.length > 0 ? open : alerts;
  const kinds = new Map<AlertKind, number>();
  for (const { alert } of told) kinds.set(alert.kind, (kinds.get(alert.kind) ?? 0) + 1);
  const counts = [...kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} × ${ALERT_TITLES[kind]}`);
  const acts = alerts.some(({ alert, phase }) => phase === 'opened' && alert.severity === 'act');
  const over = overCount === 0 ? [] : [`${overCount} over`];
  const title = [...(open.length > 0 ? [`${open.length} alarms`] : []), ...over].join(', ');
  return {
    phase: 'summary',
    severity: open.length === 0 ? 'info' : acts ? 'act' : 'watch',
    title,
    text: `${counts.join(', ')}. ${namesOf([...new Set(told.flatMap(({ names }) => names))])}.`,
    atMs: nowMs,
    tag,
    link,
  };
}

/** "Send a test now." */
export function testMessage(tag: string, nowMs: number, link?: string): AlarmMessage {
  return {
    phase: 'test',
    severity: 'watch',
    title: 'Davylamp: a test',
    text: 'You asked for this message. Alarms will come the same way.',
    atMs: nowMs,
    tag,
    link,
  };
}

const PROBLEMS: Readonly<Record<DeliveryProblem, string>> = {
  'wrong-secret': 'It does not accept the token or password. Type it again.',
  'not-found':
    'It does not know where to put the message. Check the chat, topic, service or address; a Telegram bot must be written to first.',
  gone: 'This browser has ended its subscription. Switch notifications on in it again.',
  throttled: 'It wants fewer messages.',
  unreachable: 'It cannot be reached. Is this computer online, and is the address right?',
  timeout: 'It did not answer in time.',
  failing: 'It has trouble of its own.',
  refused: 'It refuses the message.',
  redirected: 'It sends on to another address, which is not followed. Type the address that it means.',
  'too-long': 'It says that the message is too long.',
  'bad-reply': 'Something else than that service answers there. Check the address.',
  'forbidden-target': 'The helper does not write to that address.',
  'secret-lost': 'What was kept of this channel cannot be opened any more. Set it up again.',
  interrupted: 'The helper ended while it was sent. It may have arrived, so it is not sent again.',
  'given-up': 'It waited too long, and was given up.',
};

/** Why a message was not delivered, in the owner's words and the provider's. */
export function problemWords(
  problem: DeliveryProblem,
  { said, waitS }: { readonly said?: string | undefined; readonly waitS?: number | undefined } = {},
): string {
  const wait = waitS === undefined ? '' : ` It may be asked again in ${lasting(1000 * waitS)}.`;
  return `${PROBLEMS[problem]}${wait}${said === undefined ? '' : ` It says: “${said}”`}`;
}
