import { isWithin } from '../../domain/economics/clock-window.ts';
import { tariffSpans } from '../../domain/economics/past-tariffs.ts';
import { priceSpans } from '../../domain/economics/price-span.ts';
import { SOLAR_SURPLUS_SERIES } from '../../domain/solar-surplus.ts';
import type { ToldValues } from '../../features/told-column.ts';
import { pastMarkets } from '../ledger-prices.ts';
import type { Household, HouseholdPorts } from './household.ts';
import { always, firstTold, storedTold, type ToldPoint, toldOf } from './told-points.ts';
import type { ToldSpan } from './told-span.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Tomorrow's prices are told today; the weather further ahead. */
const AHEAD_MS = 3 * DAY_MS;

/** What the tariff, the weather and the grid tell of the house, by the name of the series. */
export async function siteOutside(
  house: Household,
  ports: Pick<HouseholdPorts, 'past' | 'nowMs'>,
  { fromMs, toMs }: ToldSpan,
): Promise<Readonly<Record<string, ToldValues>>> {
  const kept = async (series: string) => storedTold(await ports.past(series, fromMs, toMs + AHEAD_MS));
  return {
    powerPrice: await powerPrices(house, ports, { fromMs, toMs: toMs + AHEAD_MS }),
    carbonIntensity: await carbonOf(house, kept),
    outdoorTempC: await kept('weather:temp'),
    humidityPercent: await kept('weather:humidity'),
    // What is measured goes before what is usual.
    solarSurplusW: firstTold(
      await kept(SOLAR_SURPLUS_SERIES),
      usualSurplus(house, { fromMs, toMs: toMs + AHEAD_MS }),
    ),
  };
}

/** What the owner has said of the house: where it is stands with the provider of its weather. */
export function siteFacts({ choices }: Household): Readonly<Record<string, ToldValues>> {
  const place = choices.find(({ fields }) => (fields.latitude ?? '') !== '');
  const latitude = place ? Number(place.fields.latitude) : Number.NaN;
  return { latitudeDeg: always(Number.isFinite(latitude) ? latitude : undefined) };
}

/**
 * What a kilowatt-hour cost and will cost, hour by hour and wherever it changes. The price by a clock is known for ever;
 * one of a market counts as known from its own moment on, or from now.
 */
async function powerPrices(
  { settings, figures, timeZone }: Household,
  ports: Pick<HouseholdPorts, 'past' | 'nowMs'>,
  within: ToldSpan,
): Promise<ToldValues> {
  const marketOf = await pastMarkets(settings, figures, within, ports);
  const nowMs = ports.nowMs();
  const points: ToldPoint[] = [];
  for (const { tariff, fromMs, toMs } of tariffSpans(settings, within)) {
    const market = tariff.kind === 'spot' ? marketOf(tariff) : undefined;
    for (const span of priceSpans(tariff, fromMs, toMs, { timeZone, market })) {
      const { pricePerKwh } = span;
      if (pricePerKwh === undefined) continue;
      const knownAt = (atMs: number) => (tariff.kind === 'spot' ? Math.min(atMs, nowMs) : 0);
      for (let atMs = span.fromMs; atMs < span.toMs; atMs = (Math.floor(atMs / HOUR_MS) + 1) * HOUR_MS)
        points.push({ atMs, value: pricePerKwh, knownAtMs: knownAt(atMs) });
    }
  }
  return toldOf(points);
}

/**
 * What the sun usually leaves over, hour by hour, as its owner has said with a contract for power; 0 at hours of which
 * that says nothing. As prices by a clock it is known for ever.
 */
function usualSurplus({ settings, timeZone }: Household, within: ToldSpan): ToldValues {
  const points: ToldPoint[] = [];
  for (const { tariff, fromMs, toMs } of tariffSpans(settings, within)) {
    const windows = tariff.terms?.solar ?? [];
    if (windows.length === 0) continue;
    for (let atMs = Math.ceil(fromMs / HOUR_MS) * HOUR_MS; atMs < toMs; atMs += HOUR_MS) {
      const window = windows.find((each) => isWithin(each, atMs, timeZone));
      points.push({ atMs, value: window?.powerW ?? 0, knownAtMs: 0 });
    }
  }
  return toldOf(points);
}

/** Of the provider that is switched on: two of them count differently, and are never mixed. */
async function carbonOf(
  { choices }: Household,
  kept: (series: string) => Promise<ToldValues>,
): Promise<ToldValues> {
  const fieldOf = (id: string, field: string) =>
    choices.find((choice) => choice.id === id && choice.enabled)?.fields[field];
  const zone = fieldOf('electricitymaps', 'zone') ?? '';
  const british = choices.find(({ id, enabled }) => id === 'carbonintensity-uk' && enabled);
  const place = british?.fields.postcode?.toUpperCase() || 'GB';
  return firstTold(
    ...(british ? [await kept(`carbon:carbonintensity-uk:${place}`)] : []),
    ...(zone === '' ? [] : [await kept(`carbon:electricitymaps:${zone}`)]),
  );
}
