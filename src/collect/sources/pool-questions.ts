import type { PoolAccount } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { dayAfter, zoneDay } from '../../domain/zone-day.ts';
import { twoMinersAccount, twoMinersPool } from '../../sources/pools/2miners.ts';
import { antpoolAccount, antpoolRates, antpoolWorkers } from '../../sources/pools/antpool.ts';
import { braiinsAccount, braiinsPool, braiinsWorkers } from '../../sources/pools/braiins.ts';
import { braiinsPayouts, braiinsRewards } from '../../sources/pools/braiins-pay.ts';
import { ckpoolState, ckpoolUser } from '../../sources/pools/ckpool.ts';
import { type F2poolAsk, f2pool } from '../../sources/pools/f2pool.ts';
import {
  f2poolBalance,
  f2poolRates,
  f2poolTransactions,
  f2poolWorkers,
} from '../../sources/pools/f2pool-v2.ts';
import { kanoAccount, kanoPool } from '../../sources/pools/kano.ts';
import {
  litecoinPoolAccount,
  litecoinPoolPrices,
  litecoinPoolState,
} from '../../sources/pools/litecoinpool.ts';
import { luxorHashprice, luxorPool, luxorSummary, luxorWorkers } from '../../sources/pools/luxor.ts';
import { luxorPayouts, luxorRevenue } from '../../sources/pools/luxor-history.ts';
import {
  miningDutchBalance,
  miningDutchPrices,
  miningDutchStatus,
  miningDutchWorkers,
} from '../../sources/pools/mining-dutch.ts';
import {
  miningPoolHubBalance,
  miningPoolHubStatus,
  miningPoolHubWorkers,
} from '../../sources/pools/miningpoolhub.ts';
import { moneroOceanAccount } from '../../sources/pools/moneroocean.ts';
import { nicehashPrices } from '../../sources/pools/nicehash.ts';
import { nicehashRigs } from '../../sources/pools/nicehash-rigs.ts';
import {
  oceanBlocks,
  oceanPay,
  oceanPool,
  oceanPoolRates,
  oceanRates,
  oceanSnapshot,
} from '../../sources/pools/ocean.ts';
import { publicPoolAccount, publicPoolState } from '../../sources/pools/public-pool.ts';
import { supportXmrAccount } from '../../sources/pools/supportxmr.ts';
import {
  viabtcHashrate,
  viabtcPayments,
  viabtcProfit,
  viabtcProfitHistory,
  viabtcWorkers,
} from '../../sources/pools/viabtc.ts';
import { zpoolPrices, zpoolWallet } from '../../sources/pools/zpool.ts';
import type { Source } from '../../sources/source.ts';
import { accountHeard } from './account-heard.ts';
import { prohashingQuestions } from './prohashing-questions.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';
import type { Heard, Question } from './question.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Pools count in windows of minutes: looking more often shows noise. */
const ACCOUNT_FRESH_MS = 5 * MINUTE_MS;
const PAY_FRESH_MS = HOUR_MS;
const PRICES_FRESH_MS = 10 * MINUTE_MS;
const PAY_DAYS = 90;
/** More than OCEAN finds in a month. */
const OCEAN_BLOCKS = 100;

