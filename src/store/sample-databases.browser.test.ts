import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layDownDatabase } from '../../tests/samples/database-dump.ts';
import { keptSample, SAMPLE_NAMES } from '../../tests/samples/kept-samples.ts';
import { type ExpectedColumns, SAMPLE_MINERS, SAMPLE_RANGE } from '../../tests/samples/sample-past.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { TIER_MS } from '../domain/buckets.ts';
import { SERIES, type SeriesColumns, type SeriesName } from '../domain/series.ts';
import { type EntityStore, openEntities } from './entity-store.ts';
import { moveOutsideMonths } from './outside-move.ts';
import { openTelemetry, type TelemetryStore } from './telemetry-store.ts';

const HOUR_MS = 3_600_000;
/** Without one, whoever loses the kept files would lose the proof with them. */
const LEAST_SAMPLES = 6;

let name = '';
const closing: { close(): void }[] = [];

beforeEach(() => {
  name = crypto.randomUUID();
});
afterEach(async () => {
  for (const store of closing.splice(0)) store.close();
  await deleteDB(name);
  await deleteDB(`${name}-entities`);
});

async function telemetryOf(sample: string): Promise<TelemetryStore> {
  await layDownDatabase(name, (await keptSample(sample)).telemetry);
  const store = await openTelemetry(name);
  closing.push(store);
  return store;
}

async function entitiesOf(sample: string): Promise<EntityStore> {
  await layDownDatabase(`${name}-entities`, (await keptSample(sample)).entities);
  const store = await openEntities(`${name}-entities`);
  closing.push(store);
  return store;
}

function names({ values }: ExpectedColumns): SeriesName[] {
  return SERIES.map((series) => series.name).filter((series) => series in values);
}

/** What came back, less the empty rows that gaps are drawn as, in the form that it is expected in. */
function said({ atMs, values }: SeriesColumns, like: ExpectedColumns): ExpectedColumns {
  const uptime = values.uptimeS ?? new Float64Array();
  const spoken = (_: number, row: number) => !Number.isNaN(uptime[row]);
  const columns = names(like).map((series) => {
    const kept = (values[series] ?? new Float64Array(atMs.length)).filter(spoken);
    return [series, like.values[series] instanceof Float32Array ? Float32Array.from(kept) : kept] as const;
  });
  return { atMs: atMs.filter(spoken), values: Object.fromEntries(columns) };
}

/** The last minute of each longer bucket. */
function lastOfEach({ atMs }: ExpectedColumns, tierMs: number) {
  const rows = new Map<number, number>();
  for (const [row, moment] of atMs.entries()) rows.set(Math.floor(moment / tierMs) * tierMs, row);
  return [...rows].map(([start, row]) => ({ atMs: start, row }));
}

/** Everything that was written, and nothing else. */
async function expectWhole(store: TelemetryStore, sample: string): Promise<void> {
  const { telemetry } = (await keptSample(sample)).expected;
  const maxPoints = Number.POSITIVE_INFINITY;
  for (const minerId of SAMPLE_MINERS) {
    const minutes = telemetry.minutes[minerId];
    const polls = telemetry.polls[minerId];
    if (!minutes || !polls) throw new TypeError(`the sample expects nothing of ${minerId}`);
    const asked = { minerId, names: names(minutes), maxPoints };
    expect(said(await store.columns({ ...asked, ...SAMPLE_RANGE }), minutes)).toEqual(minutes);
    const fromMs = Math.floor((polls.atMs[0] ?? 0) / HOUR_MS) * HOUR_MS;
    const polled = await store.columns({ ...asked, fromMs, toMs: fromMs + 2 * HOUR_MS });
    expect(said(polled, polls)).toEqual(polls);
  }
}

it('samples of the databases of earlier versions are kept', () => {
  expect(SAMPLE_NAMES.length).toBeGreaterThanOrEqual(LEAST_SAMPLES);
});

it.each(SAMPLE_NAMES)('in %s miners were silent now and then, and counters began anew', async (sample) => {
  const all = Object.values((await keptSample(sample)).expected.telemetry.minutes);
  const steps = (column: ArrayLike<number>) =>
    Array.from(column, (value, row) => value - (column[row - 1] ?? value));
  const silences = all.flatMap(({ atMs }) => steps(atMs)).filter((ms) => ms > 60_000 && ms < 6 * HOUR_MS);
  const resets = all.flatMap(({ values }) => steps(values.sharesAccepted ?? [])).filter((step) => step < 0);
  expect(silences.length).toBeGreaterThan(10);
  expect(resets.length).toBeGreaterThan(3);
});

