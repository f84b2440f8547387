import { addEvidence, type EvidenceScore, NO_EVIDENCE, poissonLlr } from './evidence-score.ts';

/**
 * Watches whether as many shares come as hashrate and difficulty promise: silence (none at all) and a gap (fewer). The
 * exact test with its causes is two-meter.ts; this is the part of it that lives under the fleet's alarm budget. A plain
 * value.
 */
export interface ShareGap {
  /** One for each of GAPS. */
  readonly scores: readonly EvidenceScore[];
  /** Since the strongest evidence began. */
  readonly due: number;
  readonly came: number;
  /** Shares that were due since the last quarter with one, and since when. */
  readonly silentDue: number;
  readonly silentSinceMs?: number | undefined;
}

export const NEW_GAP: ShareGap = {
  scores: [NO_EVIDENCE, NO_EVIDENCE, NO_EVIDENCE],
  due: 0,
  came: 0,
  silentDue: 0,
};

/** Lost parts looked for. */
const GAPS = [0.1, 0.3, 0.9] as const;
/** Up to so much is no trouble: fees of firmware and pools are 1 to 3 %. */
const TOLERATED = 0.03;

/** Shares of one more quarter: promised by rate and difficulty, and come, whatever became of them. */
export function watchGap(gap: ShareGap, due: number, came: number, fromMs: number): ShareGap {
  if (!(due > 0)) return gap;
  const scores = gap.scores.map((score, index) =>
    addEvidence(score, poissonLlr(came, (1 - (GAPS[index] ?? 0)) * due, (1 - TOLERATED) * due), fromMs),
  );
  const goesOn = scores.some(({ nats }) => nats > 0);
  return {
    scores,
    due: goesOn ? gap.due + due : 0,
    came: goesOn ? gap.came + came : 0,
    silentDue: came > 0 ? 0 : gap.silentDue + due,
    silentSinceMs: came > 0 ? undefined : (gap.silentSinceMs ?? fromMs),
  };
}

/** The evidence that shares are missing; undefined below `callNats`. */
export function missingShares(gap: ShareGap, callNats: number): EvidenceScore | undefined {
  const strongest = gap.scores.reduce((one, other) => (other.nats > one.nats ? other : one));
  return strongest.nats >= callNats + Math.log(GAPS.length) ? strongest : undefined;
}
