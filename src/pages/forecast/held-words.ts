import type { Contest, ForecastScores, ForecastTarget } from '../../domain/forecast.ts';
import { isPresent } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { ForecastReport } from '../../workers/forecast-api.ts';
import { pWords } from './speaker-words.ts';

/** How often ranges of one level held. */
export interface Held {
  /** What was promised, 0..1. */
  readonly level: number;
  /** What came, 0..1. */
  readonly share: number;
  readonly words: string;
  readonly verdict: string;
}

/** Ranges that hold so much more or less often than promised are told as too wide or too narrow. */
const TOLERANCE = 0.05;
/** A range that holds more often than this is too wide whatever it promised. */
const TOO_SURE = 0.99;
/** Below that many a share says little: of 30 that hold 80 % one in twenty holds less than 66 %. */
const ENOUGH = 30;

/** The ranges of kept forecasts, else those of the contest's winner one band ahead; empty before there are any. */
export function heldRanges(
  { kept, contest }: Pick<ForecastReport, 'kept' | 'contest'>,
  { step }: Pick<ForecastTarget, 'step'>,
  locale?: string,
): readonly Held[] {
  if (kept && kept.count > 0) {
    const span = spanWords(step, kept.count, locale);
    return [0.8, 0.95].map((level) => {
      const share = level === 0.8 ? kept.coverage80 : kept.coverage95;
      const words = text.coverage.held(formatPercent(level, locale), formatPercent(share, locale), span);
      return { level, share, words, verdict: verdictOf(level, share, kept.count) };
    });
  }
  const scores = contest && winnersScores(contest);
  if (!scores || !(scores.count > 0)) return [];
  const span = spanWords(step, scores.count, locale);
  return [0.8, 0.95].flatMap((level) => {
    const share = level === 0.8 ? scores.coverage80 : scores.coverage95;
    if (!isPresent(share)) return [];
    const words = text.coverage.heldContest(formatPercent(level, locale), formatPercent(share, locale), span);
    return [{ level, share, words, verdict: verdictOf(level, share, scores.count) }];
  });
}

/** Scores of who speaks for the first band. */
export function winnersScores({ bands }: Contest): ForecastScores | undefined {
  const [band] = bands;
  const { speaker } = band ?? {};
  const entry = band?.entries.find(
    (each) => each.speaker.name === speaker?.name && each.speaker.modelId === speaker?.modelId,
  );
  return entry?.scores;
}

function spanWords(step: ForecastTarget['step'], count: number, locale: string | undefined): string {
  return (step === 'hour' ? text.coverage.hours : text.coverage.steps)(formatCount(count, locale));
}

function verdictOf(level: number, share: number, count: number): string {
  if (count < ENOUGH) return text.coverage.few;
  if (share < level - TOLERANCE) return text.coverage.narrow;
  return share > Math.min(level + TOLERANCE, TOO_SURE) ? text.coverage.wide : text.coverage.right;
}

/** How often the direction was right, and whether that is more than the more frequent direction alone. */
export function directionWords({ direction }: ForecastScores, locale?: string): readonly string[] {
  const { share, low, high, baseRate, count } = direction;
  if (!isPresent(share) || count === 0) return [text.direction.unknown];
  const percent = (part: number) => formatPercent(part, locale);
  const said = text.direction.share(percent(share), formatCount(count, locale), percent(low), percent(high));
  if (!isPresent(baseRate)) return [said];
  const verdict = low > baseRate ? 'better' : high < baseRate ? 'worse' : 'same';
  return [said, text.direction.base(percent(baseRate)), text.direction[verdict]];
}

/** From here down a test speaks against what it tests. */
const SIGNIFICANT = 0.05;

/** What the errors one step ahead say of the forecasts. */
export function residualWords({ residuals }: Contest, locale?: string): readonly string[] {
  const { ljungBoxP, biasP, uniformP } = residuals;
  const told = (p: number, against: (p: string) => string, fine: (p: string) => string) =>
    isPresent(p) ? [(p < SIGNIFICANT ? against : fine)(pWords(p, locale))] : [];
  const words = [
    ...told(ljungBoxP, text.residuals.related, text.residuals.unrelated),
    ...told(biasP, text.residuals.biased, text.residuals.unbiased),
    ...told(uniformP, text.residuals.misfit, text.residuals.fit),
  ];
  return words.length > 0 ? words : [text.residuals.unknown];
}
