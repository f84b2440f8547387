import type { Circuit } from '../domain/plan-rules.ts';

/** A change of one miner that is due. */
export interface Move {
  readonly minerId: string;
  /** What it draws now, and what it will, W. */
  readonly fromW: number;
  readonly toW: number;
}

/** After a miner was started or raised the next one waits so long: supplies draw most as they begin, and a surge trips a breaker. */
export const RAISE_EVERY_MS = 60_000;

export interface RampFacts {
  readonly nowMs: number;
  /** When a miner was last raised by the plan. */
  readonly raisedAtMs?: number | undefined;
  readonly circuits: readonly Circuit[];
  /** What each miner draws now, W. */
  readonly powerW: ReadonlyMap<string, number>;
}

/**
 * Which of the changes that are due may be made now: all that lower power at once; of those that raise it one a minute, the largest
 * first, and only where its circuits bear it with what the others really draw now, not with what they are to draw.
 */
export function rampedMoves(moves: readonly Move[], facts: RampFacts): readonly Move[] {
  const lowering = moves.filter(({ fromW, toW }) => toW <= fromW);
  const { nowMs, raisedAtMs = Number.NEGATIVE_INFINITY } = facts;
  // A clock that was set back does not hold a miner back for ever.
  if (nowMs >= raisedAtMs && nowMs - raisedAtMs < RAISE_EVERY_MS) return lowering;
  const raise = moves
    .filter((move) => move.toW > move.fromW && isBorne(move, facts))
    .sort((a, b) => b.toW - b.fromW - (a.toW - a.fromW))[0];
  return raise ? [...lowering, raise] : lowering;
}

function isBorne({ minerId, toW }: Move, { circuits, powerW }: RampFacts): boolean {
  return circuits.every(({ minerIds, limitW, otherLoadW = 0 }) => {
    if (!minerIds.includes(minerId)) return true;
    const othersW = minerIds.reduce(
      (sum, id) => sum + (id === minerId ? 0 : (powerW.get(id) ?? 0)),
      otherLoadW,
    );
    return othersW + toW <= limitW + 1e-6;
  });
}
