import * as v from 'valibot';
import type { Coin } from './coin.ts';

/** The list of coins is not what it should be: the app was built wrong. */
export class CoinCatalogueError extends Error {
  override readonly name = 'CoinCatalogueError';
}

const words = v.pipe(v.string(), v.trim(), v.nonEmpty());
const symbol = v.pipe(v.string(), v.regex(/^[A-Z0-9]{2,6}$/));
const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(1e9));
const height = v.pipe(v.number(), v.integer(), v.minValue(0));
const seconds = v.pipe(v.number(), v.minValue(0.01), v.maxValue(3_600));
const hashes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 40));
const blocks = v.pipe(v.number(), v.integer(), v.minValue(1));
const luck = v.optional(v.strictObject({ factor: v.pipe(v.number(), v.minValue(1)), plus: amount }));

const rows = v.pipe(
  v.array(v.strictTuple([height, amount])),
  v.minLength(1),
  v.check(
    (all) => all.every(([from], at) => at === 0 || from > (all[at - 1]?.[0] ?? Number.NaN)),
    'heights do not rise',
  ),
);

const subsidy = v.variant('kind', [
  v.strictObject({ kind: v.literal('table'), rows, untilHeight: v.optional(height), luck }),
  v.pipe(
    v.strictObject({
      kind: v.literal('decay'),
      initial: amount,
      ratio: v.strictTuple([blocks, blocks]),
      everyBlocks: blocks,
      originHeight: height,
      fromHeight: height,
      least: v.optional(amount),
      luck,
    }),
    v.check(({ ratio: [numerator, denominator] }) => numerator < denominator, 'a decay that does not decay'),
  ),
  v.strictObject({ kind: v.literal('line'), initial: amount, lessPerBlock: amount, least: amount }),
  v.strictObject({
    kind: v.literal('time-line'),
    initial: amount,
    last: amount,
    fromMs: blocks,
    untilMs: blocks,
  }),
  v.strictObject({
    kind: v.literal('chromatic'),
    perSecond: amount,
    originScore: height,
    fasterFrom: height,
    blocksPerSecond: blocks,
    monthS: blocks,
  }),
]);

const coin = v.strictObject({
  symbol,
  name: words,
  algorithmName: words,
  minedBy: v.array(
    v.picklist([
      ...(['sha256', 'scrypt', 'equihash', 'kheavyhash', 'blake2b-sia', 'blake2s', 'blake3'] as const),
      ...(['eaglesong', 'etchash', 'handshake', 'randomx', 'x11'] as const),
    ]),
  ),
  blockTimeS: v.optional(seconds),
  algorithmBlockTimeS: v.optional(seconds),
  hashesPerDifficulty: v.optional(hashes),
  shareHashesPerDifficulty: v.optional(hashes),
  subsidy: v.optional(subsidy),
  rewardRule: v.optional(words),
  minerFraction: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  retarget: v.optional(words),
  retargetEveryBlocks: v.optional(blocks),
  mergeMinedWith: v.array(symbol),
  source: words,
  unverified: v.array(
    v.picklist([
      ...(['name', 'blockTimeS', 'hashesPerDifficulty', 'subsidy', 'minerFraction'] as const),
      ...(['retarget', 'mergeMinedWith'] as const),
    ]),
  ),
});

const file = v.pipe(
  v.strictObject({ coins: v.array(coin) }),
  v.check(({ coins }) => new Set(coins.map((each) => each.symbol)).size === coins.length, 'a coin twice'),
  v.check(
    ({ coins }) =>
      coins.every((one) =>
        one.mergeMinedWith.every((partner) =>
          coins.some((other) => other.symbol === partner && other.mergeMinedWith.includes(one.symbol)),
        ),
      ),
    'a coin is merge-mined with one that is not with it',
  ),
);

/**
 * What models/coins.json holds → the coins, all ranges checked.
 * @throws CoinCatalogueError where anything is amiss: a wrong unit would be a wrong figure in money.
 */
export function readCoinCatalogue(json: unknown): readonly Coin[] {
  const read = v.safeParse(file, json);
  if (!read.success) throw new CoinCatalogueError(v.summarize(read.issues), { cause: read.issues });
  return read.output.coins;
}
