import type { WorkPrice } from '../../domain/work-price.ts';
import { fieldsOf, isoOf, listOf } from '../fields.ts';
import { atLeastOne, inOrder } from '../history.ts';
import { positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';

const PROVIDER = 'hashrate-index';
const HOST = 'api.hashrateindex.com';
const PATH = '/v1/hashrateindex/hashprice';
const PHS_PER_HS = 1e-15;

/**
 * Bitcoin's hashprice now, in BTC and in USD: what one H/s earns a day at the present difficulty and subsidy, with fees as
 * the mean of 144 blocks, before any pool's fee (docs.luxor.tech, “Get Current Hashprice”). Asked for and read per PH/s.
 */
export const hashrateIndexHashprice: Source<unknown, readonly WorkPrice[]> = {
  provider: PROVIDER,
  request: () => ({ provider: PROVIDER, host: HOST, path: `${PATH}/current?hashunit=PHS` }),
  parse: (reply) => {
    const told = fieldsOf(fieldsOf(jsonOf(reply)).data);
    const atMs = isoOf(told.timestamp) ?? reply.receivedAtMs;
    return atLeastOne(
      [hashprice('BTC', told.priceBTC, atMs), hashprice('USD', told.priceUSD, atMs)].filter(
        (price) => price !== undefined,
      ),
    );
  },
};

/** The same in the past, oldest first: one a 5 min for a day, one an hour up to 3 months, one in 6 h above. */
export const hashrateIndexHistory: Source<
  { readonly currency: 'BTC' | 'USD'; readonly span: '1D' | '7D' | '1M' | '3M' | '1Y' | '5Y' },
  readonly WorkPrice[]
> = {
  provider: PROVIDER,
  request: ({ currency, span }) => ({
    provider: PROVIDER,
    host: HOST,
    path: `${PATH}?${new URLSearchParams({ span, currency, hashunit: 'PHS' })}`,
  }),
  parse: (reply: SourceReply, { currency }) =>
    inOrder(
      listOf(fieldsOf(jsonOf(reply)).data).flatMap((row) => {
        const atMs = isoOf(row.timestamp);
        const price = atMs === undefined ? undefined : hashprice(currency, row.price, atMs);
        return price === undefined ? [] : [price];
      }),
    ),
};

function hashprice(currency: string, perPhsDay: unknown, atMs: number): WorkPrice | undefined {
  const perHsDay = positiveOf(perPhsDay, PHS_PER_HS);
  if (perHsDay === undefined) return undefined;
  return {
    algorithm: 'sha256',
    coin: 'BTC',
    currency,
    perHsDay,
    fee: 'gross',
    over: 'now',
    standing: 'reckoned',
    atMs,
  };
}
