/** Where a chain stands. Kaspa's height is its DAA score. */
export interface Moment {
  readonly height?: number | undefined;
  readonly atMs?: number | undefined;
}

/** How a chain makes new coins, whole coins per block. */
export type SubsidyRule =
  /** The last row whose height is reached; nothing is known before the first, nor from `untilHeight` on. */
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly [fromHeight: number, subsidy: number])[];
      readonly untilHeight?: number | undefined;
      readonly luck?: RewardLuck | undefined;
    }
  /**
   * Times `ratio` after every `everyBlocks`, counted from `originHeight`, each time cut to whole units of 1e-8: with
   * one half, Bitcoin's shift to the right.
   */
  | {
      readonly kind: 'decay';
      readonly initial: number;
      readonly ratio: readonly [numerator: number, denominator: number];
      readonly everyBlocks: number;
      readonly originHeight: number;
      /** It tells nothing of blocks before. */
      readonly fromHeight: number;
      readonly least?: number | undefined;
      readonly luck?: RewardLuck | undefined;
    }
  /** One coin less per block, down to the least. */
  | {
      readonly kind: 'line';
      readonly initial: number;
      readonly lessPerBlock: number;
      readonly least: number;
    }
  /** Falls evenly from one moment to another, and stays. */
  | {
      readonly kind: 'time-line';
      readonly initial: number;
      readonly last: number;
      readonly fromMs: number;
      readonly untilMs: number;
    }
  /**
   * Kaspa's chromatic months: 2^(−1/12) each (kaspanet/rusty-kaspa consensus/src/processes/coinbase.rs). Months are
   * counted in seconds of DAA score: one score a second until `fasterFrom`, then `blocksPerSecond`.
   */
  | {
      readonly kind: 'chromatic';
      readonly perSecond: number;
      readonly originScore: number;
      readonly fasterFrom: number;
      readonly blocksPerSecond: number;
      readonly monthS: number;
    };

/** Coins whose reward is drawn by lot: its mean is the plain reward × `factor` + `plus`. */
export interface RewardLuck {
  readonly factor: number;
  readonly plus: number;
}

/** Coins per block by a rule; undefined where the rule tells nothing of that moment. */
export function subsidyOf(rule: SubsidyRule, moment: Moment): number | undefined {
  if (rule.kind === 'time-line') return moment.atMs === undefined ? undefined : onTimeLine(rule, moment.atMs);
  const { height } = moment;
  if (height === undefined || !(height >= 0)) return undefined;
  if (rule.kind === 'table') return fromTable(rule, height);
  if (rule.kind === 'decay') return decayed(rule, height);
  if (rule.kind === 'line') return Math.max(rule.least, rule.initial - rule.lessPerBlock * height);
  return chromatic(rule, height);
}

/** The next height at which the subsidy steps down, and what it is from there; undefined where none is known. */
export function nextSubsidy(
  rule: SubsidyRule,
  height: number,
): { readonly height: number; readonly subsidy: number } | undefined {
  const next = nextHeight(rule, height);
  const subsidy = next === undefined ? undefined : subsidyOf(rule, { height: next });
  return next === undefined || subsidy === undefined || subsidy === subsidyOf(rule, { height })
    ? undefined
    : { height: next, subsidy };
}

type Rule<Kind extends SubsidyRule['kind']> = Extract<SubsidyRule, { kind: Kind }>;

function nextHeight(rule: SubsidyRule, height: number): number | undefined {
  if (rule.kind === 'table') return rule.rows.find(([from]) => from > height)?.[0];
  if (rule.kind === 'decay')
    return Math.max(rule.fromHeight, rule.originHeight + (stepsOf(rule, height) + 1) * rule.everyBlocks);
  if (rule.kind === 'line') return height + 1;
  if (rule.kind === 'chromatic') return monthStart(rule, monthOf(rule, height) + 1);
  return undefined;
}

function fromTable({ rows, untilHeight, luck }: Rule<'table'>, height: number): number | undefined {
  if (untilHeight !== undefined && height >= untilHeight) return undefined;
  const row = rows.findLast(([from]) => from <= height);
  return row && meanOf(row[1], luck);
}

const UNITS_PER_COIN = 1e8;

function stepsOf({ originHeight, everyBlocks }: Rule<'decay'>, height: number): number {
  return Math.max(0, Math.floor((height - originHeight) / everyBlocks));
}

/** In whole numbers throughout, as the nodes do: DigiByte's product is larger than a double holds exactly. */
function decayed(rule: Rule<'decay'>, height: number): number | undefined {
  if (height < rule.fromHeight) return undefined;
  const [numerator, denominator] = [BigInt(rule.ratio[0]), BigInt(rule.ratio[1])];
  const least = BigInt(Math.round((rule.least ?? 0) * UNITS_PER_COIN));
  let units = BigInt(Math.round(rule.initial * UNITS_PER_COIN));
  for (let step = stepsOf(rule, height); step > 0 && units > least; step -= 1)
    units = (units * numerator) / denominator;
  return meanOf(Number(units > least ? units : least) / UNITS_PER_COIN, rule.luck);
}

function meanOf(subsidy: number, luck: RewardLuck | undefined): number {
  return luck ? subsidy * luck.factor + luck.plus : subsidy;
}

function onTimeLine({ initial, last, fromMs, untilMs }: Rule<'time-line'>, atMs: number): number | undefined {
  if (atMs < fromMs) return undefined;
  const gone = Math.min(1, (atMs - fromMs) / (untilMs - fromMs));
  return initial + (last - initial) * gone;
}

function monthOf({ originScore, fasterFrom, blocksPerSecond, monthS }: Rule<'chromatic'>, score: number) {
  const slowS = Math.min(score, fasterFrom) - originScore;
  const fastS = Math.max(0, score - fasterFrom) / blocksPerSecond;
  return Math.floor((slowS + fastS) / monthS);
}

function monthStart({ originScore, fasterFrom, blocksPerSecond, monthS }: Rule<'chromatic'>, month: number) {
  return Math.ceil(fasterFrom + (originScore + month * monthS - fasterFrom) * blocksPerSecond);
}

/** Of the months after the change of pace only; whole units, rounded up per block as the node does. */
function chromatic(rule: Rule<'chromatic'>, score: number): number | undefined {
  if (score < rule.fasterFrom) return undefined;
  const perSecond = Math.floor(rule.perSecond * UNITS_PER_COIN * 2 ** (-monthOf(rule, score) / 12));
  return Math.ceil(perSecond / rule.blocksPerSecond) / UNITS_PER_COIN;
}
