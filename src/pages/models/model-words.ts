import type { Contest, ContestEntry } from '../../domain/forecast.ts';
import type { ModelReason, ModelRecord } from '../../domain/model-record.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal, isPresent, places } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import { pWords } from '../forecast/speaker-words.ts';

/** `Boosted trees, version 3` */
export function modelName({ kind, version }: Pick<ModelRecord, 'kind' | 'version'>): string {
  return text.name(text.kinds[kind], formatCount(version));
}

/** `price:BTC:day/boosted-trees/3` → `Boosted trees, version 3`; an id that is none stays as it is. */
export function nameOfId(modelId: string): string {
  const [, kind = '', version = ''] = /\/([^/]+)\/(\d+)$/.exec(modelId) ?? [];
  const known = Object.entries(text.kinds).find(([name]) => name === kind)?.[1];
  return known === undefined ? modelId : text.name(known, version);
}

/** Why a model's status changed, to stand behind "for". @param figure an error in the target's unit */
export function modelReasonWords(
  reason: ModelReason,
  figure: (error: number) => string,
  locale?: string,
): string {
  const mase = (value: number) => decimal(value, places(2), locale);
  switch (reason.kind) {
    case 'trained':
    case 'owner':
    case 'imported':
      return text.reasons[reason.kind];
    case 'won':
      return text.reasons.won(mase(reason.mase), mase(reason.ruleMase), pWords(reason.p, locale));
    case 'won-together':
      return text.reasons.wonTogether(
        formatPercent(reason.share, locale),
        mase(reason.mase),
        mase(reason.ruleMase),
        pWords(reason.p, locale),
      );
    case 'lost':
      return text.reasons.lost(mase(reason.mase), mase(reason.ruleMase));
    case 'stood-its-trial':
      return text.reasons.stood(
        reason.days === 1 ? text.reasons.day : text.reasons.days(formatCount(reason.days, locale)),
      );
    case 'errors-grew':
      return text.reasons.grew(figure(reason.mae), figure(reason.usualMae));
    case 'superseded':
      return text.reasons.superseded(nameOfId(reason.byId));
    case 'features-changed':
      return text.reasons.features(reason.feature);
  }
}

/** One change of status, with when and why. */
export function changeWords(
  { atMs, status, reason }: ModelRecord['history'][number],
  figure: (error: number) => string,
  locale?: string,
): string {
  const why = modelReasonWords(reason, figure, locale);
  return text.change(formatDayAndClock(atMs, { locale }), text.statuses[status], why);
}

/** How a model does against the simple rule of its target. */
export interface Standing {
  readonly mase: number;
  readonly ruleMase: number;
  readonly verdict: ContestEntry['verdict'] | undefined;
  /** In how many of the contest's parts it missed less than the rule; absent where only the mean is known. */
  readonly bands?: { readonly wins: number; readonly all: number } | undefined;
}

/**
 * By the newest contest, band by band on average; else by what its history says of the last one, else by its own folds, whose
 * rule is the MASE's own: 1.
 */
export function modelStanding(record: ModelRecord, contest: Contest | undefined): Standing | undefined {
  const entries = (contest?.bands ?? []).flatMap((band) => {
    const own = band.entries.find(({ speaker }) => speaker.modelId === record.id);
    const rule = band.entries.find(({ verdict }) => verdict === 'is-rule');
    return own && rule ? [{ own, rule }] : [];
  });
  if (entries.length > 0) {
    const mean = (of: (each: (typeof entries)[number]) => number) =>
      entries.reduce((sum, each) => sum + of(each), 0) / entries.length;
    const mase = mean(({ own }) => own.scores.mase);
    const ruleMase = mean(({ rule }) => rule.scores.mase);
    const wins = entries.filter(({ own, rule }) => own.scores.mase < rule.scores.mase).length;
    const verdict = worst(entries.map(({ own }) => own.verdict));
    return isPresent(mase) ? { mase, ruleMase, verdict, bands: { wins, all: entries.length } } : undefined;
  }
  const told = record.history.findLast(
    ({ reason: { kind } }) => kind === 'won' || kind === 'won-together' || kind === 'lost',
  )?.reason;
  if (told?.kind === 'won' || told?.kind === 'won-together')
    return { mase: told.mase, ruleMase: told.ruleMase, verdict: 'speaks' };
  if (told?.kind === 'lost') return { mase: told.mase, ruleMase: told.ruleMase, verdict: 'loses' };
  const mase = foldMean(record, ({ mase: each }) => each);
  return isPresent(mase) ? { mase, ruleMase: Number.NaN, verdict: undefined } : undefined;
}

/** From the one that speaks best for a model to the one that speaks most against it. */
const VERDICTS: readonly ContestEntry['verdict'][] = [
  'is-rule',
  'speaks',
  'beats-rule',
  'not-better',
  'too-little-data',
  'failed',
  'loses',
];

function worst(verdicts: readonly ContestEntry['verdict'][]): ContestEntry['verdict'] | undefined {
  return verdicts.toSorted((a, b) => VERDICTS.indexOf(b) - VERDICTS.indexOf(a))[0];
}

/** Mean of a score over the folds that have it; NaN where none does. */
export function foldMean(
  { folds }: Pick<ModelRecord, 'folds'>,
  of: (scores: ModelRecord['folds'][number]) => number,
): number {
  const known = folds.map(of).filter((value) => Number.isFinite(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** What is to be asked before a model may speak: undefined where its contest speaks for it. */
export function objection(record: ModelRecord, contest: Contest | undefined): string | undefined {
  const standing = modelStanding(record, contest);
  if (!standing?.verdict) return text.confirm.none;
  const figures = text.confirm.figures(
    decimal(standing.mase, places(2)),
    decimal(standing.ruleMase, places(2)),
  );
  switch (standing.verdict) {
    case 'speaks':
    case 'beats-rule':
    case 'is-rule':
      return undefined;
    case 'not-better':
      return text.confirm.chance(figures);
    case 'loses':
      return text.confirm.against(figures);
    case 'too-little-data':
    case 'failed':
      return text.confirm.none;
  }
}
