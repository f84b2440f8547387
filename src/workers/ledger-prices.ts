import { tariffSpans } from '../domain/economics/past-tariffs.ts';
import type { SpotTariff } from '../domain/economics/tariff.ts';
import { type EnergyPriceSeries, energyPriceSeries } from '../domain/energy-price.ts';
import { pointsOf } from '../domain/outside-series.ts';
import type { Settings } from '../domain/settings.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import type { PastPrices } from '../insight/ledger-days.ts';
import type { PastPower } from '../insight/ledger-power.ts';
import type { ChainPorts } from './audit-chain.ts';

/** A market's price holds until the next one, and no longer than this where there is none. */
const LONGEST_PRICE_MS = 3_600_000;
const DAY_MS = 86_400_000;

interface Within {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Prices of coins through a time, and who told them. */
export async function pastPrices(
  coins: readonly string[],
  currency: string,
  figures: SourcesView['figures'],
  { fromMs, toMs }: Within,
  { past }: ChainPorts,
): Promise<Readonly<Record<string, PastPrices>>> {
  const all = await Promise.all(
    coins.map(async (coin) => {
      const series = `price:${coin}:${currency}`;
      const provider = (figures[`past:${series}`] ?? figures[`prices:${currency}`])?.provider ?? '';
      // The first day's price may be told before the day.
      const told = await past(series, fromMs - 2 * DAY_MS, toMs);
      return [coin, { ...told, provider }] as const;
    }),
  );
  return Object.fromEntries(all);
}

/** What markets asked then, of all spot tariffs that were in force within a time. */
export async function pastMarkets(
  settings: Pick<Settings, 'tariff' | 'pastTariffs'>,
  figures: SourcesView['figures'],
  within: Within,
  ports: ChainPorts,
): Promise<PastPower['marketOf']> {
  const markets = new Map<string, EnergyPriceSeries | undefined>();
  for (const { tariff } of tariffSpans(settings, within)) {
    if (tariff.kind !== 'spot' || markets.has(keyOf(tariff))) continue;
    markets.set(keyOf(tariff), await pastMarket(tariff, figures, within, ports));
  }
  return (tariff) => markets.get(keyOf(tariff));
}

function keyOf({ provider, seriesId = '' }: SpotTariff): string {
  return `${provider} ${seriesId}`;
}

/** As it was kept; the present answers say which of its series it is. */
async function pastMarket(
  { provider, seriesId }: SpotTariff,
  figures: SourcesView['figures'],
  { fromMs, toMs }: Within,
  { past }: ChainPorts,
): Promise<EnergyPriceSeries | undefined> {
  const told = (figures[`energy:${provider}`]?.value ?? []) as readonly EnergyPriceSeries[];
  const its = told.find(
    ({ id, direction, forecast }) =>
      direction === 'import' && !forecast && (seriesId === undefined || id === seriesId),
  );
  if (!its) return undefined;
  const { prices: _, ...about } = its;
  const series = `energy:${provider}:${its.id}:${its.includes}:import`;
  const points = [...pointsOf(await past(series, fromMs, toMs))];
  return energyPriceSeries(
    about,
    points.map(({ atMs, value }) => ({
      fromMs: atMs,
      toMs: atMs + LONGEST_PRICE_MS,
      pricePerKwh: value,
    })),
  );
}
