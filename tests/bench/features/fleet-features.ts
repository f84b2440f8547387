import type { Buckets } from '../../../src/domain/buckets.ts';
import { REGISTRY } from '../../../src/features/catalogue.ts';
import { type EntityKind, STEP_MS } from '../../../src/features/definition.ts';
import { type FeaturePlan, planFeatures } from '../../../src/features/feature-plan.ts';
import { FeatureStream } from '../../../src/features/feature-stream.ts';
import { type FeatureTables, featureColumn } from '../../../src/features/feature-table.ts';
import type { EntityBlock } from '../../../src/features/input-needs.ts';
import { TableRoom } from '../../../src/features/table-room.ts';
import { zoneOffset } from '../../../src/features/zone-offset.ts';
import { bucketsOf, bucketsWithin, coarsen } from '../../../src/store/tiers/buckets.ts';
import { madeEntity } from '../../features/made-entity.ts';
import { measuredMiner } from './measured-miner.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const OFFSET_MINUTES = zoneOffset('Europe/Berlin');

export interface MinersStretch {
  readonly miners: number;
  readonly fromMs: number;
  readonly days: number;
}

/** What came out of a batch. */
export interface BatchFigures {
  /** Of the features themselves, and of deriving the hours and days from the minutes. */
  readonly featuresMs: number;
  readonly tiersMs: number;
  /** Of each miner both together. */
  readonly minerMs: readonly number[];
  readonly features: number;
  readonly values: number;
  readonly present: number;
  /** By feature, of all miners together. */
  readonly sums: Readonly<Record<string, { readonly present: number; readonly sum: number }>>;
}

const KINDS: readonly EntityKind[] = ['coin', 'pool', 'site', 'fleet'];

/** Some miners' month at once, from their minutes, miner after miner; without names all features there are. */
export function batch({ miners, fromMs, days }: MinersStretch, names?: readonly string[]): BatchFigures {
  const span = { fromMs, toMs: fromMs + days * DAY_MS };
  const plan = minerPlan(names);
  const others = names ? { tables: {}, tookMs: 0, features: 0, values: 0 } : ofOthers(span);
  const figures = { featuresMs: others.tookMs, tiersMs: 0, values: others.values, present: 0 };
  const minerMs: number[] = [];
  const room = new TableRoom();
  const sums: Record<string, { present: number; sum: number }> = {};
  for (let miner = 0; miner < miners; miner++) {
    const minute = bucketsOf(measuredMiner(miner, fromMs, days), MINUTE_MS);
    const told = toldOf(plan, { ...span, seed: miner }, others.tables);
    const beganMs = performance.now();
    const buckets = tiersOf(minute, plan);
    const derivedMs = performance.now();
    const stream = new FeatureStream(plan, { fromMs, offsetMinutes: OFFSET_MINUTES });
    const tables = stream.advance({ ...told, buckets }, room);
    const endedMs = performance.now();
    figures.featuresMs += endedMs - derivedMs;
    figures.tiersMs += derivedMs - beganMs;
    minerMs.push(endedMs - beganMs);
    for (const name of plan.names) figures.present += addTo(sums, name, tables);
    for (const table of Object.values(tables)) figures.values += table.values.length;
  }
  return { ...figures, minerMs, features: plan.names.length + others.features, sums };
}

/** Some miners, warm, minute after minute: how long each new minute takes for all of them. */
export function online({ miners, fromMs, days }: MinersStretch, minutes: number): number[] {
  const plan = minerPlan();
  const liveMs = fromMs + days * DAY_MS;
  const span = { fromMs, toMs: liveMs + minutes * MINUTE_MS };
  const others = ofOthers(span);
  const fleet = Array.from({ length: miners }, (_, miner) => {
    const stream = new FeatureStream(plan, { fromMs: liveMs, offsetMinutes: OFFSET_MINUTES });
    const minute = bucketsOf(measuredMiner(miner, fromMs, days + Math.ceil(minutes / 1_440)), MINUTE_MS);
    const tiers = tiersOf(minute, plan);
    const told = toldOf(plan, { ...span, seed: miner }, others.tables);
    stream.advance({ ...told, toMs: liveMs, buckets: tiers });
    return { stream, linked: told.linked, pieces: livePieces(tiers, liveMs, minutes) };
  });
  return Array.from({ length: minutes }, (_, k) => {
    const toMs = liveMs + (k + 1) * MINUTE_MS;
    const beganMs = performance.now();
    for (const { stream, linked, pieces } of fleet)
      stream.advance({ toMs, buckets: pieces[k] ?? {}, outside: {}, facts: {}, linked });
    return performance.now() - beganMs;
  });
}

