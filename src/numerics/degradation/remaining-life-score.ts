/**
 * The asymmetric score of the PHM08 challenge (Saxena, Goebel, Simon & Eklund, "Damage propagation modeling for aircraft engine run-to-failure
 * simulation", PHM 2008): Σ exp(−d/13) − 1 where what is said is too short (d < 0), Σ exp(d/10) − 1 where it is too long,
 * which is worse. 0 is best; one engine that is far off outweighs all others.
 */
export function phmScore(said: ArrayLike<number>, came: ArrayLike<number>): number {
  let score = 0;
  for (let at = 0; at < said.length; at++) {
    const d = (said[at] as number) - (came[at] as number);
    score += Math.expm1(d < 0 ? -d / 13 : d / 10);
  }
  return score;
}
