import { minerSubsidyAt } from '../domain/coin.ts';
import type { NetworkState, RewardStretch } from '../domain/network-state.ts';
import type { Quote } from '../domain/quote.ts';
import { SHIPPED_COINS } from '../domain/shipped-coins.ts';
import { type Answer, answerKey } from '../domain/sourced.ts';
import type { MarketEnd } from '../twin/market.ts';
import type { ChainPath } from '../twin/market-chain.ts';
import { FEE_WINDOW_BLOCKS } from '../twin/market-fees.ts';

const EPOCH_BLOCKS = 2016;
/** Who the demo has heard it from: itself. */
const PROVIDER = 'demo';

/** What was heard last of the price and the chain: where the past ends. */
export function answersNow(chain: ChainPath, end: MarketEnd, currency: string): readonly Answer[] {
  const { atMs, height, difficulty, feesPerBlock } = end;
  const coin = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC');
  const subsidy = coin && minerSubsidyAt(coin, { height, atMs });
  const epoch = chain.retargets.at(-1);
  const nextHeight = (epoch?.height ?? 0) + EPOCH_BLOCKS;
  const quotes: readonly Quote[] = [{ coin: 'BTC', currency, price: end.price, atMs }];
  const network: NetworkState = { coin: 'BTC', atMs, difficulty, height };
  const retarget: NetworkState = {
    coin: 'BTC',
    atMs,
    retarget: {
      height: nextHeight,
      remainingBlocks: nextHeight - height,
      previous: { atMs: epoch?.atMs },
    },
  };
  const rewards: RewardStretch = {
    blocks: FEE_WINDOW_BLOCKS,
    startHeight: height - FEE_WINDOW_BLOCKS + 1,
    endHeight: height,
    rewardPerBlock: subsidy === undefined ? undefined : subsidy + feesPerBlock,
    feesPerBlock,
  };
  return [
    heardOf(`prices:${currency}`, quotes, atMs),
    heardOf('network:BTC', network, atMs),
    heardOf('retarget:BTC', retarget, atMs),
    heardOf('rewards:BTC', rewards, atMs),
  ];
}

function heardOf(quantity: string, value: unknown, atMs: number): Answer {
  return {
    key: answerKey(quantity, PROVIDER),
    quantity,
    provider: PROVIDER,
    heard: { value, provider: PROVIDER, atMs, receivedAtMs: atMs },
    askedAtMs: atMs,
    failures: 0,
    nextAtMs: atMs,
  };
}
