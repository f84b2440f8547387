import { type EnergyPriceSeries, energyPriceAt, energyPriceSeries } from './energy-price.ts';
import { freshnessOf } from './freshness.ts';
import type { SourcesView } from './sources-view.ts';

type Figures = SourcesView['figures'];

/** A provider's series of that id, or its first: of all its answers together, today's and tomorrow's. */
export function marketSeries(
  figures: Figures,
  provider: string,
  seriesId?: string,
): EnergyPriceSeries | undefined {
  return joined(toldPrices(figures, provider), seriesId);
}

/**
 * Answers that are young enough to be counted with. A price of a day ahead ends by itself; one that holds until further
 * notice needs somebody who still says so.
 */
export function stillSaid(figures: Figures, nowMs: number): Figures {
  return Object.fromEntries(
    Object.entries(figures).filter(
      ([, { receivedAtMs }]) => freshnessOf('power', nowMs - receivedAtMs) !== 'useless',
    ),
  );
}

/** What a provider says is paid for power that is fed in: its first series of that, of all its answers together. */
export function feedInSeries(figures: Figures, provider: string): EnergyPriceSeries | undefined {
  return joined(toldPrices(figures, provider, 'export'));
}

function joined(answers: ReturnType<typeof toldPrices>, seriesId?: string): EnergyPriceSeries | undefined {
  const told = answers.flatMap(({ series }) => series);
  const [first] = told.filter(({ id }) => seriesId === undefined || id === seriesId);
  if (!first) return undefined;
  const same = told.filter(({ id, includes }) => id === first.id && includes === first.includes);
  const { prices: _, resolutionMs: __, ...about } = first;
  return energyPriceSeries(
    about,
    same.flatMap(({ prices }) => prices),
  );
}

/** The ids of a provider's series of what power costs, each once: its zones, its homes. */
export function marketSeriesIds(figures: Figures, provider: string): readonly string[] {
  return [...new Set(toldPrices(figures, provider).flatMap(({ series }) => series.map(({ id }) => id)))];
}

/**
 * When a provider last told the price of a moment, epoch ms; of the last price that it told at all where it told none
 * of that moment; undefined before its first answer.
 */
export function marketToldAtMs(figures: Figures, provider: string, atMs: number): number | undefined {
  const told = toldPrices(figures, provider).filter(({ series }) => series.length > 0);
  const ofMoment = told.filter(({ series }) => series.some((each) => energyPriceAt(each, atMs)));
  const times = (ofMoment.length > 0 ? ofMoment : told).map(({ receivedAtMs }) => receivedAtMs);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/**
 * Are the prices of a series in the owner's currency? Where the provider names none only the owner knows, and chose it.
 * Others are not converted: a tariff is billed in one currency.
 */
export function isInCurrency({ currency }: Pick<EnergyPriceSeries, 'currency'>, owners: string): boolean {
  return currency === undefined || currency === owners;
}

/** What power costs as its answers tell it, or what is paid for feeding in; nothing that is only expected. */
function toldPrices(figures: Figures, provider: string, wanted: EnergyPriceSeries['direction'] = 'import') {
  return Object.entries(figures)
    .filter(([quantity]) => quantity === `energy:${provider}` || quantity.startsWith(`energy:${provider}:`))
    .map(([, { value, receivedAtMs }]) => ({
      receivedAtMs,
      series: seriesOf(value).filter(({ direction, forecast }) => direction === wanted && !forecast),
    }));
}

/** What is stored under a quantity is what its question reads; what another version stored may look otherwise. */
function seriesOf(value: unknown): readonly EnergyPriceSeries[] {
  return Array.isArray(value) ? value.filter(isSeries) : [];
}

function isSeries(each: unknown): each is EnergyPriceSeries {
  return typeof each === 'object' && each !== null && 'prices' in each && Array.isArray(each.prices);
}
