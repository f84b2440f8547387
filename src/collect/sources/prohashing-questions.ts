import type { CoinAccount, PoolAccount } from '../../domain/pool-account.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { prohashingCoins, prohashingStates, prohashingWallet } from '../../sources/pools/prohashing.ts';
import {
  type FeedStep,
  feedAccount,
  feedAfter,
  openFeed,
  PROHASHING_SOCKET,
} from '../../sources/pools/prohashing-feed.ts';
import { workPricesOf } from '../../sources/pools/prohashing-profitability.ts';
import { WAMP_SUBPROTOCOL } from '../../sources/pools/wamp-session.ts';
import { accountHeard } from './account-heard.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';
import type { Heard, Question, Talk } from './question.ts';

const FRESH_MS = 10 * 60_000;
const STATE_FRESH_MS = 60 * 60_000;
const SYMBOLS = new Map(SHIPPED_COINS.map(({ name, symbol }) => [name.toLowerCase(), symbol]));

/**
 * What Prohashing tells: its socket the prices of work to everybody, and to who has a key his miners and balances; its HTTP
 * side the fees of each algorithm, what of its blocks came from which coin, merge-mined ones too, and to who has a key what
 * each coin has earned and paid.
 */
export const prohashingQuestions: Readonly<Record<string, ProviderQuestions>> = {
  prohashing: (_, __, hasKey) => [PRICES, ...(hasKey ? [ACCOUNT, WALLET] : []), STATES, COINS],
};

const STATES = asks('pools:prohashing', prohashingStates, nothing, STATE_FRESH_MS, (value) => ({ value }));
const COINS = asks('coins:prohashing', prohashingCoins, nothing, STATE_FRESH_MS, (value) => ({ value }));
const WALLET = asks('account:prohashing:wallet', prohashingWallet, nothing, FRESH_MS, (account) =>
  accountHeard('prohashing:wallet', account),
);

const PRICES: Question<readonly WorkPrice[]> = {
  quantity: 'work:prohashing',
  provider: 'prohashing',
  freshMs: FRESH_MS,
  errandAt: () => ({
    url: PROHASHING_SOCKET,
    protocol: WAMP_SUBPROTOCOL,
    begin: () =>
      talkOf(openFeed(), ({ profitability }, atMs) =>
        profitability.length > 0 ? { value: workPricesOf(profitability, atMs) } : undefined,
      ),
  }),
};

const ACCOUNT: Question<PoolAccount> = {
  quantity: 'account:prohashing',
  provider: 'prohashing',
  freshMs: FRESH_MS,
  errandAt: () => ({
    url: PROHASHING_SOCKET,
    protocol: WAMP_SUBPROTOCOL,
    begin: (key) =>
      // Miners and balances are answers of their own: both are there when nothing is open any more.
      talkOf(openFeed(key), (feed) => {
        const account = feed.session.pending.size === 0 ? feedAccount(feed) : undefined;
        return account && accountHeard('prohashing', { ...account, coins: account.coins.map(bySymbol) });
      }),
  }),
};

function talkOf<T>(
  { feed, send }: FeedStep,
  told: (feed: FeedStep['feed'], atMs: number) => Heard<T> | undefined,
  atMs = 0,
): Talk<T> {
  return {
    send,
    error: feed.error,
    heard: feed.session.phase === 'open' ? told(feed, atMs) : undefined,
    after: (frame, nowMs) => talkOf(feedAfter(feed, frame, nowMs), told, nowMs),
  };
}

/** The socket names coins, the wallet their symbols: `Litecoin` is `LTC`. */
function bySymbol(account: CoinAccount): CoinAccount {
  return { ...account, coin: SYMBOLS.get(account.coin.toLowerCase()) ?? account.coin };
}

function nothing(): undefined {
  return undefined;
}
