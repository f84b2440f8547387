import type { Miner } from '../../src/domain/miner.ts';
import { type OutsidePoint, seriesOf } from '../../src/domain/outside-series.ts';
import { REGISTRY } from '../../src/features/catalogue.ts';
import type { EntityStore } from '../../src/store/entity-store.ts';
import type { ModelStore } from '../../src/store/model-store.ts';
import type { ForecastServicePorts } from '../../src/workers/forecast/forecast-service.ts';
import { browserOf } from './learner-browser.ts';
import { type ToldInHour, toldTelemetry } from './told-telemetry.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface LearnerHouse {
  readonly name: string;
  readonly nowMs: () => number;
  readonly entities: EntityStore;
  readonly models: ModelStore;
  readonly days: number;
  readonly told: ToldInHour;
  readonly outside?: Readonly<Record<string, readonly OutsidePoint[]>>;
}

/** A house whose miners have told so many days, as the learner's forecasts see it. */
export function learnerHouse({
  name,
  nowMs,
  entities,
  models,
  days,
  told,
  outside = {},
}: LearnerHouse): ForecastServicePorts {
  return {
    fleet: 'real',
    telemetry: toldTelemetry(nowMs() - days * DAY_MS, told),
    entities,
    models,
    past: async (series, fromMs, toMs) =>
      seriesOf((outside[series] ?? []).filter(({ atMs }) => atMs >= fromMs && atMs < toMs)),
    nowMs,
    timeZone: 'UTC',
    offsetMinutes: () => 0,
    registry: REGISTRY,
    browser: browserOf(name),
    pageState: () => ({ isHidden: false, isOnBattery: false }),
  };
}

/** One that tells its power by the hour of the day, with a rest that lingers, the same for the same hour. */
export function dailyPower(_: string, series: string, atMs: number): number {
  if (series !== 'powerW') return series === 'hashrateHs' ? 1e12 : Number.NaN;
  const hour = Math.floor(atMs / HOUR_MS);
  const rest = [0, 1, 2, 3].reduce((sum, back) => sum + 0.7 ** back * noiseOf(hour - back), 0);
  return 100 + 20 * Math.sin((2 * Math.PI * (hour % 24)) / 24) + 6 * rest;
}

/** A number in [-1, 1] that looks like chance and is always the same (Weyl's sequence through a sine). */
function noiseOf(index: number): number {
  const mixed = Math.sin(index * 12.9898) * 43758.5453;
  return 2 * (mixed - Math.floor(mixed)) - 1;
}

export function aMiner(id: string, nowMs: number): Miner {
  return {
    id,
    identity: { family: 'axeos', algorithm: 'sha256', make: 'Bitaxe', model: 'Gamma' },
    address: { host: '192.168.1.7', port: 80 },
    name: id,
    addedAtMs: nowMs - 100 * DAY_MS,
  };
}
