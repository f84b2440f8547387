import type { Alert, AlertKind } from '../../src/domain/alert.ts';
import type { AlarmMessage, AlarmPhase, DeliveryProblem } from '../../src/domain/notification.ts';
import { withoutPrivateMarks } from './private-marks.ts';

/** All texts of the helper's alarms. Whatever a miner or a device says of itself passes {@link withoutPrivateMarks}. */

const TITLES: Readonly<Record<AlertKind, string>> = {
  'silent-death': 'Finds nothing',
  unreachable: 'No answer',
  'not-hashing': 'Not hashing',
  'low-hashrate': 'Below its rate',
  'domain-stalled': 'Part of a chip stalled',
  'chip-hot': 'Chip hot',
  'vr-hot': 'Regulator (VR) hot',
  'fan-stopped': 'Fan stopped',
  overheated: 'Overheated',
  'device-fault': 'Fault reported',
  'pool-failover': 'On the spare pool',
  finding: 'Not as it was',
};

const OPEN: Readonly<Record<AlertKind, string>> = {
  'silent-death': 'Says that it hashes, and finds no shares. A restart usually helps.',
  unreachable: 'Does not answer any more: power, Wi-Fi, or a new address.',
  'not-hashing': 'Answers, says that it does not hash, and nobody paused it.',
  'low-hashrate': 'Hashes less than its clock allows.',
  'domain-stalled': 'A part of a chip stands still. A weak power supply is the usual reason.',
  'chip-hot': 'Dust, a tired fan or a warm room are the usual reasons.',
  'vr-hot': 'The regulator wants air of its own: look at its fan and heatsink.',
  'fan-stopped': 'A fan is told to turn, and stands still.',
  overheated: 'It protected itself from heat. Let it cool, and find the reason first.',
  'device-fault': 'The device reports a fault',
  'pool-failover': 'Its first pool did not answer, or it did not go back to it.',
  finding: 'The mining watch finds that something has changed: its Health page says what.',
};

const TOGETHER =
  'They fell silent together: that looks like the router, the Wi-Fi or a shared power strip, not like the miners.';

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
  const { kind, minerIds, evidence, confidence } = alert;
  const together = kind === 'unreachable' && minerIds.length > 1;
  const said = kind === 'device-fault' && evidence.text ? `: “${withoutPrivateMarks(evidence.text)}”.` : '';
  const sure = confidence === undefined ? '' : ` ${sureness(confidence)} sure.`;
  const since = ` For ${lasting(nowMs - evidence.sinceMs)} now.`;
  return `${together ? TOGETHER : OPEN[kind]}${said}${sure}${since}`;
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
    title: `${namesOf(names)}: ${over}${TITLES[alert.kind]}`,
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
    .map(([kind, count]) => `${count} × ${TITLES[kind]}`);
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
