import { SERIES, type SeriesName, type TelemetryRow } from '../../src/domain/series.ts';
import { BOARDS, PrintingMiner } from '../support/printing-miner.ts';

const MINUTE_MS = 60_000;
export const SAMPLE_MINERS = ['gamma', 'ultra', 'supra'];
/** Everything of a sample lies in here. */
export const SAMPLE_RANGE = { fromMs: Date.UTC(2026, 2, 1), toMs: Date.UTC(2026, 2, 7) };
/** A night of minutes, over midnight; of its hours no poll is kept any more. */
const NIGHT = { fromMs: Date.UTC(2026, 2, 1, 19), toMs: Date.UTC(2026, 2, 2, 3), everyMs: MINUTE_MS };
/** An hour as polled, days later; its end is still in the tail. */
const EVENING = { fromMs: Date.UTC(2026, 2, 6, 17, 30), toMs: Date.UTC(2026, 2, 6, 18, 5), everyMs: 20_000 };
/** From here on nothing is compacted. */
export const COMPACTED_UNTIL_MS = Date.UTC(2026, 2, 6, 17, 57);
/** Enough to meet restarts, gaps and counters that begin anew within a night. */
const MISHAPS = 20;

export interface SamplePast {
  readonly night: readonly TelemetryRow[];
  /** The rows of one moment each. */
  readonly polls: readonly (readonly TelemetryRow[])[];
}

/** What the miners of a sample said, the same at each call. */
export function samplePast(): SamplePast {
  const miners = BOARDS.slice(0, SAMPLE_MINERS.length).map(
    (board, index) =>
      new PrintingMiner({ minerId: SAMPLE_MINERS[index] ?? '', board, seed: 7 + index, mishaps: MISHAPS }),
  );
  const at = (atMs: number) => miners.map((miner) => miner.poll(atMs)).filter((row) => row !== undefined);
  const moments = ({ fromMs, toMs, everyMs }: typeof NIGHT) =>
    Array.from({ length: (toMs - fromMs) / everyMs }, (_, step) => fromMs + step * everyMs);
  return { night: moments(NIGHT).flatMap(at), polls: moments(EVENING).map(at) };
}

/** Columns of one miner, gauges as the 32-bit floats they are kept as. */
export interface ExpectedColumns {
  readonly atMs: Float64Array;
  readonly values: Readonly<Partial<Record<SeriesName, Float32Array | Float64Array>>>;
}

/** What the store must give back: whole minutes of everything, polls of the evening. */
export interface ExpectedTelemetry {
  readonly minutes: Readonly<Record<string, ExpectedColumns>>;
  readonly polls: Readonly<Record<string, ExpectedColumns>>;
}

/** Reckoned from the rows themselves, past all code of the store: of a gauge the mean, of a counter the last value. */
export function expectedTelemetry({ night, polls }: SamplePast): ExpectedTelemetry {
  const of = (rows: readonly TelemetryRow[], bucketMs: number) =>
    Object.fromEntries(
      SAMPLE_MINERS.map((minerId) => [
        minerId,
        bucketed(
          rows.filter((row) => row.minerId === minerId),
          bucketMs,
        ),
      ]),
    );
  return { minutes: of([...night, ...polls.flat()], MINUTE_MS), polls: of(polls.flat(), 1) };
}

function bucketed(rows: readonly TelemetryRow[], bucketMs: number): ExpectedColumns {
  const buckets = new Map<number, Float64Array[]>();
  for (const { atMs, values } of rows) {
    const start = Math.floor(atMs / bucketMs) * bucketMs;
    buckets.set(start, [...(buckets.get(start) ?? []), values]);
  }
  const values: Partial<Record<SeriesName, Float32Array | Float64Array>> = {};
  SERIES.forEach(({ name, kind }, index) => {
    const said = [...buckets.values()].map((bucket) => bucket.map((row) => row[index] ?? Number.NaN));
    if (said.every((bucket) => bucket.every(Number.isNaN))) return;
    values[name] =
      kind === 'counter'
        ? Float64Array.from(said, (bucket) => bucket.at(-1) ?? Number.NaN)
        : Float32Array.from(
            said,
            (bucket) => bucket.map(Math.fround).reduce((a, b) => a + b) / bucket.length,
          );
  });
  return { atMs: Float64Array.from(buckets.keys()), values };
}
