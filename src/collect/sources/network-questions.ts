import { dominanceSeries } from '../../domain/dominance.ts';
import type { NetworkState } from '../../domain/network-state.ts';
import type { OutsidePoint } from '../../domain/outside-series.ts';
import { SourceError } from '../../domain/source-error.ts';
import { twoMinersNetwork } from '../../sources/network/2miners-network.ts';
import { BLOCKCHAIR_COINS, blockchairStats } from '../../sources/network/blockchair.ts';
import { BLOCKCYPHER_COINS, blockCypherChain } from '../../sources/network/blockcypher.ts';
import { kaspaDag, kaspaHashrate, kaspaPrice, kaspaSubsidy } from '../../sources/network/kaspa.ts';
import {
  LITECOIN_SPACE,
  MEMPOOL_SPACE,
  type MempoolServer,
  mempoolPrices,
  mempoolRetarget,
} from '../../sources/network/mempool.ts';
import {
  mempoolBlockFees,
  mempoolDifficulties,
  mempoolHashrates,
  mempoolRewards,
} from '../../sources/network/mempool-history.ts';
import { asks, type ProviderQuestions } from './provider-questions.ts';
import type { Heard, Question } from './question.ts';

/** Bitcoin's difficulty stands for a fortnight; the rate of a chain is told by the day. */
const NETWORK_FRESH_MS = 15 * 60_000;
/** Shares of the market move by tenths of a percent in a day. */
const DOMINANCE_FRESH_MS = 6 * 3_600_000;
const PRICE_FRESH_MS = 5 * 60_000;
const PAST_FRESH_MS = 24 * 3_600_000;
/** Fees of a day of Bitcoin's blocks: the window of the usual hashprice (economics section 1). */
const FEE_WINDOW_BLOCKS = 144;

/** Chains: difficulty, rate, fees, the next retarget and their past, by provider in the order of preference. */
export const networkQuestions: Readonly<Record<string, ProviderQuestions>> = {
  // What the owner's own node says he need not believe anybody.
  'own-mempool': (_, { node = '' }) => {
    const provider = 'own-mempool';
    return mempoolQuestions({ host: node, coin: 'BTC', provider }).map((question) => ({
      ...question,
      provider,
    }));
  },
  mempool: ({ coins, currency }) => [
    ...[MEMPOOL_SPACE, LITECOIN_SPACE].filter(({ coin }) => coins.includes(coin)).flatMap(mempoolQuestions),
    ...(MEMPOOL_CURRENCIES.has(currency) ? [bitcoinPrice(currency)] : []),
  ],
  kaspa: ({ coins, currency }) =>
    coins.includes('KAS')
      ? [
          asks('network:KAS', kaspaDag, nothing, NETWORK_FRESH_MS, (dag) => ({
            value: { coin: 'KAS', atMs: dag.atMs, difficulty: dag.difficulty, height: dag.daaScore },
            atMs: dag.atMs,
          })),
          asks('rate:KAS', kaspaHashrate, nothing, NETWORK_FRESH_MS, stateHeard),
          asks('subsidy:KAS', kaspaSubsidy, nothing, PAST_FRESH_MS, stateHeard),
          ...(currency === 'USD' ? [kaspaInDollars] : []),
        ]
      : [],
  blockchair: ({ coins }) =>
    coins
      .filter((coin) => BLOCKCHAIR_COINS.includes(coin))
      .flatMap((coin) => [
        asks(`network:${coin}`, blockchairStats, () => ({ coin }), NETWORK_FRESH_MS, stateHeard),
        // A quantity of its own: who tells a chain first may not tell this.
        asks(`dominance:${coin}`, blockchairStats, () => ({ coin }), DOMINANCE_FRESH_MS, dominanceHeard),
      ]),
  '2miners-network': ({ coins }) =>
    coins
      .filter((coin) => TWO_MINERS_CHAINS.has(coin))
      .map((coin) =>
        asks(`network:${coin}`, twoMinersNetwork, () => ({ coin }), NETWORK_FRESH_MS, stateHeard),
      ),
  // It tells heights alone, which is no difficulty: a quantity of its own.
  blockcypher: ({ coins }) =>
    coins
      .filter((coin) => BLOCKCYPHER_COINS.includes(coin))
      .map((coin) =>
        asks(`height:${coin}`, blockCypherChain, () => ({ coin }), NETWORK_FRESH_MS, stateHeard),
      ),
};

