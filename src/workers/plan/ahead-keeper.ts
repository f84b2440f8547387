import type { Span } from '../../domain/economics/covered-span.ts';
import { wallTime } from '../../domain/economics/local-time.ts';
import { type PriceSpan, priceSpans } from '../../domain/economics/price-span.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { Algorithm } from '../../domain/miner.ts';
import { marketIn, settingsInForce } from '../../domain/outside-market.ts';
import { type OutsideSeries, pointsOf } from '../../domain/outside-series.ts';
import { SOLAR_SURPLUS_SERIES, solarSurplusW } from '../../domain/solar-surplus.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { heldOutlook, type PriceOutlook } from '../../insight/planning/price-outlook.ts';
import {
  type Hourly,
  hourlyOf,
  hourlyPrices,
  type KnownAhead,
  type RetargetAhead,
} from '../../insight/planning/slots-ahead.ts';
import { retargetReport } from '../insight-retarget.ts';
import { pastMarkets } from '../ledger-prices.ts';

export interface AheadPorts {
  readonly nowMs: () => number;
  readonly zone: () => string;
  readonly figures: () => Promise<SourcesView['figures']>;
  readonly past: (series: string, fromMs: number, toMs: number) => Promise<OutsideSeries>;
  /** What was measured at the house itself. */
  readonly outside: { read(series: string, fromMs: number, toMs: number): Promise<OutsideSeries> };
}

/** What is known of the hours ahead, and of what may vary. */
export interface Ahead {
  readonly known: KnownAhead;
  readonly prices?: Hourly | undefined;
  readonly coinPrices?: OutsideSeries | undefined;
}

interface Past {
  readonly readAtMs: number;
  readonly tariffKey: string;
  readonly prices?: Hourly | undefined;
  readonly outlook?: PriceOutlook | undefined;
  readonly coinPrices?: OutsideSeries | undefined;
  readonly retarget?: RetargetAhead | undefined;
  readonly surplusByHour?: Float64Array | undefined;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As much as sources fill in at first use. */
const PAST_DAYS = 190;
const SURPLUS_DAYS = 7;
const SURPLUS_POINT_MS = 5 * 60_000;
const TERA = 1e12;
const TH_PER_PH = 1_000;

/** Gathers what tariff, sources, plant and the past say of the hours ahead; the past is read once an hour. */
export class AheadKeeper {
  readonly #ports: AheadPorts;
  #past: Past | undefined;

  constructor(ports: AheadPorts) {
    this.#ports = ports;
  }

  /**
   * @param algorithm the one whose work all others are measured by
   * @throws StoreError
   */
  async ahead(view: FleetView, span: Span, algorithm: Algorithm): Promise<Ahead> {
    const timeZone = this.#ports.zone();
    const prices = tariffPrices(view, span, timeZone);
    const past = await this.#pastOf(view);
    const surplusNowW = solarSurplusW(view, this.#ports.nowMs());
    const known: KnownAhead = {
      prices,
      pastPrices: past.prices,
      outlook: past.outlook,
      earnedPerThDay: worthPerThDay(view, algorithm),
      retarget: algorithm === 'sha256' ? past.retarget : undefined,
      surplusByHour: surplusNowW === undefined ? undefined : past.surplusByHour,
      surplusNowW,
      localHour: (atMs) => Math.floor(wallTime(atMs, timeZone).minuteOfDay / 60),
    };
    return {
      known,
      prices: past.prices && hourlyPrices(prices, past.prices),
      coinPrices: algorithm === 'sha256' ? past.coinPrices : undefined,
    };
  }

  async #pastOf(view: FleetView): Promise<Past> {
    const nowMs = this.#ports.nowMs();
    const tariffKey = JSON.stringify([view.settings.tariff, view.settings.currency]);
    const kept = this.#past;
    const isFresh = kept && nowMs >= kept.readAtMs && nowMs - kept.readAtMs < HOUR_MS;
    if (isFresh && kept.tariffKey === tariffKey) return kept;
    const span = { fromMs: nowMs - PAST_DAYS * DAY_MS, toMs: nowMs };
    const [prices, coinPrices, retarget, surplusByHour] = await Promise.all([
      this.#pastPrices(view, span),
      this.#coinPrices(view, span),
      this.#retarget(),
      this.#surplusByHour(nowMs),
    ]);
    const outlook = prices && (isSameDay(kept, nowMs) ? kept?.outlook : undefined);
    this.#past = {
      readAtMs: nowMs,
      tariffKey,
      prices,
      coinPrices,
      retarget,
      surplusByHour,
      outlook: prices && (outlook ?? heldOutlook(prices.values)),
    };
    return this.#past;
  }

