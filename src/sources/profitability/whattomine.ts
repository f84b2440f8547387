import { algorithmOf } from '../../domain/algorithm-word.ts';
import type { CoinListing } from '../../domain/coin-listing.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { type Fields, fieldsOf, isFields, numberOf, rowsOf, secondsOf, textOf } from '../fields.ts';
import { atLeastOne, knowing } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';

const PROVIDER = 'whattomine';
const HOST = 'whattomine.com';
const DAY_S = 86_400;

/**
 * The coins of its list for graphics cards (`coins`) or for ASICs (`asic`). Left out are its rows of NiceHash, which are no
 * coins, and those that it calls lagging: their chain has not moved for long.
 */
export const whatToMineCoins: Source<{ readonly list: 'coins' | 'asic' }, readonly CoinListing[]> = {
  provider: PROVIDER,
  request: ({ list }) => ({ provider: PROVIDER, host: HOST, path: `/${list}.json` }),
  parse: (reply) => {
    const coins = Object.entries(fieldsOf(toldBy(reply).coins));
    return atLeastOne(
      coins.flatMap(([name, row]) =>
        isFields(row) && row.lagging !== true ? listingOf({ ...row, name }, reply.receivedAtMs) : [],
      ),
    );
  },
};

/** One coin by its number in that list. */
export const whatToMineCoin: Source<{ readonly id: number }, CoinListing> = {
  provider: PROVIDER,
  request: ({ id }) => ({ provider: PROVIDER, host: HOST, path: `/coins/${id}.json` }),
  parse: (reply) => {
    const [coin] = atLeastOne(listingOf(toldBy(reply), reply.receivedAtMs));
    if (!coin) throw new SourceError('unreadable-reply', 'its answer holds no coin');
    knowing(coin.network, ['difficulty', 'networkHashrateHs', 'subsidy', 'blockTimeS']);
    return coin;
  },
};

/** `{"errors": ["…"]}` comes with status 200 or 4xx. */
function toldBy(reply: SourceReply): Fields {
  const told = fieldsOf(jsonOf(reply));
  const words =
    rowsOf(told.errors)
      .map(textOf)
      .find((each) => each !== undefined) ?? textOf(told.error);
  if (words !== undefined) throw new SourceError('not-found', words);
  return told;
}

function listingOf(row: Fields, receivedAtMs: number): readonly CoinListing[] {
  const coin = textOf(row.tag)?.toUpperCase();
  if (coin === undefined || coin === 'NICEHASH') return [];
  const algorithmName = textOf(row.algorithm) ?? '';
  const network = {
    coin,
    atMs: secondsOf(row.timestamp) ?? receivedAtMs,
    difficulty: withCommas(row.difficulty),
    networkHashrateHs: withCommas(row.nethash),
    height: countOf(row.last_block),
    subsidy: withCommas(row.block_reward),
    blockTimeS: withCommas(row.block_time),
  };
  return [
    {
      coin,
      name: textOf(row.name),
      kind: 'coin',
      algorithm: algorithmOf(algorithmName),
      algorithmName,
      network,
      work: row.lagging === true ? undefined : workPriceOf(network, algorithmName),
      forItsRates: {
        coinsPerDay: withCommas(row.estimated_rewards),
        btcPerDay: withCommas(row.btc_revenue),
      },
      priceBtc:
        (textOf(row.exchange_rate_curr) ?? 'BTC') === 'BTC' ? withCommas(row.exchange_rate) : undefined,
    },
  ];
}

/** Coins of a day for all of the network, shared out to each of its H/s: 86 400 / T · S / H (economics section 1). */
function workPriceOf(
  { coin, atMs, subsidy, blockTimeS, networkHashrateHs }: CoinListing['network'],
  algorithmName: string,
): WorkPrice | undefined {
  if (subsidy === undefined || blockTimeS === undefined || networkHashrateHs === undefined) return undefined;
  const perHsDay = positiveOf(((DAY_S / blockTimeS) * subsidy) / networkHashrateHs);
  if (perHsDay === undefined) return undefined;
  return {
    algorithm: algorithmOf(algorithmName),
    algorithmName,
    coin,
    currency: coin,
    perHsDay,
    fee: 'gross',
    over: 'now',
    standing: 'reckoned',
    atMs,
  };
}

/** More than nothing, where text may have commas between thousands: `1,234.50`. */
function withCommas(value: unknown): number | undefined {
  const isGrouped = typeof value === 'string' && /^\s*\d{1,3}(,\d{3})+(\.\d+)?\s*$/.test(value);
  return positiveOf(isGrouped ? numberOf(value.replaceAll(',', '')) : value);
}
