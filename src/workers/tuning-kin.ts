import type { MinerView } from '../domain/fleet-view.ts';
import type { Miner } from '../domain/miner.ts';
import type { ChipKin } from '../domain/tuning.ts';
import { chipKin } from '../insight/tuning/chip-model.ts';
import { knowledgeOf } from '../insight/tuning/search.ts';
import type { KeptTuning } from '../store/tuning-store.ts';
import type { Begin } from './tuning-ways.ts';

/** Fewer trials say little of where an edge lies; more chips than these say little more. */
const FEWEST_TRIALS = 4;
const MOST_CHIPS = 8;

/**
 * What tuned chips of a kind say of the next one, by the newest session of each; undefined where none was tuned.
 *
 * @param kept newest first
 * @param minerIds whose chips are of that kind
 */
export function kinOf(kept: readonly KeptTuning[], minerIds: ReadonlySet<string>): ChipKin | undefined {
  const seen = new Set<string>();
  const beliefs = kept.flatMap(({ minerId, session: { task, trials } }) => {
    if (!minerIds.has(minerId) || seen.has(minerId) || seen.size >= MOST_CHIPS) return [];
    if (task.ladder || trials.length < FEWEST_TRIALS) return [];
    seen.add(minerId);
    // By its own trials alone: what it was told of others is theirs, and would count again.
    return [knowledgeOf({ ...task, reference: { ...task.reference, kin: undefined } }, trials).chip];
  });
  return chipKin(beliefs);
}

/** The same by the other chips of a miner's kind in its fleet. */
export function kinInFleet(
  { id, identity: { asicModel } }: Pick<Miner, 'id' | 'identity'>,
  fleet: readonly MinerView[],
  kept: readonly KeptTuning[],
): ChipKin | undefined {
  if (asicModel === undefined) return undefined;
  const kinIds = fleet.flatMap(({ miner }) =>
    miner.id !== id && miner.identity.asicModel === asicModel ? [miner.id] : [],
  );
  return kinOf(kept, new Set(kinIds));
}

/** What a session is told of the miner, and of its kin where clock and voltage are looked for. */
export function withKin(task: Begin, kin: ChipKin | undefined): Begin {
  return task.ladder || !kin ? task : { ...task, reference: { ...task.reference, kin } };
}
