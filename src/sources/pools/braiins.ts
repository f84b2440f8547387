import { type PoolAccount, type PoolWorkerState, windowsOf } from '../../domain/pool-account.ts';
import type { PoolBlock, PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, isFields, secondsOf, textOf } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { rateUnitOf } from './rate-unit.ts';

const PROVIDER = 'braiins';
const COIN = 'BTC';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Braiins Pool as a whole. Fields of today and those of before 2022 (help.braiins.com article 77000433512 and
 * academy.braiins.com, “Braiins Pool, Monitoring”). `fpps_rate` is left aside: nobody says in what unit it is.
 */
export const braiinsPool: Source<void, PoolState> = {
  provider: PROVIDER,
  request: () => get('/stats/json/btc/'),
  parse: (reply) => {
    const told = tellingAny(coinFields(reply), [
      'blocks',
      'pool_scoring_hash_rate',
      'pool_5m_hash_rate',
      'fpps_rate',
    ]);
    const unitHs = rateUnitOf(told.hash_rate_unit) ?? Number.NaN;
    const rate = (name: string) => amountOf(told[name], unitHs);
    return {
      atMs: secondsOf(told.update_ts) ?? reply.receivedAtMs,
      coin: COIN,
      hashrates: windowsOf([
        [undefined, rate('pool_scoring_hash_rate')],
        [5 * MINUTE_MS, rate('pool_5m_hash_rate')],
        [60 * MINUTE_MS, rate('pool_60m_hash_rate')],
        [DAY_MS, rate('pool_24h_hash_rate')],
      ]),
      workers: countOf(told.pool_active_workers),
      luck: [10, 50, 250].flatMap((blocks) => {
        const luck = positiveOf(told[`luck_b${blocks}`]);
        return luck === undefined ? [] : { blocks, luck };
      }),
      blocks: Object.entries(fieldsOf(told.blocks)).map(([height, block]) =>
        blockOf(height, fieldsOf(block)),
      ),
      roundProgress: progressOf(told.round_probability),
      roundStartedAtMs: secondsOf(told.round_started),
    };
  },
};

/** The account: rates, balance and how many workers are well. Amounts are decimal text in BTC. */
export const braiinsAccount: Source<void, PoolAccount> = {
  provider: PROVIDER,
  request: () => get('/accounts/profile/json/btc/'),
  parse: (reply) => {
    const told = tellingAny(coinFields(reply), [
      'hash_rate_5m',
      'hash_rate_24h',
      'current_balance',
      'confirmed_reward',
    ]);
    const unitHs = rateUnitOf(told.hash_rate_unit) ?? Number.NaN;
    return accountPart(reply.receivedAtMs, {
      user: textOf(fieldsOf(jsonOf(reply)).username),
      hashrates: ratesOf(told, unitHs),
      hashrateYesterdayHs: amountOf(told.hash_rate_yesterday, unitHs),
      coins: [
        {
          coin: COIN,
          // Before FPPS it was `confirmed_reward`, and beside it stood what was not confirmed.
          balance: amountOf(told.current_balance) ?? amountOf(told.confirmed_reward),
          unconfirmed: amountOf(told.unconfirmed_reward),
          earned: amountOf(told.all_time_reward),
          earnedToday: amountOf(told.today_reward),
          estimatedNextBlock: amountOf(told.estimated_reward),
          minPayout: amountOf(told.send_threshold),
        },
      ],
      workerCounts: {
        ok: countOf(told.ok_workers),
        low: countOf(told.low_workers),
        off: countOf(told.off_workers),
        disabled: countOf(told.dis_workers),
      },
    });
  },
};

/** The workers, each with the state that the pool gives it. */
export const braiinsWorkers: Source<void, PoolAccount> = {
  provider: PROVIDER,
  request: () => get('/accounts/workers/json/btc'),
  parse: (reply) => {
    const { workers } = coinFields(reply);
    // PHP habits: no workers at all is an empty list.
    if (!isFields(workers) && !Array.isArray(workers))
      throw new SourceError('unreadable-reply', 'its answer holds no workers');
    return accountPart(reply.receivedAtMs, {
      workers: Object.entries(fieldsOf(workers)).map(([name, worker]) => {
        const told = fieldsOf(worker);
        return {
          name,
          state: stateOf(told.state),
          hashrates: ratesOf(told, rateUnitOf(told.hash_rate_unit) ?? Number.NaN),
          lastShareAtMs: secondsOf(told.last_share),
        };
      }),
    });
  },
};

/** A request to Braiins Pool; its token is a header, which the carrier adds. */
export function get(path: string) {
  return { provider: PROVIDER, host: 'pool.braiins.com', path };
}

/**
 * The fields of Bitcoin, the only coin that its manual names.
 * @throws SourceError where there are none
 */
export function coinFields(reply: SourceReply): Fields {
  const { btc } = fieldsOf(jsonOf(reply));
  if (!isFields(btc) || Object.keys(btc).length === 0)
    throw new SourceError('unreadable-reply', 'its answer tells nothing of Bitcoin');
  return btc;
}

/** The scoring rate is the one of old, a mean that forgets: it has no window. */
function ratesOf(told: Fields, unitHs: number) {
  return windowsOf([
    [undefined, amountOf(told.hash_rate_scoring, unitHs)],
    [5 * MINUTE_MS, amountOf(told.hash_rate_5m, unitHs)],
    [60 * MINUTE_MS, amountOf(told.hash_rate_60m, unitHs)],
    [DAY_MS, amountOf(told.hash_rate_24h, unitHs)],
  ]);
}

function stateOf(told: unknown): PoolWorkerState | undefined {
  const state = textOf(told)?.toLowerCase();
  if (state === 'dis' || state === 'disabled') return 'disabled';
  return state === 'ok' || state === 'low' || state === 'off' ? state : undefined;
}

/** `total_shares` counts difficulty: the recorded round of 3,423 s at 5.82 EH/s is 4.64e12 · 2³² hashes. */
function blockOf(height: string, told: Fields): PoolBlock {
  const state = textOf(told.state)?.toLowerCase();
  return {
    coin: COIN,
    height: countOf(height),
    foundAtMs: secondsOf(told.date_found),
    state:
      state === 'confirmed' ? 'confirmed' : state === 'invalid' ? 'orphaned' : state ? 'immature' : undefined,
    reward: amountOf(told.value),
    userReward: amountOf(told.user_reward),
    roundDifficulty: amountOf(told.total_shares),
    roundMs: amountOf(told.mining_duration, 1000),
  };
}

/** Its probability that the round is over by now is 1 − e^(−progress). */
function progressOf(probability: unknown): number | undefined {
  const cdf = amountOf(probability);
  return cdf === undefined || cdf >= 1 ? undefined : -Math.log1p(-cdf);
}
