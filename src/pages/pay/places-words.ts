/**
 * Places in a week or a year in words: three and more in a row as a span.
 *
 * @param places ascending, 1 = the first of `names`
 * @example placesWords([1, 2, 3, 4, 5], ['Mon', 'Tue', …]) // "Mon–Fri"
 */
export function placesWords(places: readonly number[], names: readonly string[]): string {
  const runs: number[][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run?.at(-1) === place - 1) run.push(place);
    else runs.push([place]);
  }
  const name = (place: number | undefined) => names[(place ?? 1) - 1] ?? '';
  return runs
    .flatMap((run) => (run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map(name)))
    .join(', ');
}
