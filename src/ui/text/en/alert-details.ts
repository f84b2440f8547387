import type { Alert, AlertKind } from '../../../domain/alert.ts';
import { actionOf, clueOf, evidenceOf } from '../../../domain/alert-clues.ts';
import { ALERT_TITLES } from '../../../domain/alert-titles.ts';
import type { AlertFacts } from './alerts.ts';
import { healthFindings } from './health-findings.ts';

/** How sure what the mining watch says is, already written as an owner reads it. */
export interface SureWords {
  readonly confidence: (part: number) => string;
  readonly chance: (part: number) => string;
}

const lower = (kind: AlertKind) =>
  ALERT_TITLES[kind].replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());

/** How a trouble ended, after the names of the miners: "Kitchen Gamma: " + this. No full stop. */
const resolved: Readonly<Record<AlertKind, (facts: AlertFacts) => string>> = {
  'silent-death': ({ lasting, together }) => `${together ? 'find' : 'finds'} shares again after ${lasting}`,
  'restart-in-vain': ({ lasting }) => `finds shares again after ${lasting}`,
  unreachable: ({ lasting, lastAnswer, together }) =>
    `${together ? 'answer' : 'answers'} again after ${lastAnswer ?? lasting}`,
  'not-hashing': ({ lasting, together }) => `${together ? 'hash' : 'hashes'} again after ${lasting}`,
  'low-hashrate': ({ lasting, together }) =>
    `back to ${together ? 'their' : 'its'} full rate after ${lasting}`,
  'domain-stalled': ({ lasting, together }) =>
    `all parts of ${together ? 'their' : 'its'} chips work again after ${lasting}`,
  'chip-hot': ({ lasting, together }) => `${together ? 'chips' : 'chip'} cool again after ${lasting}`,
  'vr-hot': ({ lasting, together }) =>
    `voltage ${together ? 'regulators' : 'regulator'} cool again after ${lasting}`,
  'fan-stopped': ({ lasting, together }) => `${together ? 'fans turn' : 'fan turns'} again after ${lasting}`,
  overheated: ({ lasting }) => `cool and back after ${lasting}`,
  'device-fault': ({ lasting, together }) => `${together ? 'faults' : 'fault'} gone after ${lasting}`,
  'pool-failover': ({ lasting, together }) =>
    `back on ${together ? 'their' : 'its'} first pool after ${lasting}`,
  finding: ({ found, lasting }) => `over after ${lasting}: ${found ?? 'not as it was'}`,
};

/** How a miner was whose trouble ended without its getting well. */
const until: Readonly<Partial<Record<AlertKind, string>>> = {
  'silent-death': 'without shares',
  'restart-in-vain': 'without shares',
  'not-hashing': 'without hashing',
  'low-hashrate': 'below its rate',
  'domain-stalled': 'with a part of a chip at a stand',
};

/** Over, but not by getting well: "was paused after 14 min without shares". */
const ended = (by: NonNullable<Alert['endedBy']>, kind: AlertKind, { lasting, together }: AlertFacts) =>
  [
    { paused: `${together ? 'were' : 'was'} paused`, 'not-hashing': 'stopped hashing', grown: 'grew worse' }[
      by
    ],
    `after ${lasting}`,
    until[kind] ?? 'of trouble',
  ].join(' ');

/** What is said of few alerts, and so loaded with the first of them: ends, groups, findings, what else shows. */
export const alertDetails = {
  /** "3 miners offline – looks like your router"; undefined of one miner, and where nothing that they share stands out. */
  groupTitle(alert: Alert): string | undefined {
    const clue = clueOf(alert);
    const how = alert.kind === 'unreachable' ? 'offline' : lower(alert.kind);
    return clue === undefined ? undefined : `${alert.minerIds.length} miners ${how} – ${clue}`;
  },
  /** "3 miners offline – looks like your router: Kitchen Gamma, Desk Supra and 1 more, for 6 min." */
  groupSentence: (title: string, who: string, lasting: string) => `${title}: ${who}, for ${lasting}.`,
  trouble: ({ evidence: { found } }: Alert) => found && healthFindings.troubles[found.trouble],
  action: actionOf,
  /** How an alert that is over ended: "finds shares again after 15 min". */
  over: ({ endedBy, kind }: Alert, facts: AlertFacts) =>
    endedBy ? ended(endedBy, kind, facts) : resolved[kind](facts),

  /** What else there is to say of an open alert, in whole sentences. */
  sentences(alert: Alert, sure: SureWords): readonly string[] {
    return [
      evidenceOf(alert),
      alert.also && `It also shows: ${alert.also.map(lower).join(', ')}.`,
      alert.kind === 'finding' ? undefined : foundSentence(alert, sure),
      causeSentence(alert, sure),
      alert.backIds?.length === alert.minerIds.length
        ? 'Well again for the moment: it came and went before, so this stays open until that lasts.'
        : undefined,
    ].filter((sentence) => sentence !== undefined);
  },
} as const;

function foundSentence({ evidence: { found } }: Alert, { confidence }: SureWords): string | undefined {
  if (!found) return undefined;
  const sure = found.confidence < 1 ? ` (${confidence(found.confidence)} sure)` : '';
  return `The mining watch says that ${healthFindings.troubles[found.trouble]}${sure}.`;
}

function causeSentence({ evidence: { found } }: Alert, { chance }: SureWords): string | undefined {
  if (!found?.cause) return undefined;
  const { cause, chance: part } = found.cause;
  return `Likeliest cause: ${healthFindings.causes[cause]} (${chance(part)} likely).`;
}
