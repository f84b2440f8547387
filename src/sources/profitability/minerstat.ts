import { algorithmOf } from '../../domain/algorithm-word.ts';
import type { CoinListing } from '../../domain/coin-listing.ts';
import { SourceError } from '../../domain/source-error.ts';
import { type Fields, fieldsOf, isFields, listOf, secondsOf, textOf } from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

const PROVIDER = 'minerstat';
const HOURS_A_DAY = 24;

/** Coins, and pools that mine some, by symbols; all where none is named. −1 stands in it for what nobody knows. */
export const minerstatCoins: Source<
  { readonly coins?: readonly string[] | undefined },
  readonly CoinListing[]
> = {
  provider: PROVIDER,
  request: ({ coins = [] }) => ({
    provider: PROVIDER,
    host: 'api.minerstat.com',
    path: `/v2/coins${coins.length === 0 ? '' : `?${new URLSearchParams({ list: coins.join(',') })}`}`,
  }),
  parse: (reply) => {
    const told = jsonOf(reply);
    const words = textOf(fieldsOf(told).error) ?? textOf(fieldsOf(told).message);
    if (words !== undefined) throw new SourceError('not-found', words);
    const rows = isFields(told) ? [told] : listOf(told);
    return atLeastOne(rows.flatMap((row) => listingOf(row, reply.receivedAtMs)));
  },
};

function listingOf(row: Fields, receivedAtMs: number): readonly CoinListing[] {
  const coin = textOf(row.coin);
  if (coin === undefined) return [];
  const algorithmName = textOf(row.algorithm) ?? '';
  const algorithm = algorithmOf(algorithmName);
  const kind = row.type === 'pool' ? 'pool' : 'coin';
  const atMs = secondsOf(row.updated) ?? receivedAtMs;
  const currency = textOf(row.reward_unit) ?? (kind === 'coin' ? coin : undefined);
  // Coins per H/s per hour: the row of Bitcoin is 3600 · 6.25 / (difficulty · 2³²) (economics section 1).
  const perHsDay = positiveOf(row.reward, HOURS_A_DAY);
  return [
    {
      coin,
      name: textOf(row.name),
      kind,
      algorithm,
      algorithmName,
      network: {
        coin,
        atMs,
        difficulty: positiveOf(row.difficulty),
        networkHashrateHs: positiveOf(row.network_hashrate),
        subsidy: positiveOf(row.reward_block),
      },
      work:
        perHsDay === undefined || currency === undefined
          ? undefined
          : {
              algorithm,
              algorithmName,
              coin: kind === 'coin' ? coin : undefined,
              currency,
              perHsDay,
              fee: kind === 'coin' ? 'gross' : undefined,
              over: 'now',
              standing: 'reckoned',
              atMs,
            },
      priceUsd: positiveOf(row.price),
    },
  ];
}
