import type { ForecastLack, ForecastQuantity, ForecastTarget } from '../../domain/forecast.ts';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import { type FigureOptions, forecastFigure } from './forecast-figure.ts';
import { stepsWords } from './target-words.ts';

const DAY_MS = 86_400_000;

/** What is lacking before a target can be forecast, and when it will be there. */
export function lackWords(
  lack: ForecastLack,
  target: Pick<ForecastTarget, 'step' | 'unit'>,
  options: FigureOptions & { readonly nowMs: number },
): string {
  switch (lack.kind) {
    case 'too-little-data': {
      const needs = stepsWords(target.step, lack.needs);
      const known = text.lack.known(formatCount(lack.has), needs);
      if (lack.enoughAtMs === undefined) return text.lack.whoKnows(known);
      return text.lack.enough(known, momentWords(lack.enoughAtMs, options));
    }
    case 'untold':
      return text.lack.untold[lack.of];
    case 'constant':
      return text.lack.constant(forecastFigure(lack.value, target.unit, options));
    case 'bad-data':
      return text.lack.badData(ended(lack.detail));
  }
}

/** Within two days the hour counts, beyond only the day. */
function momentWords(
  atMs: number,
  { nowMs, locale }: { readonly nowMs: number; readonly locale?: string | undefined },
): string {
  return atMs - nowMs < 2 * DAY_MS ? formatDayAndClock(atMs, { locale }) : formatDay(atMs, { locale });
}

/** A sentence with its full stop. */
export function ended(sentence: string): string {
  return /[.!?…]$/.test(sentence.trim()) ? sentence.trim() : `${sentence.trim()}.`;
}

/** Where the owner can do something about it. */
export interface LackWay {
  readonly label: string;
  readonly href: string;
}

const SOURCES: LackWay = { label: text.lack.ways.sources, href: '/settings/sources' };
const SETTINGS: LackWay = { label: text.lack.ways.settings, href: '/settings' };
const WAYS: Readonly<Record<ForecastQuantity, LackWay>> = {
  earnings: SOURCES,
  price: SOURCES,
  difficulty: SOURCES,
  'network-hashrate': SOURCES,
  fees: SOURCES,
  'power-price': { label: text.lack.ways.tariff, href: '/pay' },
  hashrate: { label: text.lack.ways.add, href: '/add' },
  power: SETTINGS,
  'room-temperature': SETTINGS,
  'outdoor-temperature': SOURCES,
};

/** The way to what is lacking; undefined where only time helps. */
export function lackWay(lack: ForecastLack): LackWay | undefined {
  return lack.kind === 'untold' ? WAYS[lack.of] : undefined;
}
