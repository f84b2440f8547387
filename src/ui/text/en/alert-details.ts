import type { Alert, AlertKind } from '../../../domain/alert.ts';
import { actionOf, clueOf, evidenceOf } from '../../../domain/alert-clues.ts';
import { ALERT_TITLES } from '../../../domain/alert-titles.ts';
import { healthFindings } from './health-findings.ts';

/** How sure what the mining watch says is, already written as an owner reads it. */
export interface SureWords {
  readonly confidence: (part: number) => string;
  readonly chance: (part: number) => string;
}

const lower = (kind: AlertKind) =>
  ALERT_TITLES[kind].replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());

/** What is said of few alerts, and so loaded with the first of them: groups, findings, what else shows. */
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