  /** By the hour what the owner's market tariff asked, all included; others say their prices ahead. */
  async #pastPrices({ settings }: FleetView, span: Span): Promise<Hourly | undefined> {
    const { tariff } = settings;
    if (tariff.kind !== 'spot') return undefined;
    const marketOf = await pastMarkets(settings, await this.#ports.figures(), span, this.#ports);
    const market = marketOf(tariff);
    if (!market) return undefined;
    const context = { timeZone: this.#ports.zone(), market };
    const spans = priceSpans({ ...tariff, fallbackPerKwh: undefined }, span.fromMs, span.toMs, context);
    const told = spans.flatMap(({ pricePerKwh, ...each }) =>
      pricePerKwh === undefined ? [] : [{ ...each, value: pricePerKwh }],
    );
    return told.length > 0 ? hourlyOf(told, span) : undefined;
  }

  async #coinPrices({ settings }: FleetView, { fromMs, toMs }: Span): Promise<OutsideSeries | undefined> {
    const found = await this.#ports.past(`price:BTC:${settings.currency}`, fromMs, toMs);
    return found.atMs.length > 1 ? found : undefined;
  }

  async #retarget(): Promise<RetargetAhead | undefined> {
    const report = await retargetReport(this.#ports);
    if (report.kind !== 'outlook') return undefined;
    const { retargetAtMs, changeFraction, changeLowFraction, changeHighFraction } = report.outlook;
    return {
      atMs: retargetAtMs,
      change: changeFraction,
      low: changeLowFraction,
      high: changeHighFraction,
    };
  }

  /** What each hour of the day left over on the mean of the last week, W. */
  async #surplusByHour(nowMs: number): Promise<Float64Array> {
    const series = await this.#ports.outside.read(SOLAR_SURPLUS_SERIES, nowMs - SURPLUS_DAYS * DAY_MS, nowMs);
    const [sums, counts] = [new Float64Array(24), new Float64Array(24)];
    for (const { atMs, value } of pointsOf(series)) {
      const hour = Math.floor(wallTime(atMs - SURPLUS_POINT_MS / 2, this.#ports.zone()).minuteOfDay / 60);
      sums[hour] = (sums[hour] ?? 0) + value;
      counts[hour] = (counts[hour] ?? 0) + 1;
    }
    return sums.map((sum, hour) => sum / (counts[hour] ?? 0));
  }
}

function isSameDay(past: Past | undefined, nowMs: number): boolean {
  return past !== undefined && Math.floor(past.readAtMs / DAY_MS) === Math.floor(nowMs / DAY_MS);
}

/** As far as the tariff, or the market, says. */
function tariffPrices({ settings, outside }: FleetView, span: Span, timeZone: string): readonly PriceSpan[] {
  const { tariff, currency } = settings;
  if (tariff.kind !== 'spot') return priceSpans(tariff, span.fromMs, span.toMs, { timeZone });
  const told = marketIn(currency, outside)?.powerPrices ?? [];
  return told.map(({ feedInPerKwh, ...price }) => ({ ...price, feedInPerKwh }));
}

/** What 1 TH/s of an algorithm earns in a day after the pool's fee, in the owner's currency. */
export function worthPerThDay(
  { settings, outside }: Pick<FleetView, 'settings' | 'outside'>,
  algorithm: Algorithm,
): number | undefined {
  const told = marketIn(settings.currency, outside);
  const { market } = settingsInForce(settings, told);
  const perThDay =
    algorithm === 'sha256'
      ? market.hashpricePerPhPerDay && market.hashpricePerPhPerDay / TH_PER_PH
      : told?.work[algorithm] && told.work[algorithm].value * TERA;
  return perThDay && perThDay * (1 - market.poolFee);
}