/** The owner's accounts, pools as a whole, and what pools pay for work; an account is told in parts. */
export const poolQuestions: Readonly<Record<string, ProviderQuestions>> = {
  ckpool: (_, { host = '', address = '' }) => [
    account('ckpool', ckpoolUser, () => ({ host, address })),
    pool('ckpool', ckpoolState, () => ({ host })),
  ],
  'public-pool': (_, { address = '' }) => [
    account('public-pool', publicPoolAccount, () => ({ address })),
    pool('public-pool', publicPoolState, nothing),
  ],
  ocean: (_, { address = '' }) => [
    account('ocean', oceanSnapshot, () => ({ user: address })),
    account('ocean:rates', oceanRates, () => ({ user: address, workers: true })),
    account('ocean:pay', oceanPay, (nowMs) => ({ user: address, ...payDays(nowMs) }), PAY_FRESH_MS),
    pool('ocean', oceanPool, nothing),
    pool('ocean:rates', oceanPoolRates, nothing),
    asks(
      'pool:ocean:blocks',
      oceanBlocks,
      () => ({ page: 0, size: OCEAN_BLOCKS }),
      PAY_FRESH_MS,
      (blocks) => ({ value: { blocks } }),
    ),
  ],
  nicehash: (_, { address = '' }) => [
    work('nicehash', nicehashPrices, () => ({ over: 'now' as const })),
    work('nicehash:24h', nicehashPrices, () => ({ over: '24h' as const })),
    ...(address === '' ? [] : [account('nicehash', nicehashRigs, () => ({ address }))]),
  ],
  ...prohashingQuestions,
  braiins: () => [
    account('braiins', braiinsAccount, nothing),
    account('braiins:workers', braiinsWorkers, nothing),
    account('braiins:rewards', braiinsRewards, payDays, PAY_FRESH_MS),
    account('braiins:payouts', braiinsPayouts, payDays, PAY_FRESH_MS),
    pool('braiins', braiinsPool, nothing),
  ],
  litecoinpool: () => [
    account('litecoinpool', litecoinPoolAccount, nothing),
    pool('litecoinpool', litecoinPoolState, nothing),
    work('litecoinpool', litecoinPoolPrices, nothing),
  ],
  viabtc: (_, { coin = '' }, hasKey) => [
    account('viabtc', viabtcHashrate, () => ({ coin })),
    account('viabtc:workers', viabtcWorkers, () => ({ coin })),
    account('viabtc:profit', viabtcProfit, () => ({ coin }), PAY_FRESH_MS),
    account('viabtc:rewards', viabtcProfitHistory, () => ({ coin }), PAY_FRESH_MS),
    // What was sent is told to signed requests alone, which the page signs: with a key that only the helper has, it cannot.
    ...(hasKey ? [account('viabtc:payouts', viabtcPayments, signedBy(coin), PAY_FRESH_MS)] : []),
  ],
  f2pool: (_, { coin = '', user = '' }, hasKey) => {
    const ask = { currency: coin, user };
    return hasKey ? f2poolByKey(ask) : [account('f2pool', f2pool, () => ask)];
  },
  antpool: (_, { coin = '', user = '' }) => {
    const signed = (nowMs: number, key?: string) => ({ coin, user, nonce: nowMs, ...keyAndSecret(key) });
    return [
      account('antpool', antpoolAccount, signed),
      account('antpool:rates', antpoolRates, signed),
      account('antpool:workers', antpoolWorkers, signed),
    ];
  },
  luxor: (_, { coin = '' }) => [
    account('luxor', luxorSummary, () => ({ currency: coin })),
    account('luxor:workers', luxorWorkers, () => ({ currency: coin })),
    account('luxor:rewards', luxorRevenue, (nowMs) => ({ currency: coin, ...paySpan(nowMs) }), PAY_FRESH_MS),
    account('luxor:payouts', luxorPayouts, (nowMs) => ({ currency: coin, ...paySpan(nowMs) }), PAY_FRESH_MS),
    pool('luxor', luxorPool, () => ({ currency: coin })),
    work('luxor', luxorHashprice, () => ({ currency: coin })),
  ],
  kano: (_, { user = '' }) => [
    account('kano', kanoAccount, () => ({ user })),
    pool('kano', kanoPool, () => ({ user })),
  ],
  '2miners': (_, { coin = '', address = '' }) => [
    account('2miners', twoMinersAccount, () => ({ coin: coin.toLowerCase(), address })),
    pool('2miners', twoMinersPool, () => ({ coin: coin.toLowerCase() })),
  ],
  zpool: (_, { address = '' }) => [
    work('zpool', zpoolPrices, nothing),
    ...(address === '' ? [] : [account('zpool', zpoolWallet, () => ({ address }))]),
  ],
  'mining-dutch': (_, { coin = '', user = '' }, hasKey) => [
    work('mining-dutch', miningDutchPrices, nothing),
    ...(hasKey && coin !== ''
      ? [
          account('mining-dutch', miningDutchBalance, () => mpos(coin, user)),
          account('mining-dutch:workers', miningDutchWorkers, () => mpos(coin, user)),
          account('mining-dutch:status', miningDutchStatus, () => mpos(coin, user)),
        ]
      : []),
  ],
  miningpoolhub: (_, { coin = '', user = '' }) => [
    account('miningpoolhub', miningPoolHubBalance, () => mpos(coin, user)),
    account('miningpoolhub:workers', miningPoolHubWorkers, () => mpos(coin, user)),
    account('miningpoolhub:status', miningPoolHubStatus, () => mpos(coin, user)),
  ],
  supportxmr: (_, { address = '' }) => [account('supportxmr', supportXmrAccount, () => ({ address }))],
  moneroocean: (_, { address = '' }) => [account('moneroocean', moneroOceanAccount, () => ({ address }))],
};

