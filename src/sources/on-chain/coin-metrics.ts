import type { ChainDay } from '../../domain/chain-metrics.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, fieldsOf, isoOf, listOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import { positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';

const PROVIDER = 'coin-metrics';
const METRICS = ['HashRate', 'DiffMean', 'IssTotNtv', 'FeeTotNtv', 'BlkCnt', 'PriceUSD'];
/** Its rates are in TH/s. */
const HS_PER_THS = 1e12;

/**
 * What each day of a coin's chain was like, from its free community data (docs.coinmetrics.io, “timeseries/asset-metrics”).
 * At most 10,000 days an answer, so one answer holds the whole life of a coin. A metric that it does not give away for
 * this coin is absent.
 */
export const coinMetricsDays: Source<
  { readonly coin: string; readonly sinceMs: number },
  readonly ChainDay[]
> = {
  provider: PROVIDER,
  request: ({ coin, sinceMs }) => {
    const query = new URLSearchParams({
      assets: coin.toLowerCase(),
      metrics: METRICS.join(','),
      frequency: '1d',
      start_time: new Date(sinceMs).toISOString().slice(0, 10),
      page_size: '10000',
      ignore_unsupported_errors: 'true',
      ignore_forbidden_errors: 'true',
    });
    return {
      provider: PROVIDER,
      host: 'community-api.coinmetrics.io',
      path: `/v4/timeseries/asset-metrics?${query}`,
    };
  },
  parse: (reply, { coin }) => {
    const told = fieldsOf(jsonOf(reply));
    const { type, message } = fieldsOf(told.error);
    if (type !== undefined || message !== undefined)
      throw new SourceError(
        /forbidden|unauthorized/i.test(textOf(type) ?? '') ? 'refused' : 'not-found',
        textOf(message) ?? 'it does not know what was asked',
      );
    return inOrder(
      listOf(told.data).flatMap((row) => {
        const atMs = isoOf(row.time);
        const name = textOf(row.asset)?.toUpperCase();
        if (atMs === undefined || (name !== undefined && name !== coin.toUpperCase())) return [];
        return [
          {
            coin: coin.toUpperCase(),
            atMs,
            networkHashrateHs: positiveOf(row.HashRate, HS_PER_THS),
            difficulty: positiveOf(row.DiffMean),
            issued: amountOf(row.IssTotNtv),
            fees: amountOf(row.FeeTotNtv),
            blocks: amountOf(row.BlkCnt),
            priceUsd: positiveOf(row.PriceUSD),
          },
        ];
      }),
    );
  },
};