function minerPlan(names?: readonly string[]): FeaturePlan {
  return planFeatures(REGISTRY, names ?? REGISTRY.ofEntity('miner').map(({ name }) => name));
}

/** The hours and days of those series that features read by the hour or the day. */
function tiersOf(minute: Buckets, { needs }: FeaturePlan): EntityBlock['buckets'] {
  const { hour: hourly = [], day: daily = [] } = needs.series;
  const hour = coarsen(ofSeries(minute, [...hourly, ...daily]), STEP_MS.hour);
  return { minute, hour, day: coarsen(ofSeries(hour, daily), STEP_MS.day) };
}

function ofSeries(buckets: Buckets, names: readonly string[]): Buckets {
  const series = Object.fromEntries(Object.entries(buckets.series).filter(([name]) => names.includes(name)));
  return { ...buckets, series };
}

/** One coin, pool, house and fleet, which all miners are linked to; timed. */
function ofOthers(span: { readonly fromMs: number; readonly toMs: number }) {
  const tables: Partial<Record<EntityKind, FeatureTables>> = {};
  const total = { tookMs: 0, features: 0, values: 0 };
  for (const kind of KINDS) {
    const names = REGISTRY.ofEntity(kind).map(({ name }) => name);
    if (names.length === 0) continue;
    const plan = planFeatures(REGISTRY, names);
    const block = madeEntity(plan.needs, REGISTRY, { ...span, seed: names.length });
    const beganMs = performance.now();
    const stream = new FeatureStream(plan, { fromMs: span.fromMs, offsetMinutes: OFFSET_MINUTES });
    const its = stream.advance(block);
    total.tookMs += performance.now() - beganMs;
    total.features += names.length;
    for (const { values } of Object.values(its)) total.values += values.length;
    tables[kind] = its;
  }
  return { tables, ...total };
}

/** All but the telemetry. */
function toldOf(
  plan: FeaturePlan,
  span: { readonly seed: number; readonly fromMs: number; readonly toMs: number },
  tables: Readonly<Partial<Record<EntityKind, FeatureTables>>>,
): EntityBlock {
  const block = madeEntity({ ...plan.needs, series: {}, linked: [] }, REGISTRY, span);
  const linked = Object.fromEntries(
    KINDS.flatMap((kind) => {
      const its = tables[kind];
      return its ? [[kind, [{ entityId: kind, sinceMs: span.fromMs, tables: its }]]] : [];
    }),
  );
  return { ...block, linked };
}

/** What the store tells at the end of each minute: that minute, and the hour and the day that ended with it. */
function livePieces(
  tiers: EntityBlock['buckets'],
  liveMs: number,
  minutes: number,
): EntityBlock['buckets'][] {
  return Array.from({ length: minutes }, (_, k) => {
    const endMs = liveMs + (k + 1) * MINUTE_MS;
    return Object.fromEntries(
      (['minute', 'hour', 'day'] as const).flatMap((step) => {
        const its = tiers[step];
        if (its === undefined || endMs % STEP_MS[step] !== 0) return [];
        return [[step, bucketsWithin(its, endMs - STEP_MS[step], endMs)]];
      }),
    );
  });
}

function addTo(
  sums: Record<string, { present: number; sum: number }>,
  name: string,
  tables: FeatureTables,
): number {
  const total = sums[name] ?? { present: 0, sum: 0 };
  sums[name] = total;
  const before = total.present;
  for (const value of featureColumn(tables, name)?.values ?? []) {
    if (Number.isNaN(value)) continue;
    total.present++;
    total.sum += value;
  }
  return total.present - before;
}
