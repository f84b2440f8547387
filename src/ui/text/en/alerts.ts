import type { AlertKind } from '../../../domain/alert.ts';
import { ALERT_TITLES } from '../../../domain/alert-titles.ts';

/** The facts of an alert, already written as an owner reads them. */
export interface AlertFacts {
  /** How long it has lasted, or lasted: `14 min`. */
  readonly lasting: string;
  /** How long before that (or before it ended) the last answer came; absent where none ever did. */
  readonly lastAnswer?: string | undefined;
  /** `99.9 %`; absent where the device itself says so. */
  readonly sure?: string | undefined;
  readonly seen?: string | undefined;
  readonly limit?: string | undefined;
  /** The device's own words, the part it is about, or where the limit comes from. */
  readonly said?: string | undefined;
  readonly expectedShares?: string | undefined;
  readonly frozenPolls?: number | undefined;
  /** How often it started anew since its last share; absent where nobody knows what became of its restart. */
  readonly restarts?: number | undefined;
  /** What the mining watch found: `the fan is wearing`; absent until its words are loaded. */
  readonly found?: string | undefined;
  /** More than one miner has it, of one and the same event. */
  readonly together: boolean;
  /** Or rather one after another. */
  readonly spread: boolean;
}

type Sentence = (facts: AlertFacts) => string;

const now = (seen: string | undefined) => (seen === undefined ? '' : `: ${seen}`);

/** What is wrong, after the names of the miners it concerns: "Kitchen Gamma: " + this. No full stop. */
const open: Readonly<Record<AlertKind, Sentence>> = {
  'silent-death': ({ lasting, sure, together }) =>
    `no shares for ${lasting}${sure ? ` (${sure} sure ${together ? 'they' : 'it'} stopped)` : ''}`,
  'restart-in-vain': ({ lasting, restarts }) =>
    restarts === undefined
      ? `no shares for ${lasting}, and no answer to its restart`
      : `no shares for ${lasting}, though it restarted ${restarts} times`,
  unreachable: ({ lasting, lastAnswer, together, spread }) =>
    [
      lastAnswer ? `no answer, the last one ${lastAnswer} ago` : `no answer for ${lasting}`,
      together && !spread && ', all since the same moment',
    ]
      .filter(Boolean)
      .join(''),
  'not-hashing': ({ lasting, together }) =>
    `${together ? 'answer, but have' : 'answers, but has'} not hashed for ${lasting}`,
  'low-hashrate': ({ lasting, seen, together }) =>
    `${together ? 'hash less than they' : 'hashes less than it'} should for ${lasting}${now(seen)}`,
  'domain-stalled': ({ lasting, said, together }) =>
    together
      ? `parts of their chips have stood still for ${lasting}`
      : `${said ?? 'a part of a chip'} has stood still for ${lasting}`,
  'chip-hot': ({ lasting, seen, together }) =>
    `${together ? 'chips' : 'chip'} hot for ${lasting}${now(seen)}`,
  'vr-hot': ({ lasting, seen, together }) =>
    `voltage ${together ? 'regulators' : 'regulator'} (VR) hot for ${lasting}${now(seen)}`,
  'fan-stopped': ({ lasting, said, together }) =>
    together
      ? `fans have stood still for ${lasting}`
      : `fan${said ? ` ${said}` : ''} has stood still for ${lasting}`,
  overheated: ({ lasting, together }) =>
    `protected ${together ? 'themselves' : 'itself'} from heat ${lasting} ago`,
  'device-fault': ({ lasting, said, together }) =>
    `${together ? 'report faults' : 'reports a fault'} for ${lasting}${said ? `: “${said}”` : ''}`,
  'pool-failover': ({ lasting }) => `on a spare pool for ${lasting}`,
  finding: ({ found, lasting }) => `${found ?? 'not as it was'}, for ${lasting}`,
};

const heat = ({ seen, limit, said }: AlertFacts, causes: string) =>
  [seen && limit && `Its own sensor says ${seen}, worth a look from ${limit}.`, said && `${said}.`, causes]
    .filter(Boolean)
    .join(' ');

/** Why we say so, in one sentence with the figures. */
const reasons: Readonly<Record<AlertKind, (facts: AlertFacts) => string | undefined>> = {
  'silent-death': ({ expectedShares, frozenPolls, lasting }) =>
    [
      expectedShares &&
        `At its rate and share difficulty ${expectedShares} shares should have come in ${lasting}; none did.`,
      // Once is no run.
      frozenPolls !== undefined &&
        frozenPolls > 1 &&
        `It repeated exactly the same hashrate in ${frozenPolls} answers.`,
    ]
      .filter(Boolean)
      .join(' ') || undefined,
  'restart-in-vain': ({ restarts }) =>
    restarts === undefined
      ? 'It was told to restart, and nobody knows whether it did. It is not told so again by itself.'
      : 'Another restart will hardly help, and none is sent by itself: something else is wrong.',
  // Of several, what they share says more.
  unreachable: ({ together }) =>
    together ? undefined : 'It does not answer the helper any more: power, Wi-Fi, or a new address.',
  'not-hashing': () => 'It answers, says it is not mining, and nobody paused it.',
  'low-hashrate': ({ seen, limit }) =>
    seen && limit
      ? `Its 10-minute mean is ${seen}; below ${limit} it is not doing what its clock allows.`
      : undefined,
  'domain-stalled': ({ seen, limit }) =>
    seen && limit
      ? `That part does ${seen} where its neighbours do ${limit}. A weak power supply is the usual reason.`
      : undefined,
  'chip-hot': (facts) => heat(facts, 'Dust, a tired fan or a warm room are the usual reasons.'),
  'vr-hot': (facts) => heat(facts, 'The regulator wants air of its own: look at its fan and heatsink.'),
  'fan-stopped': () => 'It is told to turn, and its counter stands at zero.',
  overheated: ({ seen }) =>
    `Let it cool${seen ? ` (now ${seen})` : ''}, find the reason, then start it again on the device.`,
  'device-fault': () => 'These are the device’s own words.',
  finding: ({ sure }) => sure && `${sure} sure.`,
  'pool-failover': ({ said }) =>
    `Its first pool did not answer, or it did not go back.${said ? ` Now at ${said}.` : ''}`,
};

/** Marks on charts. */
export const alerts = {
  open,
  /** Until the words of ends are loaded. */
  over: (lasting: string) => `over after ${lasting}`,
  reasons,
  /** The figures of a reason are those of one miner. */
  worstOfThem: (reason: string) => `Of the worst of them: ${reason}`,
  titles: ALERT_TITLES,
  /** "Kitchen Gamma", "Gamma and Supra", "Gamma, Supra and 2 more". */
  names: (names: readonly string[]) => {
    const [first = 'A miner that was removed', second, ...others] = names;
    if (second === undefined) return first;
    if (others.length === 0) return `${first} and ${second}`;
    return `${first}, ${second} and ${others.length} more`;
  },
  sentence: (who: string, what: string) => `${who}: ${what}.`,
  acknowledge: 'Seen it',
  acknowledged: 'Seen by you',
  notAcknowledged: 'That you have seen it could not be kept.',
  notificationTitle: (who: string, title: string, ended: boolean) =>
    ended ? `${who}: over, ${title}` : `${who}: ${title}`,
} as const;
