import { formatAge } from '../../ui/format/age.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { twoMeter as text } from '../../ui/text/en/two-meter.ts';
import type { TwoMeterReport } from '../../workers/insight-api.ts';

type Verdict = TwoMeterReport['verdict'];
type Loss = Extract<Verdict, { kind: 'loss' }>;
type Noise = Extract<Verdict, { kind: 'noise' }>;
type Estimate = Noise['luck'];
type LossPart = keyof Loss['parts'];

/** One part of a loss in a list. */
export interface PartWords {
  readonly label: string;
  readonly part: string;
  readonly explanation: string;
}

/** What the two-meter test says, in words. */
export interface TwoMeterWords {
  /** `unknown`: nothing is counted. */
  readonly state: 'noise' | 'more' | 'mismatch' | 'watch' | 'act' | 'unknown';
  readonly sentence: string;
  readonly more?: string | undefined;
  readonly parts: readonly PartWords[];
  readonly facts: readonly (readonly [label: string, fact: string])[];
}

/** More than this above the claim, with its interval, is no luck: the figures do not belong together. */
const TOO_MUCH = 1.1;

/** A loss from this size on is worth getting up for. */
const ACT_FROM = 0.1;

/** From so much on, never found from the first row on, the miner's own figures are the likelier fault. */
const MISMATCH = 0.4;

/** With so much never found it is no matter of single chips. */
const SILENCE = 0.95;

/** Smaller parts are not worth a line. */
const SMALLEST_PART = 0.005;

/** Losses of which the card says how long they take to be told. */
const TOLD_WAITS = [0.05, 0.1] as const;

/** A loss that most likely began so soon after the first row was there before. */
const FROM_THE_START_MS = 3_600_000;

/**
 * The verdict, its interval, where the loss goes, and what it was told from.
 * @param providerName a provider's name by its id
 */
export function twoMeterWords(
  report: TwoMeterReport,
  nowMs: number,
  providerName: (id: string) => string,
): TwoMeterWords {
  const said = verdictWords(report);
  return { ...said, facts: [...said.facts, ...poolFact(report, nowMs, providerName), ...lookedFact(report)] };
}

type Fact = TwoMeterWords['facts'][number];

function poolFact(
  { pool }: TwoMeterReport,
  nowMs: number,
  providerName: (id: string) => string,
): readonly Fact[] {
  if (pool === undefined) return [];
  const window = formatRoughDuration(pool.windowMs / 1000);
  const fact = text.facts.poolFact(range(pool.counted), window, formatAge(nowMs - pool.atMs));
  return [[text.facts.pool(providerName(pool.provider)), fact]];
}

function lookedFact({ fromMs, toMs }: TwoMeterReport): readonly Fact[] {
  if (fromMs === undefined || toMs === undefined) return [];
  return [[text.facts.looked, text.facts.span(formatDayAndClock(fromMs), formatDayAndClock(toMs))]];
}

function verdictWords({ verdict, missing, fromMs }: TwoMeterReport): TwoMeterWords {
  switch (verdict.kind) {
    case 'nothing-counted':
      return { state: 'unknown', sentence: text.nothing[missing ?? 'soFar'], parts: [], facts: [] };
    case 'noise':
      return {
        ...noiseWords(verdict),
        parts: [],
        facts: [[text.facts.counted, range(verdict.luck)]],
      };
    case 'loss':
      return isMismatch(verdict, fromMs) ? mismatchWords(verdict) : lossWords(verdict, fromMs);
  }
}

function mismatchWords({ loss }: Loss): TwoMeterWords {
  const kept = (lost: number) => formatPercent(Math.max(0, 1 - lost));
  return {
    state: 'mismatch',
    sentence: text.mismatch.sentence(kept(loss.fraction), kept(loss.high), kept(loss.low)),
    more: text.mismatch.why,
    parts: [],
    facts: [],
  };
}

function lossWords(verdict: Loss, fromMs: number | undefined): TwoMeterWords {
  return {
    state: verdict.loss.fraction >= ACT_FROM ? 'act' : 'watch',
    sentence: lossSentence(verdict, fromMs),
    parts: partsOf(verdict).map((name) => {
      const [label, explanation] = text.parts[wordOf(name, verdict)];
      return { label, explanation, part: formatPercent(verdict.parts[name]) };
    }),
    facts: [[text.facts.lost, formatDayAndClock(verdict.foundAtMs)]],
  };
}

function noiseWords({ luck, waits }: Noise): Pick<TwoMeterWords, 'state' | 'sentence' | 'more'> {
  if (luck.low > TOO_MUCH)
    return { state: 'more', sentence: text.more.sentence(formatPercent(luck.fraction)), more: text.more.why };
  const [first, second] = TOLD_WAITS.map((loss) => waits.find((wait) => wait.loss === loss));
  return {
    state: 'noise',
    sentence: text.noise.sentence,
    more:
      first && second
        ? text.noise.wait(
            formatRoughDuration(first.waitMs / 1000),
            formatPercent(first.loss),
            formatRoughDuration(second.waitMs / 1000),
            formatPercent(second.loss),
          )
        : undefined,
  };
}

function lossSentence(verdict: Loss, fromMs: number | undefined): string {
  const { loss, sinceMs } = verdict;
  const moment = formatDayAndClock(sinceMs);
  const since = wasThere(verdict, fromMs) ? text.loss.atLeastSince(moment) : moment;
  const parts = partsOf(verdict).map((name) =>
    text.short[wordOf(name, verdict)](formatPercent(verdict.parts[name])),
  );
  return text.loss.sentence(
    formatPercent(loss.fraction),
    // Luck can reach below nothing lost; a loss cannot.
    formatPercent(Math.max(0, loss.low)),
    formatPercent(loss.high),
    since,
    parts.length > 0 ? parts.join(', ') : text.loss.noPart,
  );
}

/** Was the loss there from the first row on? */
function wasThere({ sinceMs }: Loss, fromMs: number | undefined): boolean {
  return fromMs !== undefined && sinceMs - fromMs < FROM_THE_START_MS;
}

/** Chips fail by and by, and a dead miner finds nothing at all: what lies between, always, is a figure told wrongly. */
function isMismatch(verdict: Loss, fromMs: number | undefined): boolean {
  const { silentChipError } = verdict.parts;
  return wasThere(verdict, fromMs) && silentChipError > MISMATCH && verdict.loss.fraction < 0.9999;
}

function wordOf(name: LossPart, { parts }: Loss): LossPart | 'silence' {
  return name === 'silentChipError' && parts[name] > SILENCE ? 'silence' : name;
}

/** The parts worth telling, greatest first. */
function partsOf({ parts }: Loss): readonly LossPart[] {
  return (Object.keys(parts) as LossPart[])
    .filter((name) => parts[name] >= SMALLEST_PART)
    .sort((a, b) => parts[b] - parts[a]);
}

function range({ fraction, low, high }: Estimate): string {
  return text.range(formatPercent(fraction), formatPercent(low), formatPercent(high));
}
