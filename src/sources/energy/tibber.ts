import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { type Fields, fieldsOf, isFields, isoOf, listOf, numberOf, rowsOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { pricesFromStarts } from './price-starts.ts';

/** One place that an account has power for. */
export interface TibberHome {
  readonly id: string;
  readonly name?: string | undefined;
  /** What is billed, and of that what the exchange gets; none without a running contract. */
  readonly series: readonly EnergyPriceSeries[];
  /** How many prices are of tomorrow: none before about 13:00. */
  readonly pricesOfToday: number;
  readonly pricesOfTomorrow: number;
}

const PRICE = '{ total energy tax currency startsAt }';
const QUERY =
  '{ viewer { homes { id appNickname currentSubscription { priceInfo(resolution: QUARTER_HOURLY) ' +
  `{ today ${PRICE} tomorrow ${PRICE} } } } } }`;

const PAST_QUERY =
  '{ viewer { homes { id appNickname currentSubscription { priceInfoRange(resolution: HOURLY, last: 2160) ' +
  `{ nodes ${PRICE} } } } } }`;

/** Prices of the owner's own contract, major units per kWh (<https://developer.tibber.com/docs/reference#price>). */
export const tibberPrices: Source<undefined, readonly TibberHome[]> = {
  provider: 'tibber',
  request: () => requestOf(QUERY),
  parse(reply) {
    const { data, errors } = fieldsOf(jsonOf(reply));
    const { homes } = fieldsOf(fieldsOf(data).viewer);
    // An error may stand beside the data of what went well.
    if (!Array.isArray(homes)) throw failureOf(listOf(errors)[0]);
    if (homes.length === 0) throw new SourceError('not-found', 'this account has no home');
    return listOf(homes).map(homeOf);
  },
};

/**
 * Prices of the last ninety days by the hour. It takes any number of hours back (one client asks for 35 days of them at
 * once: public code id 55135258454).
 */
export const tibberPast: Source<undefined, readonly TibberHome[]> = {
  provider: 'tibber',
  request: () => requestOf(PAST_QUERY),
  parse: tibberPrices.parse,
};

function requestOf(query: string) {
  return {
    provider: 'tibber',
    method: 'POST' as const,
    host: 'api.tibber.com',
    path: '/v1-beta/gql',
    contentType: 'application/json',
    body: JSON.stringify({ query }),
  };
}

function homeOf(home: Fields, at: number): TibberHome {
  const id = textOf(home.id) ?? `home ${at + 1}`;
  const contract = fieldsOf(home.currentSubscription);
  const info = fieldsOf(contract.priceInfo);
  // The running price is one of today's; where nothing else is told it stands alone.
  const running = isFields(info.current) ? [info.current] : [];
  const past = listOf(fieldsOf(contract.priceInfoRange).nodes);
  const rows = [...past, ...listOf(info.today), ...listOf(info.tomorrow), ...running];
  const currency = rows.flatMap((row) => textOf(row.currency) ?? [])[0];
  const told = (field: string, includes: 'all-in' | 'wholesale') =>
    energyPriceSeries(
      { id, includes, direction: 'import', currency },
      pricesFromStarts(
        rows.map((row) => ({ fromMs: isoOf(row.startsAt), pricePerKwh: numberOf(row[field]) })),
      ),
    );
  return {
    id,
    name: textOf(home.appNickname),
    series: [told('total', 'all-in'), told('energy', 'wholesale')].filter(({ prices }) => prices.length > 0),
    pricesOfToday: rowsOf(info.today).length,
    pricesOfTomorrow: rowsOf(info.tomorrow).length,
  };
}

/** GraphQL tells its failures with HTTP 200. */
function failureOf(error: Fields | undefined): SourceError {
  if (!error) return new SourceError('unreadable-reply', 'there is no home in its answer');
  const code = textOf(fieldsOf(error.extensions).code) ?? '';
  const message = textOf(error.message) ?? 'it tells an error without words';
  const isRefused = /UNAUTH|FORBIDDEN/i.test(code) || /token|not authorized/i.test(message);
  return new SourceError(isRefused ? 'refused' : 'provider-failed', message);
}
