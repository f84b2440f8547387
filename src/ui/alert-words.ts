import type { Alert } from '../domain/alert.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import type { SeriesName } from '../domain/series.ts';
import { unitOfSeries } from '../domain/series-unit.ts';
import type { Settings } from '../domain/settings.ts';
import { alertDetails } from './alert-details.ts';
import { decimal, withUnit } from './format/decimal.ts';
import { formatRoughDuration } from './format/duration.ts';
import { formatHashrate } from './format/hashrate.ts';
import { formatConfidence, formatPercent } from './format/percent.ts';
import { formatTemperature } from './format/temperature.ts';
import { type AlertFacts, alerts as text } from './text/en/alerts.ts';

/** When it is told, and in the owner's units. */
export interface WordOptions extends ShownUnits {
  readonly nowMs: number;
}

type ShownUnits = Pick<Settings, 'temperatureUnit'> & Partial<Pick<Settings, 'hashrateUnit'>>;

/** Miners that fell within this time of one another fell at one moment, as far as polls can tell, ms. */
const SAME_MOMENT_MS = 2 * 60_000;

/** Each view's names are asked for by every alert in it, and a router that dies takes a thousand miners with it. */
const namesOf = new WeakMap<readonly MinerView[], ReadonlyMap<string, string>>();

function namesById(miners: readonly MinerView[]): ReadonlyMap<string, string> {
  const known = namesOf.get(miners) ?? new Map(miners.map(({ miner }) => [miner.id, miner.name]));
  namesOf.set(miners, known);
  return known;
}

/** The names of an alert's miners; those that were removed since are left out. */
export function alertNames(alert: Alert, miners: readonly MinerView[]): string {
  const known = namesById(miners);
  const back = new Set(alert.backIds);
  // Those that are well again are not named beside those that are not.
  const ill =
    back.size < alert.minerIds.length ? alert.minerIds.filter((id) => !back.has(id)) : alert.minerIds;
  return text.names(ill.flatMap((id) => known.get(id) ?? []));
}

/** Since when it has been so, as far as anybody knows: the last answer of a miner that gives none any more. */
export function alertSinceMs({ evidence }: Alert): number {
  return evidence.lastAnswerAtMs ?? evidence.sinceMs;
}

/** What is wrong, or was, without the names: "no shares for 14 min (99.9 % sure it stopped)". */
export function alertWhat(alert: Alert, options: WordOptions): string {
  const facts = alertFacts(alert, options);
  if (alert.resolvedAtMs === undefined) return text.open[alert.kind](facts);
  return alertDetails(alert)?.over(alert, facts) ?? text.over(facts.lasting);
}

/** Of several with something in common "3 miners offline – looks like your router: Kitchen Gamma, …", else "Kitchen Gamma: no shares for 14 min (99.9 % sure it stopped)." */
export function alertSentence(alert: Alert, miners: readonly MinerView[], options: WordOptions): string {
  const who = alertNames(alert, miners);
  const details = alert.resolvedAtMs === undefined ? alertDetails(alert) : undefined;
  const title = details?.groupTitle(alert);
  return details && title
    ? details.groupSentence(title, who, alertFacts(alert, options).lasting)
    : text.sentence(who, alertWhat(alert, options));
}

/** Why it was raised, with its figures; undefined where the sentence says all there is. */
export function alertReason(alert: Alert, options: WordOptions): string | undefined {
  const facts = alertFacts(alert, options);
  const reason = text.reasons[alert.kind](facts);
  const said = facts.together && reason !== undefined ? text.worstOfThem(reason) : reason;
  const details = alertDetails(alert)?.sentences(alert, {
    confidence: formatConfidence,
    chance: formatPercent,
  });
  return [said, ...(details ?? [])].filter(Boolean).join(' ') || undefined;
}

function alertFacts(alert: Alert, { nowMs, ...units }: WordOptions): AlertFacts {
  const {
    sinceMs,
    latestMs,
    lastAnswerAtMs,
    observedUntilMs,
    chart,
    seen,
    limit,
    expectedShares,
    frozenPolls,
    restarts,
    text: said,
  } = alert.evidence;
  const untilMs = alert.resolvedAtMs ?? observedUntilMs ?? nowMs;
  return {
    lasting: formatRoughDuration(Math.max(0, untilMs - sinceMs) / 1000),
    lastAnswer:
      lastAnswerAtMs === undefined
        ? undefined
        : formatRoughDuration(Math.max(0, untilMs - lastAnswerAtMs) / 1000),
    sure: alert.confidence === undefined ? undefined : formatConfidence(alert.confidence),
    seen: measure(seen, chart, units),
    limit: measure(limit, chart, units),
    said,
    expectedShares:
      expectedShares === undefined ? undefined : decimal(expectedShares, { maximumFractionDigits: 1 }),
    frozenPolls,
    restarts,
    together: alert.minerIds.length > 1,
    spread: (latestMs ?? sinceMs) - sinceMs > SAME_MOMENT_MS,
    found: alertDetails(alert)?.trouble(alert),
  };
}

/** A quantity in the unit of the series it was seen in. */
function measure(
  quantity: number | undefined,
  series: SeriesName | undefined,
  { temperatureUnit, hashrateUnit }: ShownUnits,
): string | undefined {
  if (quantity === undefined || series === undefined) return undefined;
  const unit = unitOfSeries(series);
  if (unit === 'H/s') return formatHashrate(quantity, { unit: hashrateUnit });
  if (unit === '°C') return formatTemperature(quantity, { unit: temperatureUnit });
  return withUnit(quantity, unit, { maximumFractionDigits: 1 });
}
