import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OutsidePoint, pointsOf, seriesOf } from '../domain/outside-series.ts';
import { type EntityStore, openEntities } from './entity-store.ts';
import { moveOutsideMonths } from './outside-move.ts';
import { OUTSIDE_SPAN_MS } from './outside-segment.ts';
import { openTelemetry, type TelemetryStore } from './telemetry-store.ts';

const HOUR_MS = 3_600_000;
/** The begin of a segment. */
const START_MS = 644 * OUTSIDE_SPAN_MS;
const PRICE = 'price:BTC:EUR';

let name = '';
let store: TelemetryStore;

beforeEach(async () => {
  name = crypto.randomUUID();
  store = await openTelemetry(name);
});
afterEach(async () => {
  store.close();
  await deleteDB(name);
});

const read = async (series: string, fromMs = 0, toMs = Number.POSITIVE_INFINITY) => [
  ...pointsOf(await store.outside.read(series, fromMs, toMs)),
];
const valuesOf = async (series: string, fromMs?: number, toMs?: number) =>
  (await read(series, fromMs, toMs)).map(({ value }) => value);
const hourly = (fromMs: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ atMs: fromMs + i * HOUR_MS, value: i }));

/** Writes over what lies at a place, around the store. */
async function damage(bytes: Uint8Array): Promise<void> {
  const beside = await openDB(name);
  await beside.put('outside', { series: PRICE, startMs: START_MS, bytes });
  beside.close();
}

