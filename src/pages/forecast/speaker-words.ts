import type {
  Contest,
  ContestBand,
  ContestEntry,
  Forecast,
  ForecastTarget,
  Speaker,
} from '../../domain/forecast.ts';
import { decimal, isPresent, places } from '../../ui/format/decimal.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';

const words = text.speaker;
const DAY_MS = 86_400_000;

/** One who forecasts, in plain words with the trade's term behind: `As now (persistence)`. */
export function speakerName({ name }: Pick<Speaker, 'name'>): string {
  const known = words.names[name] ?? words.names[name.toLowerCase()];
  return known ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** `p = 0.03`, `p < 0.001`; empty where the test says nothing. */
export function pWords(p: number | undefined, locale?: string): string {
  const figure = pFigure(p, locale);
  return figure === '' ? '' : `p ${figure.startsWith('<') ? '' : '= '}${figure}`;
}

/** The bare figure of {@link pWords}, for a column of its own. */
export function pFigure(p: number | undefined, locale?: string): string {
  if (!isPresent(p)) return '';
  if (p < 0.001) return `< ${decimal(0.001, places(3), locale)}`;
  return decimal(p, places(p < 0.0995 ? 3 : 2), locale);
}

/** Which part of the horizon a band of a contest is. */
export function bandWords(
  { fromStep, toStep }: Pick<ContestBand, 'fromStep' | 'toStep'>,
  { step, horizon }: Pick<ForecastTarget, 'step' | 'horizon'>,
): string {
  if (fromStep === toStep) return words.one[step](fromStep);
  return fromStep === 1 && toStep === horizon ? words.all[step](toStep) : words.band[step](fromStep, toStep);
}

/**
 * The bands of a contest that a forecast shows, in its own steps: what is published comes before them, so that the first hour that is
 * foreseen is not the first hour from now.
 */
export function spokenBands(
  { bands }: Contest,
  { steps, publishedSteps = 0 }: Pick<Forecast, 'steps' | 'publishedSteps'>,
): readonly ContestBand[] {
  return bands
    .map((band) => ({
      ...band,
      fromStep: band.fromStep + publishedSteps,
      toStep: Math.min(band.toStep + publishedSteps, steps.length),
    }))
    .filter(({ fromStep }) => fromStep <= steps.length);
}

/** Is all that a forecast shows published, or law of the chain? Then nobody has to say it. */
export function isAllKnown({ steps }: Pick<Forecast, 'steps'>): boolean {
  return steps.length > 0 && steps.every(({ exact }) => exact !== undefined);
}

/** Who speaks for a band, and what of the contest speaks for that. */
export function whyWords(speaker: Speaker, band: ContestBand, contest: Contest, locale?: string): string {
  const entry = band.entries.find((each) => isSame(each.speaker, speaker));
  const rule = band.entries.find(({ verdict }) => verdict === 'is-rule');
  if (speaker.kind === 'rule' || !entry) return ruleWords(speaker, band, rule, contest, locale);
  if (!rule) return words.another(speakerName(speaker));
  const figures = figuresOf(entry, rule, '', contest, locale);
  const wins = entry.verdict === 'speaks' || entry.verdict === 'beats-rule';
  return (wins ? words.better : words.owner)(speakerName(speaker), figures);
}

/** Of two entries the same one may speak under another version of its model. */
function isSame(a: Speaker, b: Speaker): boolean {
  if (a.modelId !== undefined || b.modelId !== undefined) return a.modelId === b.modelId;
  return a.kind === b.kind && a.name === b.name;
}

/** The simple rule speaks: because the best of the others is worse, is no better, or could not take part. */
function ruleWords(
  speaker: Speaker,
  { entries }: ContestBand,
  rule: ContestEntry | undefined,
  contest: Contest,
  locale: string | undefined,
): string {
  if (speaker.kind !== 'rule') return words.another(speakerName(speaker));
  const others = entries.filter(({ verdict }) => verdict !== 'is-rule');
  const judged = others.find(({ scores, verdict }) => isPresent(scores.mase) && verdict !== 'failed');
  if (rule && judged) {
    const loses = judged.scores.mase >= rule.scores.mase;
    return loses
      ? words.ruleBetter(figuresOf(rule, judged, speakerName(judged.speaker), contest, locale))
      : words.notBetter(speakerName(judged.speaker), figuresOf(judged, rule, '', contest, locale));
  }
  if (others.length === 0) return words.onlyRule;
  // Where the season repeats itself to the letter nothing is missed by it, which is no unit for a MASE.
  if (rule && others.some(({ verdict, scores }) => verdict !== 'failed' && isPresent(scores.mae)))
    return words.flawless;
  return others.some(({ verdict }) => verdict === 'too-little-data') ? words.tooShort : words.allFailed;
}

/** `MASE 1.00 against 1.04 of boosted trees, on 61 days`. */
function figuresOf(
  one: ContestEntry,
  other: ContestEntry,
  whose: string,
  contest: Contest,
  locale: string | undefined,
): string {
  const mase = ({ scores }: ContestEntry) => decimal(scores.mase, places(2), locale);
  const days = Math.max(1, Math.round((contest.toMs - contest.fromMs) / DAY_MS));
  return [
    words.mases(mase(one), mase(other), whose),
    pWords(one.p ?? other.p, locale),
    days === 1 ? words.oneDay : words.days(formatCount(days, locale)),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
