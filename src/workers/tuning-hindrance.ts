import type { ChangeRecord, ControlKind } from '../domain/control.ts';
import type { Miner } from '../domain/miner.ts';

/** Why a step of a session is not sent. */
export type TuningHindrance =
  /** Another tab runs the session now, or nobody does. */
  | 'run-elsewhere'
  /** Its owner, or an alarm, has ended what is being tried. */
  | 'called'
  | 'consent-withdrawn'
  | 'changed-by-others';

/** What leaves a miner's setting, and its heat, as they were. */
const HARMLESS: ReadonlySet<ControlKind> = new Set<ControlKind>(['restart', 'identify', 'resume', 'pools']);

/**
 * Does its owner still let a miner be changed, and did nobody else change it since the session last did?
 * @param changes of this miner, in any order
 */
export function hindranceOf(
  miner: Pick<Miner, 'control'> | undefined,
  changes: readonly ChangeRecord[],
  sinceMs: number,
): TuningHindrance | undefined {
  if (miner?.control !== 'by-hand') return 'consent-withdrawn';
  const isForeign = ({ by, atMs, outcome, change }: ChangeRecord) =>
    by !== 'tuner' && atMs > sinceMs && !WITHOUT_EFFECT.has(outcome) && !HARMLESS.has(change.kind);
  return changes.some(isForeign) ? 'changed-by-others' : undefined;
}

const WITHOUT_EFFECT: ReadonlySet<ChangeRecord['outcome']> = new Set(['refused', 'scheduled', 'failed']);

/** Did somebody set the miner otherwise between two steps of a raise? Then the order book has ended it. */
export function wasTakenOver(record: ChangeRecord | undefined): boolean {
  const { code, detail } = record?.reason ?? {};
  return code === 'not-now' && (detail === 'superseded' || detail === 'changed-since');
}