describe.each(SAMPLE_NAMES)('the telemetry of %s', (sample) => {
  it('is opened with every minute and every poll as it was written', async () => {
    await expectWhole(await telemetryOf(sample), sample);
  });

  it('is the same once its tail is folded, and nothing of it is put into quarantine', async () => {
    const store = await telemetryOf(sample);
    await store.compact(SAMPLE_RANGE.toMs);
    await expectWhole(store, sample);
    const { minutes } = (await keptSample(sample)).expected.telemetry;
    const rows = Object.values(minutes).reduce((sum, { atMs }) => sum + atMs.length, 0);
    expect(await store.rowCount()).toBe(rows);
    const beside = await openDB(name);
    expect(await beside.count('quarantine')).toBe(0);
    beside.close();
  });

  it('is the same once the longer buckets are derived, and those end as their minutes do', async () => {
    const store = await telemetryOf(sample);
    await store.compact(SAMPLE_RANGE.toMs);
    await store.cascade(SAMPLE_RANGE.toMs + 24 * HOUR_MS);
    await expectWhole(store, sample);
    for (const [entityId, minutes] of Object.entries((await keptSample(sample)).expected.telemetry.minutes))
      for (const tier of ['quarter', 'hour', 'day'] as const) {
        const asked = { entityId, tier, names: ['sharesAccepted', 'uptimeS'] as const, ...SAMPLE_RANGE };
        const buckets = await store.buckets(asked);
        const ends = lastOfEach(minutes, TIER_MS[tier]);
        expect([...buckets.atMs]).toEqual(ends.map(({ atMs }) => atMs));
        for (const name of asked.names)
          expect([...(buckets.series[name]?.last ?? [])]).toEqual(
            ends.map(({ row }) => minutes.values[name]?.[row]),
          );
      }
  });

  it('is written on', async () => {
    const store = await telemetryOf(sample);
    const [minerId = ''] = SAMPLE_MINERS;
    await store.append([rowAt(minerId, SAMPLE_RANGE.toMs, { powerW: 15, uptimeS: 60 })]);
    await store.compact(SAMPLE_RANGE.toMs);
    await expectWhole(store, sample);
    expect((await store.extent(minerId)).newestAtMs).toBe(SAMPLE_RANGE.toMs);
  });
});

describe.each(SAMPLE_NAMES)('the entities of %s', (sample) => {
  it('are there as they were written', async () => {
    const store = await entitiesOf(sample);
    const { entities } = (await keptSample(sample)).expected;
    expect(await store.miners()).toEqual(entities.miners);
    const snapshots = (await store.snapshots()).toSorted((a, b) => a.answeredAtMs - b.answeredAtMs);
    expect(snapshots).toEqual(entities.snapshots);
    expect(await store.alertsBetween(0, Number.POSITIVE_INFINITY)).toEqual(entities.alerts);
    expect((await store.openAlerts()).map(({ id }) => id)).toEqual(['open']);
    expect(await store.eventsBetween(0, Number.POSITIVE_INFINITY)).toEqual(entities.events);
    expect(await store.settings()).toMatchObject(entities.settings);
    expect(await store.pairingToken()).toBe(entities.pairingToken);
    expect(await store.meters.all()).toEqual(entities.meters ?? []);
    expect(await store.sources.choices()).toEqual(entities.choices ?? []);
    expect(await store.sources.answers()).toEqual(entities.answers ?? []);
    for (const change of entities.changes ?? []) expect(await store.change(change.id)).toEqual(change);
  });

  it('have the past of outside sources, point by point', async () => {
    const { outside } = await telemetryOf(sample);
    await moveOutsideMonths(await entitiesOf(sample), outside);
    const { entities } = (await keptSample(sample)).expected;
    for (const [series, points] of Object.entries(entities.outside ?? {})) {
      const { atMs, values } = await outside.read(series, 0, Number.MAX_SAFE_INTEGER);
      expect([...atMs].map((moment, row) => ({ atMs: moment, value: values[row] }))).toEqual(points);
    }
  });
});
