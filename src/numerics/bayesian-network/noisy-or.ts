/** A cause of an effect, by itself enough with this probability. */
export interface IndependentCause {
  /** P(effect | this cause alone), 0..1. */
  readonly strength: number;
}

/**
 * The table of an effect with several causes, each of which brings it about by itself with its own probability,
 * whatever the others do: P(no effect | causes present) = (1 − leak)·Π(1 − strengthᵢ) (noisy-OR with leak: Henrion 1989;
 * Koller & Friedman 2009, section 5.4.1). So n figures stand for 2ⁿ.
 * @param leak P(effect | none of these causes), 0..1
 * @returns rows as `NetworkNode.table` wants them, of binary parents and a binary effect, 0 absent and 1 present
 * @throws RangeError for a probability outside 0..1
 */
export function noisyOr(causes: readonly IndependentCause[], leak: number): readonly number[] {
  for (const chance of [leak, ...causes.map(({ strength }) => strength)])
    if (!(chance >= 0 && chance <= 1)) throw new RangeError(`${chance} is no probability`);
  return Array.from({ length: 2 ** causes.length }, (_, row) => {
    const absent = causes.reduce(
      (chance, { strength }, place) =>
        Math.floor(row / 2 ** (causes.length - 1 - place)) % 2 === 1 ? chance * (1 - strength) : chance,
      1 - leak,
    );
    return [absent, 1 - absent];
  }).flat();
}
