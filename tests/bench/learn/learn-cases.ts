import { median } from '../median.ts';

/** Work that learning is timed at. */
export interface LearnCase {
  readonly name: string;
  /** The same work in a native package on one thread, by its name in `same_work.py`. */
  readonly peer?: {
    readonly name: string;
    /** Ours by theirs at most. */
    readonly mostRatio: number;
    /** What it took on an idle machine of two cores (November 2026), for where the package is not installed. */
    readonly recordedMs: number;
  };
  /** What it may take whatever others do. */
  readonly mostMs?: number;
  /** How often it is timed, in turns with the peer; medians count. */
  readonly repeats: number;
}

export const LEARN_CASES = [
  {
    name: 'lstm_epoch',
    peer: { name: 'torch_lstm_epoch', mostRatio: 2, recordedMs: 1_440 },
    repeats: 3,
  },
  { name: 'boosting_20000', peer: { name: 'xgboost_20000', mostRatio: 1.5, recordedMs: 1_310 }, repeats: 3 },
  {
    name: 'boosting_200000',
    peer: { name: 'xgboost_200000', mostRatio: 1.5, recordedMs: 5_060 },
    repeats: 3,
  },
  {
    name: 'forest_20000',
    peer: { name: 'sklearn_forest_20000', mostRatio: 1, recordedMs: 20_100 },
    repeats: 1,
  },
  { name: 'shap_1000', peer: { name: 'xgboost_shap_1000', mostRatio: 1, recordedMs: 1_240 }, repeats: 3 },
  { name: 'day_ahead_30_miners', mostMs: 100, repeats: 5 },
] as const satisfies readonly LearnCase[];

/** The same kinds of work in seconds, against some ten times what they take: what breaks is seen, what varies is not. */
export const QUICK_LEARN_CASES = [
  { name: 'lstm_epoch_320', mostMs: 10_000, repeats: 1 },
  { name: 'boosting_5000', mostMs: 10_000, repeats: 1 },
  { name: 'forest_2000', mostMs: 10_000, repeats: 1 },
  { name: 'shap_100', mostMs: 10_000, repeats: 1 },
  { name: 'day_ahead_30_miners', mostMs: 1_000, repeats: 3 },
] as const satisfies readonly LearnCase[];

/** Times of one case, ms. */
export interface LearnTimes {
  readonly ours: readonly number[];
  /** None where the package is not installed. */
  readonly theirs: readonly number[];
}

export interface LearnJudgement {
  readonly figures: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  /** What is not judged, and why. */
  readonly notices: readonly string[];
}

/**
 * Holds one case against its limits. Figures: our time, the limit, the peer's time or the recorded mark, our time by it, and
 * whether it passes (1) or not (0). A peer that is not installed fails nobody: machines differ from the recorded one.
 */
export function judged({ name, peer, mostMs }: LearnCase, { ours, theirs }: LearnTimes): LearnJudgement {
  const oursMs = median(ours);
  const figures: Record<string, number> = { [`${name}_ms`]: oursMs };
  const failures: string[] = [];
  const notices: string[] = [];
  if (Number.isNaN(oursMs)) failures.push(`${name} was not timed`);
  if (mostMs !== undefined) {
    figures[`${name}_limit_ms`] = mostMs;
    if (oursMs > mostMs) failures.push(`${name} takes ${Math.round(oursMs)} ms, the limit is ${mostMs}`);
  }
  if (peer) {
    const isHere = theirs.length > 0;
    const markMs = isHere ? median(theirs) : peer.recordedMs;
    const ratio = oursMs / markMs;
    figures[isHere ? `${peer.name}_ms` : `${peer.name}_recorded_ms`] = markMs;
    figures[`${name}_by_${isHere ? 'peer' : 'recorded'}`] = ratio;
    figures[`${name}_by_peer_limit`] = peer.mostRatio;
    if (!isHere)
      notices.push(
        `${peer.name} is not installed here: ${name} takes ${ratio.toFixed(2)} × its recorded ${peer.recordedMs} ms`,
      );
    else if (ratio > peer.mostRatio)
      failures.push(`${name} takes ${ratio.toFixed(2)} × ${peer.name}, the limit is ${peer.mostRatio}`);
  }
  figures[`${name}_pass`] = Number(failures.length === 0);
  return { figures, failures, notices };
}
