import { type CoinAccount, type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { amountOf, type Fields, fieldsOf, secondsOf, yesOrNo } from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';

const PROVIDER = 'litecoinpool';
const KILOHASH = 1000;
const DAY_MS = 86_400_000;
/** Its rates of pay are for 65,536 hashes, a share of difficulty 1 of Scrypt. */
const HASHES_PER_SHARE = 65_536;
/** Per difficulty of a Scrypt chain, as its node counts it. */
const HASHES_PER_DIFFICULTY = 2 ** 32;
const DOGE_SUBSIDY = 10_000;

/**
 * The owner's account: LTC and, since both are paid as what they are, DOGE (litecoinpool.org/help, “Dual LTC+DOGE PPS”;
 * fields `…_doge` as its clients read them). Rates are in kH/s, shares are sums of difficulty and may be text.
 */
export const litecoinPoolAccount: Source<void, PoolAccount> = {
  provider: PROVIDER,
  request: get,
  parse: (reply) => {
    const { user, workers } = partsOf(reply, 'user');
    const coins = [coinAccount('LTC', '', user), coinAccount('DOGE', '_doge', user)];
    return accountPart(reply.receivedAtMs, {
      hashrates: windowsOf([[undefined, amountOf(user.hash_rate, KILOHASH)]]),
      coins: coins.filter(
        ({ coin, ...told }) => coin === 'LTC' || Object.values(told).some((x) => x !== undefined),
      ),
      workers: Object.entries(workers).map(([name, told]) => workerOf(name, fieldsOf(told))),
      blocksFound: countOf(user.blocks_found),
    });
  },
};

/** The pool, and the network of Litecoin as it sees it. */
export const litecoinPoolState: Source<void, PoolState> = {
  provider: PROVIDER,
  request: get,
  parse: (reply) => {
    const { pool, network } = partsOf(reply, 'pool');
    const retargetMs = amountOf(network.retarget_time, 1000);
    return {
      atMs: reply.receivedAtMs,
      algorithm: 'scrypt',
      coin: 'LTC',
      hashrates: windowsOf([[undefined, amountOf(pool.hash_rate, KILOHASH)]]),
      users: countOf(pool.active_users),
      workers: countOf(pool.active_workers),
      luck: [],
      blocks: [],
      networkDifficulty: positiveOf(network.difficulty),
      networkHashrateHs: positiveOf(network.hash_rate, KILOHASH),
      nextDifficulty: positiveOf(network.next_difficulty),
      retargetAtMs: retargetMs === undefined ? undefined : reply.receivedAtMs + retargetMs,
      blockHeight: countOf(network.block_number),
      ppsRatio: positiveOf(pool.pps_ratio),
    };
  },
};

/** What it pays, its fee taken: LTC by each share, and DOGE as a mean. */
export const litecoinPoolPrices: Source<void, readonly WorkPrice[]> = {
  provider: PROVIDER,
  request: get,
  parse: (reply) => {
    const { pool, network } = partsOf(reply, 'pool');
    const perHash = 86_400 / HASHES_PER_SHARE;
    return atLeastOne([
      ...priceOf('LTC', 'now', positiveOf(pool.pps_rate, perHash), reply),
      ...priceOf('DOGE', '24h', positiveOf(dogeRateOf(pool, network), perHash), reply),
    ]);
  },
};

/** The key goes into the query by the helper. */
function get() {
  return { provider: PROVIDER, host: 'www.litecoinpool.org', path: '/api' };
}

/** Its one answer in parts. A key that it does not know gets a web page, or nothing. */
function partsOf(reply: SourceReply, needed: 'user' | 'pool') {
  const told = fieldsOf(jsonOf(reply));
  const names = {
    user: ['hash_rate', 'unpaid_rewards', 'total_rewards'],
    pool: ['hash_rate', 'pps_rate', 'pps_ratio'],
  };
  tellingAny(fieldsOf(told[needed]), names[needed]);
  const [user, pool, network, workers] = [told.user, told.pool, told.network, told.workers].map(fieldsOf);
  return { user: user ?? {}, pool: pool ?? {}, network: network ?? {}, workers: workers ?? {} };
}

function coinAccount(coin: string, ending: '' | '_doge', user: Fields): CoinAccount {
  return {
    coin,
    unpaid: amountOf(user[`unpaid_rewards${ending}`]),
    paid: amountOf(user[`paid_rewards${ending}`]),
    earned: amountOf(user[`total_rewards${ending}`]),
    earnedLast24h: amountOf(user[`past_24h_rewards${ending}`]),
    estimatedPerDay: amountOf(user[`expected_24h_rewards${ending}`]),
  };
}

function workerOf(name: string, told: Fields): PoolWorker {
  const isConnected = yesOrNo(told.connected);
  return {
    name,
    state: isConnected === undefined ? undefined : isConnected ? 'ok' : 'off',
    hashrates: windowsOf([
      [undefined, amountOf(told.hash_rate, KILOHASH)],
      [DAY_MS, amountOf(told.hash_rate_24h, KILOHASH)],
    ]),
    work: {
      accepted: amountOf(told.valid_shares),
      stale: amountOf(told.stale_shares),
      rejected: amountOf(told.invalid_shares),
      sinceMs: secondsOf(told.reset_time),
    },
    lastShareAtMs: secondsOf(told.last_share_time),
  };
}

function priceOf(currency: string, over: 'now' | '24h', perHsDay: number | undefined, reply: SourceReply) {
  if (perHsDay === undefined) return [];
  const price: WorkPrice = {
    algorithm: 'scrypt',
    currency,
    perHsDay,
    fee: 'net',
    over,
    standing: 'paid',
    atMs: reply.receivedAtMs,
  };
  return [price];
}

/**
 * `pps_rate_avg_doge`, whose unit no manual tells: taken for DOGE per 65,536 hashes only where it is within a factor of
 * three of what such work finds at the difficulty that stands beside it.
 */
function dogeRateOf(pool: Fields, network: Fields): number | undefined {
  const told = positiveOf(pool.pps_rate_avg_doge);
  const difficulty = positiveOf(network.difficulty_avg_doge);
  if (told === undefined || difficulty === undefined) return undefined;
  const found = (DOGE_SUBSIDY * HASHES_PER_SHARE) / (difficulty * HASHES_PER_DIFFICULTY);
  return told > found / 3 && told < found * 3 ? told : undefined;
}
