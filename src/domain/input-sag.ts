/** Supplies that home miners run on, with what their rail may sink to before its owner should look. */
const RAILS = [
  { nominalV: 5, fromV: 4.2, toV: 5.7, leastV: 4.7 },
  { nominalV: 12, fromV: 10, toV: 13.5, leastV: 11.7 },
] as const;

/**
 * Did the input voltage sink, if only for a moment, below what owners and makers of such boards take for a failing supply?
 * 4.7 V of 5 V boards and 11.7 V of 12 V boards (ESP-Miner #1188 and #1682); which of them it is its own median tells. False
 * of other supplies, of which no such figure is known, and where nothing was measured.
 * @param inputV as told answer by answer, V
 */
export function inputSagged(inputV: Iterable<number>): boolean {
  const told = [...inputV].filter((value) => value > 0 && Number.isFinite(value)).sort((a, b) => a - b);
  const [lowest] = told;
  const usual = told[told.length >> 1];
  const rail = RAILS.find(({ fromV, toV }) => usual !== undefined && usual >= fromV && usual <= toV);
  return rail !== undefined && lowest !== undefined && lowest < rail.leastV;
}
