/**
 * The order in which variables are taken out of a product of factors: always the one next whose neighbours make the
 * smallest table, the lowest number of equals (min-weight, Koller & Friedman 2009, section 9.4.3.2). The best order of
 * all is NP-hard to find.
 * @param sizes how many states each variable has
 * @param scopes which variables stand together in a factor
 */
export function eliminationOrder(
  sizes: readonly number[],
  scopes: readonly (readonly number[])[],
): readonly number[] {
  const neighbours = sizes.map((_, variable) => new Set<number>([variable]));
  for (const scope of scopes)
    for (const variable of scope) for (const other of scope) neighbours[variable]?.add(other);
  const left = new Set(sizes.keys());
  const order: number[] = [];
  const tableOf = (variable: number) =>
    [...(neighbours[variable] ?? [])].reduce((product, each) => product * (sizes[each] ?? 1), 1);
  while (left.size > 0) {
    const [next = 0] = [...left].sort((a, b) => tableOf(a) - tableOf(b) || a - b);
    const around = neighbours[next] ?? new Set();
    left.delete(next);
    around.delete(next);
    // What stood beside it stands together from now on.
    for (const variable of around) {
      neighbours[variable]?.delete(next);
      for (const other of around) neighbours[variable]?.add(other);
    }
    order.push(next);
  }
  return order;
}