describe('the past from outside', () => {
  it('of an account goes with it, and no other', async () => {
    for (const series of ['earned:luxor:BTC', 'balance:luxor:workers:LTC', 'earned:luxor2:BTC'])
      await store.outside.add(series, [{ atMs: 1000, value: 1 }]);
    await store.outside.forget(['earned:luxor:', 'balance:luxor:']);
    expect(await read('earned:luxor:BTC')).toHaveLength(0);
    expect(await read('balance:luxor:workers:LTC')).toHaveLength(0);
    expect(await read('earned:luxor2:BTC')).toHaveLength(1);
  });

  it('grows over the ends of segments, a later value takes the place of an earlier one, and the old goes', async () => {
    const fromMs = START_MS - 4 * HOUR_MS;
    await store.outside.add(PRICE, hourly(fromMs, 10));
    await store.outside.add(PRICE, [
      { atMs: fromMs + HOUR_MS, value: 100 },
      { atMs: fromMs + 2 * HOUR_MS, value: Number.NaN },
      { atMs: Number.NaN, value: 1 },
      { atMs: 1e20, value: 1 },
    ]);
    await store.outside.add('price:LTC:EUR', [{ atMs: fromMs, value: 7 }]);
    expect(await valuesOf(PRICE, fromMs, fromMs + 9 * HOUR_MS)).toEqual([0, 100, 2, 3, 4, 5, 6, 7, 8]);
    await store.outside.keepNewest(OUTSIDE_SPAN_MS);
    expect(await valuesOf(PRICE)).toHaveLength(10);
    await store.outside.keepNewest(0);
    expect(await valuesOf(PRICE)).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it('of a series does not run into that of one whose name goes on', async () => {
    await store.outside.add('price:BTC', hourly(START_MS, 2));
    await store.outside.add('price:BTC:EUR', hourly(START_MS, 3));
    expect(await read('price:BTC')).toHaveLength(2);
  });

  it('tells later what was known at a time, though it was revised since', async () => {
    const atMs = START_MS + HOUR_MS;
    await store.outside.add(PRICE, [{ atMs, value: 100 }], atMs + 1_000);
    await store.outside.add(PRICE, [{ atMs, value: 100 }], atMs + 2_000);
    await store.outside.add(PRICE, [{ atMs, value: 101 }], atMs + HOUR_MS);
    expect(await store.outside.read(PRICE, atMs, atMs + 1)).toEqual({
      atMs: Float64Array.of(atMs),
      values: Float64Array.of(101),
      knownAtMs: Float64Array.of(atMs + HOUR_MS),
      firstValues: Float64Array.of(100),
      firstKnownAtMs: Float64Array.of(atMs + 1_000),
    });
  });

  it('comes back as it was written, to the last bit', async () => {
    const moment = fc.integer({ min: START_MS - OUTSIDE_SPAN_MS, max: START_MS + OUTSIDE_SPAN_MS });
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    const point = fc.oneof(
      fc.record({ atMs: moment, value }),
      fc.record({ atMs: moment, value, knownAtMs: moment }),
      fc.record({ atMs: moment, value, knownAtMs: moment, firstValue: value, firstKnownAtMs: moment }),
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(point, { minLength: 1, maxLength: 40 }), async (points) => {
        const series = `run:${run++}`;
        await store.outside.fill(series, points);
        expect(await read(series)).toEqual([...pointsOf(seriesOf(points))]);
      }),
      { numRuns: 40 },
    );
  });

  it('is filled up without a change of what is there', async () => {
    await store.outside.add(PRICE, [{ atMs: START_MS, value: 5 }], START_MS + 9);
    const filled = [
      { atMs: START_MS, value: 6, knownAtMs: 1 },
      { atMs: START_MS + HOUR_MS, value: 7 },
    ];
    expect(await store.outside.fill(PRICE, filled)).toBe(1);
    expect(await store.outside.fill(PRICE, filled)).toBe(0);
    const [first, second] = await read(PRICE);
    expect(first).toEqual({ atMs: START_MS, value: 5, knownAtMs: START_MS + 9 });
    expect(second).toEqual({ atMs: START_MS + HOUR_MS, value: 7 });
  });

  it('of which a segment is damaged is told but for that one, which is put aside', async () => {
    await store.outside.add(PRICE, hourly(START_MS - 3 * HOUR_MS, 6));
    await damage(Uint8Array.of(1, 2, 3));
    expect(await valuesOf(PRICE)).toEqual([0, 1, 2]);
    await store.outside.add(PRICE, [{ atMs: START_MS, value: 42 }]);
    expect(await valuesOf(PRICE)).toEqual([0, 1, 2, 42]);
    const beside = await openDB(name);
    expect(await beside.getAll('quarantine')).toMatchObject([
      { from: 'outside', reason: 'no block, at byte 0 of the block' },
    ]);
    beside.close();
  });
});

describe('what earlier versions kept among the entities', () => {
  let entities: EntityStore;

  beforeEach(async () => {
    entities = await openEntities(`${name}-entities`);
  });
  afterEach(async () => {
    entities.close();
    await deleteDB(`${name}-entities`);
  });

  async function month(month: string, points: readonly OutsidePoint[]): Promise<void> {
    const beside = await openDB(`${name}-entities`);
    await beside.put('outside', { key: `${PRICE}|${month}`, series: PRICE, ...seriesOf(points) });
    beside.close();
  }

  it('is moved once, with its arrival times, and does not take the place of what was heard since', async () => {
    const october = Date.UTC(2026, 9, 31, 22);
    const november = Date.UTC(2026, 10, 1);
    await month('2026-10', [{ atMs: october, value: 1, knownAtMs: october + 5 }]);
    await month('2026-11', [{ atMs: november, value: 2 }]);
    await store.outside.add(PRICE, [{ atMs: november, value: 3 }]);
    await moveOutsideMonths(entities, store.outside);
    const moved = [
      { atMs: october, value: 1, knownAtMs: october + 5 },
      { atMs: november, value: 3 },
    ];
    expect(await read(PRICE)).toEqual(moved);
    expect(await entities.outsideMonths.keys()).toEqual([]);
    await moveOutsideMonths(entities, store.outside);
    expect(await read(PRICE)).toEqual(moved);
  });

  it('stays in its place as long as the new one cannot take it', async () => {
    await month('2026-10', [{ atMs: START_MS, value: 1 }]);
    const full = { fill: () => Promise.reject(new Error('the disk is full')) };
    await expect(moveOutsideMonths(entities, full)).rejects.toThrow('the disk is full');
    await moveOutsideMonths(entities, store.outside);
    expect(await valuesOf(PRICE)).toEqual([1]);
  });
});
