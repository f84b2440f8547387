import type { ChainDay } from '../../domain/chain-metrics.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, fieldsOf, listOf, secondsOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

/** Its charts by their names in its address, and what of a day they tell. */
const CHARTS = {
  'hash-rate': 'networkHashrateHs',
  difficulty: 'difficulty',
  'miners-revenue': 'minersRevenueUsd',
  'transaction-fees': 'fees',
  'market-price': 'priceUsd',
} as const satisfies Record<string, keyof ChainDay>;

/** The name of one of its charts. */
export type BlockchainInfoChart = keyof typeof CHARTS;

/** Names of all charts that are read. */
export const BLOCKCHAIN_INFO_CHARTS: readonly BlockchainInfoChart[] = [
  'hash-rate',
  'difficulty',
  'miners-revenue',
  'transaction-fees',
  'market-price',
];

const PROVIDER = 'blockchain-info';
const PREFIXES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  p: 1e15,
  e: 1e18,
  z: 1e21,
};

/** One chart of Bitcoin's chain over the last days, one point a day, oldest first. */
export const blockchainInfoChart: Source<
  { readonly chart: BlockchainInfoChart; readonly days: number },
  readonly ChainDay[]
> = {
  provider: PROVIDER,
  request: ({ chart, days }) => ({
    provider: PROVIDER,
    host: 'api.blockchain.info',
    path: `/charts/${chart}?timespan=${days}days&format=json&sampled=false&cors=true`,
  }),
  parse: (reply, { chart }) => {
    const told = fieldsOf(jsonOf(reply));
    const words = textOf(told.error) ?? textOf(told.message);
    if (words !== undefined) throw new SourceError('not-found', words);
    const scale = chart === 'hash-rate' ? hashesIn(textOf(told.unit)) : 1;
    return inOrder(
      listOf(told.values).flatMap((row) => {
        const atMs = secondsOf(row.x);
        const figure = amountOf(row.y, scale);
        // A difficulty or a rate of nothing is a day that it has not counted yet; a day without fees may be one.
        const isCounted = figure !== undefined && (figure > 0 || chart === 'transaction-fees');
        return atMs !== undefined && isCounted ? [{ coin: 'BTC', atMs, [CHARTS[chart]]: figure }] : [];
      }),
    );
  },
};

/** `Hash Rate TH/s` → 10¹². It has changed the unit before; without one it is as it is now, and in one that nobody knows no figure is one. */
function hashesIn(unit = 'TH/s'): number {
  const [, prefix = ''] = /([a-z]?)h\/s/i.exec(unit) ?? [undefined, 't'];
  return PREFIXES[prefix.toLowerCase()] ?? Number.NaN;
}
