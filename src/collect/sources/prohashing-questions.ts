import type { PoolAccount } from '../../domain/pool-account.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import {
  type FeedStep,
  feedAccount,
  feedAfter,
  openFeed,
  PROHASHING_SOCKET,
} from '../../sources/pools/prohashing-feed.ts';
import { workPricesOf } from '../../sources/pools/prohashing-profitability.ts';
import { WAMP_SUBPROTOCOL } from '../../sources/pools/wamp-session.ts';
import type { ProviderQuestions } from './provider-questions.ts';
import type { Question, Talk } from './question.ts';

const FRESH_MS = 10 * 60_000;

/** What Prohashing's socket tells: prices of work to everybody, and to who has a key, his account and balances by coin. */
export const prohashingQuestions: Readonly<Record<string, ProviderQuestions>> = {
  prohashing: (_, __, hasKey) => [PRICES, ...(hasKey ? [ACCOUNT] : [])],
};

const PRICES: Question<readonly WorkPrice[]> = {
  quantity: 'work:prohashing',
  provider: 'prohashing',
  freshMs: FRESH_MS,
  errandAt: () => ({
    url: PROHASHING_SOCKET,
    protocol: WAMP_SUBPROTOCOL,
    begin: () =>
      talkOf(openFeed(), ({ profitability }, atMs) =>
        profitability.length > 0 ? workPricesOf(profitability, atMs) : undefined,
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
      talkOf(openFeed(key), (feed) => (feed.session.pending.size === 0 ? feedAccount(feed) : undefined)),
  }),
};

function talkOf<T>(
  { feed, send }: FeedStep,
  told: (feed: FeedStep['feed'], atMs: number) => T | undefined,
  atMs = 0,
): Talk<T> {
  const value = feed.session.phase === 'open' ? told(feed, atMs) : undefined;
  return {
    send,
    error: feed.error,
    heard: value === undefined ? undefined : { value },
    after: (frame, nowMs) => talkOf(feedAfter(feed, frame, nowMs), told, nowMs),
  };
}
