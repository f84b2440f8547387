/**
 * The simple rule that a look at sensors must beat: of machines that lived longer than this one has so far, how much they had left on the mean, each
 * up to the cap. Where none lived so long it is 0.
 *
 * @param lives of machines that ran until they failed, in moments
 * @param age moments seen, at least 1
 */
export function lifeByAge(lives: ArrayLike<number>, age: number, cap: number): number {
  let [sum, count] = [0, 0];
  for (let machine = 0; machine < lives.length; machine++) {
    const left = (lives[machine] as number) - age;
    if (left < 0) continue;
    sum += Math.min(cap, left);
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}
