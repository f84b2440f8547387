import { type DeviceAddress, minerId } from '../domain/miner.ts';
import { SERIES, type TelemetryRow } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import { spanStart } from '../store/segment.ts';
import { SPAN_MS } from '../store/telemetry-schema.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import { doorOf } from '../twin/answers/answers.ts';
import { demoFleet } from '../twin/fleets.ts';
import type { MinerTwin } from '../twin/miner-twin.ts';
import { twinReading } from '../twin/twin-reading.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What the first chart shows is laid down first, the rest of the month behind it. */
const FIRST_CHART_MS = 26 * HOUR_MS;
export const WHOLE_PAST_MS = 30 * 24 * HOUR_MS;
/** Laid down in one piece: two segments of each miner, a tenth of a second's work. */
const LAID_AT_ONCE_MS = 2 * SPAN_MS.minute;

/** A twin is run through so much without a pause. */
const RUN_AT_ONCE_MS = 10 * 24 * HOUR_MS;

/** Where twins go on that tell a later part of the past: what those before them have to come to. */
export interface Seam {
  readonly atMs: number;
  readonly bootedAtMs: number;
  /** As in a row of telemetry. */
  readonly values: Float64Array;
}

/** The seam at which a twin that was just made begins. */
export function seamOf(twin: MinerTwin): Seam {
  return { atMs: twin.state.atMs, bootedAtMs: twin.state.bootedAtMs, values: valuesOf(twin) };
}

/** Where a twin would listen if it were on a network: the address only names it. */
export function addressOf(twin: MinerTwin): DeviceAddress {
  return { host: twin.options.ipv4, port: doorOf(twin) === 'rpc' ? 4028 : 80 };
}

/** Runs twins up to `untilMs` and keeps what they measured each minute. */
export function pastOf(twins: readonly MinerTwin[], untilMs: number): TelemetryRow[] {
  return twins.flatMap((twin) => {
    const id = idOf(twin);
    const rows: TelemetryRow[] = [];
    while (twin.state.atMs + MINUTE_MS <= untilMs) {
      twin.step(60);
      const reading = twinReading(twin);
      if (reading) rows.push(telemetryRow(id, reading));
    }
    return rows;
  });
}

export interface PastPorts {
  readonly telemetry: Pick<TelemetryStore, 'importRows'>;
  readonly nowMs: () => number;
  readonly startedMs: number;
  readonly seed: number;
  /** Of the live twins, which go on from this past. */
  readonly seams: readonly Seam[];
  readonly signal: AbortSignal;
  /**
   * Done once the day of the first chart is laid down, before the month behind it.
   * @returns how hard a block was to find then, which miners hear with their work
   */
  readonly afterFirstDay: () => Promise<(atMs: number) => number>;
  /** Hears how much of the month is laid down, 0..1, once the day of the first chart is. */
  readonly onProgress: (progress: number) => void;
}

/**
 * The past before the live twins' own: first the day that the first chart shows, written at once, as half of it would
 * show a gap that there never was; then the month before it. Each segment is written once and straight, of the month a
 * few at a time, so that live polls go on between.
 */
export async function layDownPast(ports: PastPorts): Promise<void> {
  const chartFromMs = ports.startedMs - FIRST_CHART_MS;
  const firstRows: TelemetryRow[] = [];
  const seams = await layDown(ports, chartFromMs, ports.seams, async (rows) => {
    firstRows.push(...rows);
  });
  const write = (rows: readonly TelemetryRow[]) => ports.telemetry.importRows(rows, ports.nowMs());
  if (!ports.signal.aborted) await write(firstRows);
  if (ports.signal.aborted) return;
  const difficultyAt = await ports.afterFirstDay();
  const fromMs = ports.startedMs - WHOLE_PAST_MS;
  await layDown(ports, fromMs, seams, async (rows, untilMs) => {
    for (const { atMs, values } of rows)
      if (!Number.isNaN(values[DIFFICULTY])) values[DIFFICULTY] = difficultyAt(atMs);
    await write(rows);
    ports.onProgress((untilMs - fromMs) / (chartFromMs - fromMs));
  });
  ports.onProgress(1);
}

