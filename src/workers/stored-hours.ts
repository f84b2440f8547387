import { tariffSpans } from '../domain/economics/past-tariffs.ts';
import { priceSpans } from '../domain/economics/price-span.ts';
import { pointsOf } from '../domain/outside-series.ts';
import { SHIPPED_COINS } from '../domain/shipped-coins.ts';
import { hourlyOf } from '../insight/planning/slots-ahead.ts';
import { type PastHours, pastHours } from '../insight/policy/past-hours.ts';
import { type ChainPorts, pastChain } from './audit-chain.ts';
import { pastMarkets } from './ledger-prices.ts';
import type { PolicyTestRequest } from './policy-api.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As much as sources fill in at first use. */
const PAST_DAYS = 190;

/** Whose hours they are. */
export type HoursOf = Pick<PolicyTestRequest, 'nowMs' | 'timeZone' | 'settings' | 'figures'>;

/** The hours that are over: what power cost by the tariffs that were in force, and what Bitcoin's work earned. NaN where nobody has kept it. */
export async function storedHours(
  request: HoursOf,
  ports: ChainPorts,
  days: number = PAST_DAYS,
): Promise<PastHours> {
  const { nowMs, timeZone } = request;
  const toMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const span = { fromMs: toMs - days * DAY_MS, toMs };
  const [pricePerKwh, work] = await Promise.all([
    storedPrices(request, span, ports),
    storedEarnings(request, span, ports),
  ]);
  // A tariff that was typed is known further ahead than a market's; planner and policy are told alike.
  return pastHours({ startMs: span.fromMs, timeZone, pricePerKwh, ...work });
}

interface Within {
  readonly fromMs: number;
  readonly toMs: number;
}

async function storedPrices(
  { settings, timeZone, figures }: HoursOf,
  span: Within,
  ports: ChainPorts,
): Promise<Float64Array> {
  const marketOf = await pastMarkets(settings, figures, span, ports);
  const told = tariffSpans(settings, span).flatMap(({ tariff, fromMs, toMs }) => {
    const market = tariff.kind === 'spot' ? marketOf(tariff) : undefined;
    if (tariff.kind === 'spot' && !market) return [];
    const known = tariff.kind === 'spot' ? { ...tariff, fallbackPerKwh: undefined } : tariff;
    return priceSpans(known, fromMs, toMs, { timeZone, ...(market && { market }) });
  });
  const priced = told.flatMap(({ pricePerKwh, ...each }) =>
    pricePerKwh === undefined ? [] : [{ ...each, value: pricePerKwh }],
  );
  return hourlyOf(priced, span).values;
}

/** The price of the coin that was told last before each hour, and the difficulty then in force. */
async function storedEarnings(
  { settings, figures }: HoursOf,
  { fromMs, toMs }: Within,
  ports: ChainPorts,
): Promise<Pick<PastHours, 'earnedPerThDay' | 'difficulty'>> {
  const hours = Math.round((toMs - fromMs) / HOUR_MS);
  const earnedPerThDay = new Float64Array(hours).fill(Number.NaN);
  const difficulty = new Float64Array(hours).fill(Number.NaN);
  const coin = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC');
  const prices = [...pointsOf(await ports.past(`price:BTC:${settings.currency}`, fromMs - 2 * DAY_MS, toMs))];
  const chain = coin && (await pastChain(coin, { fromMs, toMs }, figures, ports));
  let [nextPrice, nextMoment] = [0, 0];
  for (let hour = 0; hour < hours; hour++) {
    const atMs = fromMs + hour * HOUR_MS;
    while ((prices[nextPrice]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) nextPrice++;
    while ((chain?.moments[nextMoment]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) nextMoment++;
    const price = prices[nextPrice - 1];
    const moment = chain?.moments[Math.max(0, nextMoment - 1)];
    if (!price || !moment || atMs - price.atMs > 2 * DAY_MS) continue;
    const coins =
      (86_400e12 * (moment.subsidy + moment.feesPerBlock)) / (moment.difficulty * moment.hashesPerDifficulty);
    earnedPerThDay[hour] = coins * price.value * (1 - settings.market.poolFee);
    difficulty[hour] = moment.difficulty;
  }
  return { earnedPerThDay, difficulty };
}
