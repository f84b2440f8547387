import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { openTelemetry, type TelemetryStore } from './telemetry-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Midnight UTC of some day. */
const DAY_BEGIN_MS = Date.UTC(2026, 2, 1);

let name = '';
let store: TelemetryStore;
/** The same database as a test sees it, without the store. */
let beneath: IDBPDatabase;

beforeEach(async () => {
  name = crypto.randomUUID();
  store = await openTelemetry(name);
  beneath = await openDB(name);
  // Twelve hours of two miners, a row each ten minutes.
  const polls = Array.from({ length: 72 }, (_, poll) => DAY_BEGIN_MS + poll * 10 * MINUTE_MS);
  await store.append(
    polls.flatMap((atMs, poll) => [
      rowAt('gamma', atMs, { powerW: poll }),
      rowAt('nerd', atMs, { powerW: poll }),
    ]),
  );
  await store.compact(DAY_BEGIN_MS + 12 * HOUR_MS);
});
afterEach(async () => {
  store.close();
  beneath.close();
  await deleteDB(name);
});

async function powerOf(minerId: string, hours: number, fromMs = DAY_BEGIN_MS): Promise<number[]> {
  const toMs = fromMs + hours * HOUR_MS;
  const { values } = await store.columns({ minerId, names: ['powerW'], fromMs, toMs, maxPoints: 10_000 });
  return [...(values.powerW ?? [])].filter((power) => !Number.isNaN(power));
}

const upTo = (end: number, begin = 0) => Array.from({ length: end - begin }, (_, row) => begin + row);

const damages: readonly [what: string, damage: (segment: Record<string, unknown>) => object][] = [
  ['a block that is cut off', ({ bytes, ...key }) => ({ ...key, bytes: cutOff(bytes) })],
  ['a flipped bit', ({ bytes, ...key }) => ({ ...key, bytes: flipped(bytes) })],
  ['a block of nothing', (segment) => ({ ...segment, bytes: new Uint8Array() })],
  ['a block that is text', (segment) => ({ ...segment, bytes: 'gone' })],
  ['nothing of a segment but its key', ({ minerId, startMs }) => ({ minerId, startMs })],
  ['a column that is too short, as version 3 wrote it', (segment) => older(segment, (atMs) => atMs.slice(1))],
  ['times out of order, as version 3 wrote them', (segment) => older(segment, (atMs) => atMs, true)],
];

function cutOff(bytes: unknown): Uint8Array | undefined {
  return bytes instanceof Uint8Array ? bytes.slice(0, -1) : undefined;
}

/** In the last column, of which every answer is made. */
function flipped(bytes: unknown): Uint8Array | undefined {
  return bytes instanceof Uint8Array ? bytes.with(-1, (bytes.at(-1) ?? 0) ^ 1) : undefined;
}

function older(
  { minerId, startMs }: Record<string, unknown>,
  cut: (atMs: Float64Array) => Float64Array,
  isReversed = false,
): object {
  const atMs = Float64Array.from({ length: 3 }, (_, minute) => Number(startMs) + minute * MINUTE_MS);
  const columns = { powerW: Float32Array.from(cut(atMs)) };
  return { minerId, startMs, atMs: isReversed ? atMs.toReversed() : atMs, columns };
}

async function damageStored(tier: 'raw' | 'minute', startMs: number, damage: (typeof damages)[number][1]) {
  await beneath.put(tier, damage(await beneath.get(tier, ['gamma', startMs])));
}

describe('a stored segment with', () => {
  for (const [what, damage] of damages) {
    it(`${what} is put aside, and everything else still reads`, async () => {
      await damageStored('minute', DAY_BEGIN_MS, damage);
      expect(await powerOf('gamma', 24)).toEqual(upTo(72, 36));
      expect(await powerOf('nerd', 24)).toEqual(upTo(72));
      expect(await powerOf('gamma', 6)).toEqual(upTo(36));
      expect(await beneath.getAll('quarantine')).toEqual([
        { from: 'minute', reason: expect.any(String), record: expect.objectContaining({ minerId: 'gamma' }) },
      ]);
      expect(await store.extent('gamma')).toMatchObject({ oldestAtMs: DAY_BEGIN_MS + 6 * HOUR_MS });
    });

    it(`${what} does not stop compaction`, async () => {
      await damageStored('minute', DAY_BEGIN_MS + 6 * HOUR_MS, damage);
      await damageStored('raw', DAY_BEGIN_MS + 11 * HOUR_MS, damage);
      const atMs = DAY_BEGIN_MS + 12 * HOUR_MS - MINUTE_MS;
      await store.append([rowAt('gamma', atMs, { powerW: 100 }), rowAt('nerd', atMs, { powerW: 100 })]);
      await store.compact(DAY_BEGIN_MS + 12 * HOUR_MS);
      expect(await beneath.count('tail')).toBe(0);
      expect(await beneath.count('quarantine')).toBe(2);
      expect(await powerOf('gamma', 24)).toEqual([...upTo(36), 100]);
      expect(await powerOf('gamma', 1, DAY_BEGIN_MS + 11 * HOUR_MS)).toEqual([100]);
      expect(await powerOf('nerd', 24)).toEqual([...upTo(72), 100]);
    });
  }
});

it('rows that were put aside are not counted any more', async () => {
  expect(await store.rowCount()).toBe(144);
  await damageStored('minute', DAY_BEGIN_MS, ({ bytes, ...key }) => ({ ...key, bytes: flipped(bytes) }));
  await powerOf('gamma', 24);
  expect(await store.rowCount()).toBe(144 - 36);
});

describe('a record of the tail', () => {
  const at = DAY_BEGIN_MS + 12 * HOUR_MS;
  const broken: readonly [what: string, record: unknown][] = [
    ['that is no record', 'gone'],
    ['without values', { minerIds: ['gamma'], atMs: Float64Array.of(at) }],
    [
      'with more times than miners',
      { minerIds: ['gamma'], atMs: Float64Array.of(at, at + 1), values: new Float64Array(26) },
    ],
    ['of no miner', { minerIds: [undefined], atMs: Float64Array.of(at), values: new Float64Array(26) }],
  ];

  for (const [what, record] of broken) {
    it(`${what} is put aside, and the others are read and folded`, async () => {
      await beneath.add('tail', record);
      await store.append([rowAt('gamma', at, { powerW: 100 })]);
      expect(await powerOf('gamma', 24)).toEqual([...upTo(72), 100]);
      await store.remove('nerd');
      await store.compact(at);
      expect(await beneath.count('tail')).toBe(0);
      expect(await beneath.getAll('quarantine')).toEqual([
        { from: 'tail', reason: expect.any(String), record },
      ]);
      expect(await powerOf('gamma', 24)).toEqual([...upTo(72), 100]);
    });
  }

  it('with one row that has no time gives its other rows, and is put aside whole', async () => {
    const values = new Float64Array(2 * 26).fill(7);
    await beneath.add('tail', {
      minerIds: ['gamma', 'gamma'],
      atMs: Float64Array.of(Number.NaN, at),
      values,
    });
    await store.compact(at);
    expect(await powerOf('gamma', 24)).toEqual([...upTo(72), 7]);
    expect(await beneath.count('quarantine')).toBe(1);
  });
});