/**
 * Tells piece by piece what lies between a moment and seams.
 * @param told takes the rows of a piece, and the moment that it reaches to
 * @returns the seams at which that begins
 */
async function layDown(
  { seed, signal, startedMs }: PastPorts,
  fromMs: number,
  seams: readonly Seam[],
  told: (rows: readonly TelemetryRow[], untilMs: number) => Promise<void>,
): Promise<readonly Seam[]> {
  const untilMs = Math.min(...seams.map(({ atMs }) => atMs));
  const storyFromMs = startedMs - WHOLE_PAST_MS;
  const fleet = () =>
    demoFleet({ seed, startMs: fromMs, storyFromMs, bootedAtMs: seams.map(({ bootedAtMs }) => bootedAtMs) });
  const fitted = await fits(fleet(), seams, signal);
  const twins = fleet();
  const begun = twins.map((twin) => {
    const seam = seamOf(twin);
    // Its first rows are stretched, and so is what leads to them.
    fitted.get(idOf(twin))?.(seam);
    return seam;
  });
  for (let atMs = fromMs; atMs < untilMs && !signal.aborted; ) {
    const reachedMs = Math.min(untilMs, spanStart(atMs, LAID_AT_ONCE_MS) + LAID_AT_ONCE_MS);
    const rows = pastOf(twins, reachedMs);
    for (const row of rows) fitted.get(row.minerId)?.(row);
    await told(rows, reachedMs);
    atMs = reachedMs;
    // Polls and charts that wait go first.
    await pause();
  }
  return begun;
}

/** What is done to a row so that it leads to its miner's seam. */
type Fit = (row: Pick<TelemetryRow, 'atMs' | 'values'>) => void;

const COUNTERS = SERIES.flatMap(({ name, kind }, place) =>
  kind === 'counter' && name !== 'uptimeS' && name !== 'bestShare' ? [place] : [],
);
const DIFFICULTY = SERIES.findIndex(({ name }) => name === 'networkDifficulty');
const BEST = SERIES.findIndex(({ name }) => name === 'bestShare');

/**
 * Twins find their shares by luck, so those of one part of the past come to other counts than those begin with that tell
 * the next, which is on the screen already. These are run once to learn what theirs come to; counts since the last start
 * are then stretched to meet the seam: a step down there would be taken for a restart.
 */
async function fits(
  twins: readonly MinerTwin[],
  seams: readonly Seam[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Fit>> {
  const found = new Map<string, Fit>();
  for (const [place, twin] of twins.entries()) {
    const seam = seams[place];
    if (!seam || signal.aborted) break;
    while (twin.state.atMs < seam.atMs && !signal.aborted) {
      twin.advanceTo(Math.min(seam.atMs, twin.state.atMs + RUN_AT_ONCE_MS), 60);
      await pause();
    }
    found.set(idOf(twin), fitOf(seam, valuesOf(twin)));
  }
  return found;
}

function fitOf(seam: Seam, ends: Float64Array): Fit {
  const factors = COUNTERS.map((place) => {
    const factor = (seam.values[place] ?? 0) / (ends[place] ?? 0);
    return Number.isFinite(factor) ? factor : 1;
  });
  const best = seam.values[BEST] ?? Number.NaN;
  return ({ atMs, values }) => {
    values[BEST] = Math.min(values[BEST] ?? Number.NaN, best);
    if (atMs < seam.bootedAtMs) return;
    for (const [index, place] of COUNTERS.entries())
      values[place] = Math.floor((values[place] ?? Number.NaN) * (factors[index] ?? 1));
  };
}

function valuesOf(twin: MinerTwin): Float64Array {
  const reading = twinReading(twin);
  return reading ? telemetryRow('', reading).values : new Float64Array(SERIES.length).fill(Number.NaN);
}

/** The id under which the twin's device will be known: stock Antminers tell no MAC over their API. */
function idOf(twin: MinerTwin): string {
  const { family } = twin.model;
  const mac = family === 'cgminer' ? undefined : twin.options.mac;
  return minerId({ family, algorithm: 'sha256', mac }, addressOf(twin));
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
