/** What a model says of some inputs. @param points count × inputs @returns a value each */
export type Say = (points: Float64Array, count: number) => ArrayLike<number>;

/**
 * By how much a model says more because it knows a part of its inputs: what it says, less what it says with the part taken from a
 * baseline (Zeiler & Fergus, ECCV 2014, for images). Parts that tell the same both seem to matter little: beside integrated
 * gradients, which share it out, this says what would happen without just one of them.
 *
 * @param parts places of the inputs of each part
 */
export function occlusion(
  say: Say,
  input: ArrayLike<number>,
  baseline: ArrayLike<number>,
  parts: readonly (readonly number[])[],
): Float64Array {
  const size = input.length;
  const points = new Float64Array((1 + parts.length) * size);
  for (let row = 0; row <= parts.length; row++) points.set(Array.from(input), row * size);
  for (const [row, part] of parts.entries())
    for (const place of part) points[(1 + row) * size + place] = baseline[place] as number;
  const said = say(points, 1 + parts.length);
  return Float64Array.from(parts, (_, row) => (said[0] as number) - (said[1 + row] as number));
}
