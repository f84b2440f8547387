import type { ChainDay } from '../../../src/domain/chain-metrics.ts';
import { fieldsOf, listOf, textOf } from '../../../src/sources/fields.ts';
import {
  BLOCKCHAIN_INFO_CHARTS,
  blockchainInfoChart,
} from '../../../src/sources/on-chain/blockchain-info.ts';
import { coinMetricsDays } from '../../../src/sources/on-chain/coin-metrics.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { replyOf } from './reply-of.ts';

/** Several coins may be in one body: each is asked for by itself, as the product does, and told in one list. */
const coinMetricsForm: ExternalForm = (_, text) => {
  const coins = new Set(coinsIn(text));
  return { points: [...coins].flatMap((coin) => daysOf(text, coin)).map(dayForm) };
};

/** The chart by the file's name, or by what the body calls itself. */
const blockchainForm: ExternalForm = (name, text) => {
  const words = name.replaceAll('_', '-').toLowerCase();
  const chart = BLOCKCHAIN_INFO_CHARTS.find((each) => words.includes(each)) ?? 'hash-rate';
  return { points: blockchainInfoChart.parse(replyOf(text), { chart, days: 30 }).map(dayForm) };
};

function daysOf(text: string, coin: string): readonly ChainDay[] {
  return coinMetricsDays.parse(replyOf(text), { coin, sinceMs: 0 });
}

function coinsIn(text: string): readonly string[] {
  const told = jsonOf(replyOf(text));
  const coins = listOf(fieldsOf(told).data).flatMap((row) => textOf(row.asset) ?? []);
  return coins.length === 0 ? ['btc'] : coins;
}

function dayForm(day: ChainDay) {
  return {
    time_ms: day.atMs,
    asset: day.coin.toLowerCase(),
    hashrate_hs: day.networkHashrateHs,
    network_hashrate_hs: day.networkHashrateHs,
    difficulty: day.difficulty,
    issuance: day.issued,
    fees: day.fees,
    fees_btc: day.fees,
    fee_btc: day.fees,
    blocks: day.blocks,
    price_usd: day.priceUsd,
    revenue_usd: day.minersRevenueUsd,
  };
}

/** Recorded replies of those who watch chains, under the names that their folders may have. */
export const onChainForms: ExternalForms = {
  'coin-metrics': coinMetricsForm,
  coinmetrics: coinMetricsForm,
  'blockchain-info': blockchainForm,
  'blockchain.info': blockchainForm,
  blockchain: blockchainForm,
};