/** With a key it tells more than its public page: each day's pay, and what is not yet sure. */
function f2poolByKey(ask: F2poolAsk): readonly Question[] {
  return [
    account('f2pool', f2poolRates, () => ask),
    account('f2pool:workers', f2poolWorkers, () => ask),
    // Yesterday's pay stands among the transactions too: it counts once.
    asks(
      'account:f2pool:balance',
      f2poolBalance,
      () => ask,
      PAY_FRESH_MS,
      (told) => accountHeard('f2pool:balance', { ...told, rewards: [] }),
    ),
    account('f2pool:pay', f2poolTransactions, (nowMs) => ({ ...ask, ...paySpan(nowMs) }), PAY_FRESH_MS),
  ];
}

function account<Ask>(
  name: string,
  source: Source<Ask, PoolAccount>,
  ask: (nowMs: number, key?: string) => Ask,
  freshMs = ACCOUNT_FRESH_MS,
): Question {
  return asks(`account:${name}`, source, ask, freshMs, (told) => accountHeard(name, told));
}

function pool<Ask>(name: string, source: Source<Ask, PoolState>, ask: (nowMs: number) => Ask): Question {
  return asks(`pool:${name}`, source, ask, PRICES_FRESH_MS, dated);
}

function work<Ask, Price extends WorkPrice>(
  name: string,
  source: Source<Ask, readonly Price[]>,
  ask: (nowMs: number) => Ask,
): Question {
  return asks(`work:${name}`, source, ask, PRICES_FRESH_MS, (value) => ({ value }));
}

function dated<Value extends { readonly atMs: number }>(value: Value): Heard<Value> {
  return { value, atMs: value.atMs };
}

/** Pools count days in UTC unless they say otherwise. */
function payDays(nowMs: number) {
  const untilDay = zoneDay(nowMs, 'UTC');
  return { fromDay: dayAfter(untilDay, -PAY_DAYS), untilDay };
}

function paySpan(nowMs: number) {
  return { fromMs: nowMs - PAY_DAYS * 24 * HOUR_MS, untilMs: nowMs };
}

function signedBy(coin: string) {
  return (nowMs: number, key?: string) => ({
    coin,
    signed: { secret: keyAndSecret(key).secret, atMs: nowMs },
  });
}

/** @throws SourceError `refused` where it is not both */
function keyAndSecret(kept = ''): { readonly key: string; readonly secret: string } {
  const [, key, secret] = /^([^:\s]+):(\S+)$/.exec(kept) ?? [];
  if (key === undefined || secret === undefined)
    throw new SourceError('refused', 'it wants a key and its secret, written KEY:SECRET');
  return { key, secret };
}

function mpos(coin: string, user: string) {
  return { pool: coin.toLowerCase(), coin, ...(user === '' ? {} : { user }) };
}

function nothing(): undefined {
  return undefined;
}