/** It tells its price in dollars alone. */
const kaspaInDollars = asks('prices:USD', kaspaPrice, nothing, PRICE_FRESH_MS, (value) => ({ value }));

/** Chains of its pools that machines at home mine. */
const TWO_MINERS_CHAINS: ReadonlySet<string> = new Set(['ETC', 'RVN', 'ERG', 'CKB', 'KAS', 'ZEC', 'ALPH']);

/** Of its prices (mempool/mempool backend/src/api/prices.ts): other currencies it does not know. */
const MEMPOOL_CURRENCIES: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP', 'CAD', 'CHF', 'AUD', 'JPY']);

/** Of Bitcoin alone, for whoever has no market switched on, or while all of them fail. */
function bitcoinPrice(currency: string): Question {
  return asks(
    `prices:${currency}`,
    mempoolPrices,
    () => MEMPOOL_SPACE,
    PRICE_FRESH_MS,
    (told) => {
      const quotes = told.filter((quote) => quote.currency === currency);
      const [quote] = quotes;
      if (!quote) throw new SourceError('unreadable-reply', `it tells no price in ${currency}`);
      return { value: quotes, atMs: quote.atMs };
    },
  );
}

function mempoolQuestions(server: MempoolServer): readonly Question[] {
  const { coin } = server;
  const past = { ...server, span: '6m' } as const;
  return [
    asks(
      `network:${coin}`,
      mempoolHashrates,
      () => ({ ...server, span: '3d' as const }),
      NETWORK_FRESH_MS,
      (told) => stateHeard(told.now),
    ),
    asks(`retarget:${coin}`, mempoolRetarget, () => server, NETWORK_FRESH_MS, stateHeard),
    asks(
      `rewards:${coin}`,
      mempoolRewards,
      () => ({ ...server, blocks: FEE_WINDOW_BLOCKS }),
      NETWORK_FRESH_MS,
      (value) => ({ value }),
    ),
    asks(
      `past:difficulty:${coin}`,
      mempoolDifficulties,
      () => past,
      PAST_FRESH_MS,
      (told) =>
        pastHeard(
          `difficulty:${coin}`,
          told.map(({ atMs, difficulty }) => ({ atMs, value: difficulty })),
        ),
    ),
    asks(
      `past:fees:${coin}`,
      mempoolBlockFees,
      () => past,
      PAST_FRESH_MS,
      (told) =>
        pastHeard(
          `fees:${coin}`,
          told.map(({ atMs, feesPerBlock }) => ({ atMs, value: feesPerBlock })),
        ),
    ),
    asks(
      `past:rate:${coin}`,
      mempoolHashrates,
      () => past,
      PAST_FRESH_MS,
      ({ hashrates }) =>
        pastHeard(
          `rate:${coin}`,
          hashrates.map(({ atMs, hashrateHs }) => ({ atMs, value: hashrateHs })),
        ),
    ),
  ];
}

/** A past goes to the store; of the answer it is kept how long it was. */
function pastHeard(series: string, points: readonly OutsidePoint[]): Heard<{ readonly points: number }> {
  return { value: { points: points.length }, past: [{ series, points }] };
}

/** Kept as past, of a coin that is told it; and the price in dollars, which another one's answer of the chain does not hold. */
function dominanceHeard({
  coin,
  atMs,
  dominancePct,
  priceUsd,
}: NetworkState): Heard<{ readonly percent?: number | undefined } & Pick<NetworkState, 'priceUsd'>> {
  const points = dominancePct === undefined ? [] : [{ atMs, value: dominancePct }];
  return {
    value: { percent: dominancePct, priceUsd },
    atMs,
    past: points.length > 0 ? [{ series: dominanceSeries('blockchair', coin), points }] : [],
  };
}

function nothing(): undefined {
  return undefined;
}

function stateHeard<State extends Pick<NetworkState, 'atMs'>>(value: State): Heard<State> {
  return { value, atMs: value.atMs };
}
