import type {
  ForecastQuantity,
  ForecastStep,
  ForecastSubject,
  ForecastTarget,
} from '../../src/domain/forecast.ts';

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const stepMs = ({ step }: Pick<ForecastTarget, 'step'>) => (step === 'hour' ? HOUR_MS : DAY_MS);

const BTC: ForecastSubject = { kind: 'coin', id: 'BTC', name: 'BTC' };
const HOME: ForecastSubject = { kind: 'site', id: 'home' };
const GAMMA: ForecastSubject = { kind: 'miner', id: 'a1', name: 'Kitchen Gamma' };

/** What a small household forecasts. */
export function fakeTargets(): readonly ForecastTarget[] {
  const of = (
    quantity: ForecastQuantity,
    subject: ForecastSubject,
    unit: string,
    step: 'hour' | 'day',
    horizon: number,
    season = 1,
  ): ForecastTarget => ({
    id: `${quantity}:${subject.id}:${step}`,
    quantity,
    subject,
    step,
    horizon,
    season,
    unit,
  });
  return [
    of('earnings', BTC, 'EUR/TH/day', 'hour', 24),
    of('earnings', BTC, 'EUR/TH/day', 'day', 7),
    of('price', BTC, 'EUR', 'day', 7),
    of('difficulty', BTC, '', 'day', 7),
    of('fees', BTC, 'BTC/block', 'day', 7),
    of('power-price', HOME, 'EUR/kWh', 'hour', 48, 24),
    of('hashrate', { kind: 'fleet', id: 'fleet' }, 'H/s', 'hour', 24),
    of('power', GAMMA, 'W', 'hour', 24, 24),
    of('room-temperature', HOME, '°C', 'hour', 24, 24),
  ];
}

const LEVELS: Readonly<Partial<Record<ForecastQuantity, number>>> = {
  earnings: 0.0512,
  price: 83_400,
  difficulty: 118e12,
  fees: 0.05,
  'power-price': 0.24,
  hashrate: 6.2e12,
  power: 20,
  'room-temperature': 21.4,
};

/** A value that goes up and down by the day and by the week. */
function valueAt({ quantity, season }: ForecastTarget, atMs: number): number {
  const level = LEVELS[quantity] ?? 1;
  const daily = season > 1 ? 0.22 * Math.sin((2 * Math.PI * atMs) / DAY_MS) : 0;
  const weekly = 0.03 * Math.sin((2 * Math.PI * atMs) / (9.3 * DAY_MS));
  const noise = 0.012 * Math.sin(atMs / 3.1e6) * Math.sin(atMs / 1.7e7);
  return level * (1 + daily + weekly + noise);
}

/** Sixty days, or ten of hours, up to a moment. */
export function fakePast(target: ForecastTarget, untilMs: number) {
  const count = target.step === 'hour' ? 240 : 60;
  const atMs = Float64Array.from({ length: count }, (_, i) => untilMs - (count - 1 - i) * stepMs(target));
  return { atMs, values: atMs.map((moment) => valueAt(target, moment)) };
}

/** So many steps ahead, with ranges that widen; the first hours of a price of power are published. */
export function fakeSteps(target: ForecastTarget, madeAtMs: number, steps: number): readonly ForecastStep[] {
  return Array.from({ length: steps }, (_, i) => {
    const atMs = madeAtMs + (i + 1) * stepMs(target);
    const isKnown = target.quantity === 'power-price' && i < 14;
    const value = valueAt(target, atMs) * (isKnown ? 1 : 1 + 0.01 * Math.sin(i));
    const wide = isKnown ? 0 : 0.022 * Math.sqrt(i + 1) * Math.abs(value);
    return {
      atMs,
      value,
      low80: value - wide,
      high80: value + wide,
      low95: value - 1.6 * wide,
      high95: value + 1.6 * wide,
      ...(isKnown ? { exact: 'published' as const } : {}),
    };
  });
}
